// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Store.Objects;

/// <summary>A part of an upload that has come.</summary>
internal sealed record UploadPart
{
    public required int Number { get; init; }

    public required string ContentId { get; init; }

    public required long Size { get; init; }

    /// <summary>The MD5 of its bytes, in hexadecimal digits.</summary>
    public required string ETag { get; init; }

    public required DateTimeOffset LastModified { get; init; }

    public ObjectChecksum? Checksum { get; init; }
}
