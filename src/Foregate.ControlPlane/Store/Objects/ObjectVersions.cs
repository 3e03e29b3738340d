// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;

namespace Foregate.ControlPlane.Store.Objects;

/// <summary>What lies under one key: its versions, the newest first. One file of the index.</summary>
internal sealed record ObjectVersions
{
    public required string Key { get; init; }

    public required ImmutableArray<StoredObject> Versions { get; init; }

    /// <summary>The newest, which may be a mark of deletion.</summary>
    public StoredObject Latest => Versions[0];

    /// <summary>What a request without a version means; <see langword="null"/> after a deletion.</summary>
    public StoredObject? Current => Latest.IsDeleteMarker ? null : Latest;

    public StoredObject? Find(string versionId) => Versions.FirstOrDefault(version => version.VersionId == versionId);

    /// <summary>With a version before all others; one of the same id makes place for it.</summary>
    public ObjectVersions With(StoredObject version) => this with { Versions = [version, .. Versions.Where(other => other.VersionId != version.VersionId)] };

    public ObjectVersions Without(string versionId) => this with { Versions = [.. Versions.Where(version => version.VersionId != versionId)] };
}
