// SPDX-License-Identifier: Apache-2.0
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Foregate.DataPlane.Arrive.Tls;

/// <summary>One certificate ready for handshakes. Its contexts are made once: they carry the sessions that clients resume.</summary>
internal sealed class LoadedCertificate
{
    private LoadedCertificate(X509Certificate2 leaf, X509Certificate2Collection? chain)
    {
        Leaf = leaf;
        // Offline: a handshake must not wait for somebody's CA to answer.
        Context = SslStreamCertificateContext.Create(leaf, chain, offline: true);
        ServerNames = ReadServerNames(leaf);
        using var ecdsa = leaf.GetECDsaPublicKey();
        Handshakes = new HandshakeOptions(Context, ecdsa is not null);
    }

    public X509Certificate2 Leaf { get; }

    public SslStreamCertificateContext Context { get; }

    /// <summary>DNS names in lower case, wildcards as "*.example.com".</summary>
    public string[] ServerNames { get; }

    public HandshakeOptions Handshakes { get; }

    /// <exception cref="CryptographicException">The files are not a certificate with its key.</exception>
    public static LoadedCertificate Load(CertificateSource source)
    {
        var extension = Path.GetExtension(source.CertificatePath);
        return extension.Equals(".pfx", StringComparison.OrdinalIgnoreCase) || extension.Equals(".p12", StringComparison.OrdinalIgnoreCase)
            ? FromPfx(source)
            : FromPem(File.ReadAllText(source.CertificatePath), source.KeyPath is null ? null : File.ReadAllText(source.KeyPath), source.Password);
    }

    /// <param name="certificates">PEM, the leaf first.</param>
    /// <param name="key">PEM; null when it stands among the certificates.</param>
    /// <exception cref="CryptographicException">The texts are not a certificate with its key.</exception>
    public static LoadedCertificate FromPem(string certificates, string? key, string? password)
    {
        var leaf = password is null
            ? X509Certificate2.CreateFromPem(certificates, key ?? certificates)
            : X509Certificate2.CreateFromEncryptedPem(certificates, key ?? certificates, password);
        if (OperatingSystem.IsWindows())
        {
            // Windows serves keys from a store only.
            leaf = X509CertificateLoader.LoadPkcs12(leaf.Export(X509ContentType.Pkcs12), null);
        }

        var chain = new X509Certificate2Collection();
        chain.ImportFromPem(certificates);
        chain.RemoveAt(0);
        return new LoadedCertificate(leaf, chain);
    }

    private static LoadedCertificate FromPfx(CertificateSource source)
    {
        var all = X509CertificateLoader.LoadPkcs12CollectionFromFile(source.CertificatePath, source.Password);
        for (var i = 0; i < all.Count; i++)
        {
            if (all[i].HasPrivateKey)
            {
                var leaf = all[i];
                all.RemoveAt(i);
                return new LoadedCertificate(leaf, all);
            }
        }

        throw new CryptographicException($"{source.CertificatePath} holds no private key.");
    }

    private static string[] ReadServerNames(X509Certificate2 leaf)
    {
        var names = new List<string>();
        foreach (var extension in leaf.Extensions)
        {
            if (extension is X509SubjectAlternativeNameExtension alternatives)
            {
                foreach (var name in alternatives.EnumerateDnsNames())
                {
                    names.Add(name.ToLowerInvariant());
                }
            }
        }

        return [.. names];
    }
}
