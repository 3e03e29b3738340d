// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Store.Objects;

namespace Foregate.Hosting.Storage;

/// <summary>Where S3's objects are kept: with what must outlive the process, or in a folder of this process's own.</summary>
internal static class ArtifactFolder
{
    /// <summary>The folder's name in a data directory.</summary>
    public const string Name = "objects";

    public static ObjectStore Open(ForegateOptions options, string workFolder) =>
        new(Path.GetFullPath(Path.Combine(options.DataDirectory ?? workFolder, Name)), TimeProvider.System, isTemporary: options.DataDirectory is null);
}
