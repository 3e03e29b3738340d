// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.ControlPlane.Documents;
using Foregate.Definitions;
using Foregate.Definitions.CloudFormation;

namespace Foregate.ControlPlane.CloudFormation.Stacks;

/// <summary>What became of a template: the account with the stack in it, or every reason why not.</summary>
internal sealed record StackOutcome
{
    /// <summary>The account with the stack as it shall be; <see langword="null"/> when there are faults.</summary>
    public Account? Account { get; init; }

    /// <summary>
    /// The account as it was, but for the stack's own record, which tells of the failure and that all was rolled back (with what could be made, where the request
    /// disables that); <see langword="null"/> without faults, and when the template itself is wrong, so that nothing was begun.
    /// </summary>
    public Account? RolledBack { get; init; }

    /// <summary>Everything that must be mended, in the order of the document.</summary>
    public ImmutableArray<Fault> Faults { get; init; } = [];

    public ImmutableArray<Notice> Notices { get; init; } = [];

    /// <summary>The places in the template that change nothing.</summary>
    public ImmutableArray<string> InertPaths { get; init; } = [];

    /// <summary>What is otherwise than before, in the order of its making; what leaves comes last.</summary>
    public ImmutableArray<ResourceChange> Changes { get; init; } = [];

    /// <summary>Whether nothing at all would change: neither resources nor outputs nor tags.</summary>
    public bool IsUnchanged { get; init; }

    /// <summary>The stack in <see cref="Account"/>.</summary>
    public Stack? Stack { get; init; }

    /// <summary>Where in the template each definition came from.</summary>
    public SourceMap SourceMap { get; init; } = SourceMap.Empty;
}
