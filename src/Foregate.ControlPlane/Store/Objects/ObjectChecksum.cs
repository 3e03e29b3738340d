// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Store.Objects;

/// <summary>A checksum that S3 keeps with an object.</summary>
/// <param name="Algorithm">S3's name: <c>CRC32</c>, <c>CRC32C</c>, <c>CRC64NVME</c>, <c>SHA1</c> or <c>SHA256</c>.</param>
/// <param name="Value">Base64; with the number of parts after a hyphen where it is of the parts' checksums.</param>
/// <param name="IsComposite">Whether it is of the parts' checksums, not of the bytes.</param>
public sealed record ObjectChecksum(string Algorithm, string Value, bool IsComposite = false);
