// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations.Artifacts;

namespace Foregate.ControlPlane.Operations;

/// <summary>What operations ask of S3, for one account.</summary>
internal sealed record ObjectAccess
{
    /// <summary>Bytes of an artifact at most: as many as a function's code may have in the end.</summary>
    public const int LargestArtifact = 250 << 20;

    /// <summary>Reads an object of the account: bucket, key, version (<see langword="null"/> for the newest), and how many bytes it may have.</summary>
    public required Func<string, string, string?, long, ObjectRead> Read { get; init; }

    /// <summary>Makes a bucket for the account in its region, unless it has it already; what S3 says against it, else <see langword="null"/>.</summary>
    public required Func<string, AwsError?> EnsureBucket { get; init; }

    /// <summary>Says whether a bucket of the account keeps versions: <c>Enabled</c> or <c>Suspended</c>; what S3 says against it, else <see langword="null"/>.</summary>
    public required Func<string, string, AwsError?> SetVersioning { get; init; }

    /// <summary>Deletes an empty bucket of the account; what S3 says against it, else <see langword="null"/>.</summary>
    public required Func<string, AwsError?> DeleteBucket { get; init; }
}
