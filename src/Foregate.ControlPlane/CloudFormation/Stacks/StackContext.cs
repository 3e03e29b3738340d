// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.OpenApi;
using Foregate.ControlPlane.Operations;

namespace Foregate.ControlPlane.CloudFormation.Stacks;

/// <summary>What the stack engine needs besides the account and the request.</summary>
internal sealed record StackContext
{
    public required OperationContext Operations { get; init; }

    /// <summary>When it happens, for events; to the second where nobody says it more exactly.</summary>
    public DateTimeOffset? Time { get; init; }

    /// <summary>What reading the bodies of APIs needs.</summary>
    public ImportOptions Imports { get; init; } = new();

    /// <summary>Gives the content of an object of a bucket; <see langword="null"/> when there is none.</summary>
    public Func<Artifact, ReadOnlyMemory<byte>?> Artifacts { get; init; } = static _ => null;

    /// <summary>Gives the value of a parameter in Systems Manager's parameter store; <see langword="null"/> when there is none.</summary>
    public Func<string, string?> SystemParameter { get; init; } = static _ => null;

    /// <summary>Where relative paths of the template start; <see langword="null"/> where it names no files.</summary>
    public string? Folder { get; init; }

    /// <summary>How many stacks the stack is nested in.</summary>
    public int Depth { get; init; }

    /// <summary>Whether deployments of APIs that have changed are made anew, though the template says the same of them. AWS does not.</summary>
    public bool RenewsDeployments { get; init; }
}
