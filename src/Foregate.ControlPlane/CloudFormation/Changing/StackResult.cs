// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations;
using Foregate.DataPlane;
using Foregate.Definitions;
using Foregate.Definitions.CloudFormation;

namespace Foregate.ControlPlane.CloudFormation.Changing;

/// <summary>What becomes of an account when something is asked of a stack.</summary>
internal sealed record StackResult
{
    /// <summary>After the call; the one before it when nothing was to be done, <see langword="null"/> when the call was refused.</summary>
    public Account? Account { get; init; }

    /// <summary>Whose stack it is.</summary>
    public string StackId { get; init; } = "";

    public ChangeSet? ChangeSet { get; init; }

    public AwsError? Error { get; init; }

    /// <summary>What the account becomes when the data plane cannot serve what the stack would have made: the stack tells why it failed.</summary>
    public Func<IReadOnlyList<CompilationFault>, Account>? Unservable { get; init; }

    public static implicit operator StackResult(AwsError error) => new() { Error = error };
}
