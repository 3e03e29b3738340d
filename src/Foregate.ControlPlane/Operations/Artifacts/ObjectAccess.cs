// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Operations.Artifacts;

/// <summary>What operations ask of S3, for one account.</summary>
internal sealed record ObjectAccess
{
    /// <summary>Reads an object of the account: bucket, key, version (<see langword="null"/> for the newest), and how many bytes it may have.</summary>
    public required Func<string, string, string?, long, ObjectRead> Read { get; init; }

    /// <summary>Makes a bucket for the account in its region, unless it has it already; what S3 says against it, else <see langword="null"/>.</summary>
    public required Func<string, AwsError?> EnsureBucket { get; init; }

    /// <summary>Deletes an empty bucket of the account; what S3 says against it, else <see langword="null"/>.</summary>
    public required Func<string, AwsError?> DeleteBucket { get; init; }
}
