// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Foregate.DataPlane.Arrive.Tls;

/// <summary>A self-signed certificate for loopback names, made where none is given and kept so that it need be trusted only once.</summary>
internal static class DevelopmentCertificate
{
    /// <summary>Made anew when less than this is left.</summary>
    public static readonly TimeSpan Renewal = TimeSpan.FromDays(30);

    private static readonly TimeSpan Life = TimeSpan.FromDays(365);
    private static readonly string[] Names = ["localhost", "*.localhost", "*.execute-api.localhost"];

    /// <summary>The certificate's files in <paramref name="directory"/>, made or renewed if need be. The key is for the owner's eyes only.</summary>
    public static CertificateSource Ensure(string directory, TimeProvider time)
    {
        var source = new CertificateSource
        {
            CertificatePath = Path.Combine(directory, "development.crt"),
            KeyPath = Path.Combine(directory, "development.key"),
        };
        if (!IsFit(source, time))
        {
            Directory.CreateDirectory(directory);
            var (certificate, key) = Make(time);
            // The key first: a certificate without its key is refused and the old pair stays in use meanwhile.
            Write(source.KeyPath, key, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            Write(source.CertificatePath, certificate, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead);
        }

        return source;
    }

    /// <summary>A new pair as PEM.</summary>
    public static (string Certificate, string Key) Make(TimeProvider time)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Foregate development, O=Foregate", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        foreach (var name in Names)
        {
            names.AddDnsName(name);
        }

        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false));
        var now = time.GetUtcNow();
        // A day back, for clients whose clock is behind.
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now + Life);
        return (certificate.ExportCertificatePem() + "\n", key.ExportPkcs8PrivateKeyPem() + "\n");
    }

    private static bool IsFit(CertificateSource source, TimeProvider time)
    {
        if (!File.Exists(source.CertificatePath) || !File.Exists(source.KeyPath))
        {
            return false;
        }

        try
        {
            using var certificate = X509Certificate2.CreateFromPemFile(source.CertificatePath, source.KeyPath);
            return certificate.NotAfter.ToUniversalTime() - time.GetUtcNow().UtcDateTime > Renewal;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }

    private static void Write(string path, string text, UnixFileMode mode)
    {
        var temporary = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            File.Delete(temporary);
            options.UnixCreateMode = mode;
        }

        using (var file = new FileStream(temporary, options))
        {
            file.Write(System.Text.Encoding.ASCII.GetBytes(text));
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }
}
