// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;

namespace Foregate.DataPlane.Arrive.Tls;

/// <summary>One configured certificate and what is in use of it: the last state of its files that was whole.</summary>
internal sealed class CertificateFile
{
    private (DateTime Certificate, DateTime Key) _stamp;

    /// <exception cref="CryptographicException">The files are not a certificate with its key.</exception>
    public CertificateFile(CertificateSource source)
    {
        Source = source;
        _stamp = ReadStamp();
        Current = LoadedCertificate.Load(source);
    }

    public CertificateFile(LoadedCertificate certificate)
    {
        Current = certificate;
    }

    /// <summary>Null for a certificate kept in memory.</summary>
    public CertificateSource? Source { get; }

    public LoadedCertificate Current { get; private set; }

    /// <summary>Days left when the operator was last told; never told before it matters.</summary>
    public int ToldAt { get; set; } = int.MaxValue;

    /// <summary>Loads the files if they changed. False, with the reason, when they are not fit: what was in use stays.</summary>
    public bool TryRefresh(out bool changed, out string fault)
    {
        changed = false;
        fault = "";
        if (Source is null)
        {
            return true;
        }

        var stamp = ReadStamp();
        if (stamp == _stamp)
        {
            return true;
        }

        try
        {
            Current = LoadedCertificate.Load(Source);
            _stamp = stamp;
            changed = true;
            return true;
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            fault = e.Message;
            return false;
        }
    }

    private (DateTime Certificate, DateTime Key) ReadStamp() =>
        (File.GetLastWriteTimeUtc(Source!.CertificatePath), Source.KeyPath is null ? default : File.GetLastWriteTimeUtc(Source.KeyPath));
}
