// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;

namespace Foregate.ControlPlane.Store.Objects;

/// <summary>A bucket with everything in it, as it is at one moment.</summary>
internal sealed record BucketContents(Bucket Bucket)
{
    /// <summary>By key, in S3's order. A key without versions is not there.</summary>
    public ImmutableSortedDictionary<string, ObjectVersions> Objects { get; init; } = ImmutableSortedDictionary.Create<string, ObjectVersions>(KeyOrder.Instance);

    /// <summary>By id.</summary>
    public ImmutableDictionary<string, Upload> Uploads { get; init; } = ImmutableDictionary.Create<string, Upload>(StringComparer.Ordinal);

    public BucketContents With(ObjectVersions versions) =>
        this with { Objects = versions.Versions.IsEmpty ? Objects.Remove(versions.Key) : Objects.SetItem(versions.Key, versions) };

    public BucketContents With(Upload upload) => this with { Uploads = Uploads.SetItem(upload.Id, upload) };
}
