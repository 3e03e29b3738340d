// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Arrive.Tls;

/// <summary>The files one certificate comes from: PEM (certificate with chain, and key) or PFX.</summary>
public sealed record CertificateSource
{
    /// <summary>PEM file with the certificate first and its chain after it, or a .pfx/.p12 file.</summary>
    public required string CertificatePath { get; init; }

    /// <summary>PEM file with the private key; null when it stands in the certificate's file.</summary>
    public string? KeyPath { get; init; }

    /// <summary>Of the PFX, or of an encrypted PEM key; null when there is none.</summary>
    public string? Password { get; init; }
}
