// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace Foregate.ControlPlane.Store.Objects;

/// <summary>An object that comes in parts and is not there yet.</summary>
internal sealed record Upload
{
    public required string Id { get; init; }

    /// <summary>What the object will be, as far as it is known: key, headers, metadata, tags.</summary>
    public required StoredObject Object { get; init; }

    public required DateTimeOffset Initiated { get; init; }

    /// <summary>The checksum that its parts and the whole are to have; <see langword="null"/> when nothing was said.</summary>
    public string? ChecksumAlgorithm { get; init; }

    public bool IsComposite { get; init; }

    /// <summary>Those that have come, by number; each has a file of its own.</summary>
    [JsonIgnore]
    public ImmutableSortedDictionary<int, UploadPart> Parts { get; init; } = ImmutableSortedDictionary<int, UploadPart>.Empty;
}
