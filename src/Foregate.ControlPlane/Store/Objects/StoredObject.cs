// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;

namespace Foregate.ControlPlane.Store.Objects;

/// <summary>One version of an object, or the mark that it was deleted.</summary>
public sealed record StoredObject
{
    /// <summary>What versions are called that were written while the bucket kept none.</summary>
    public const string NullVersion = "null";

    public required string Key { get; init; }

    public string VersionId { get; init; } = NullVersion;

    /// <summary>The name of the file that holds its bytes; empty for a mark of deletion.</summary>
    public string ContentId { get; init; } = "";

    public long Size { get; init; }

    /// <summary>Without quotes.</summary>
    public string ETag { get; init; } = "";

    public DateTimeOffset LastModified { get; init; }

    public bool IsDeleteMarker { get; init; }

    /// <summary>Headers that are told again with the object, by name in small letters: <c>content-type</c>, <c>cache-control</c>, …</summary>
    public ImmutableSortedDictionary<string, string> Headers { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    /// <summary>The user's own, by name without <c>x-amz-meta-</c>, in small letters.</summary>
    public ImmutableSortedDictionary<string, string> Metadata { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = ImmutableSortedDictionary<string, string>.Empty;

    public ObjectChecksum? Checksum { get; init; }
}
