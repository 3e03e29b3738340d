// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Protocol.Values;

namespace Foregate.ControlPlane.Protocol.Updates;

/// <summary>What may be changed of one kind of resource. Changes are made in order, and all of them or none.</summary>
internal sealed class PatchTable(params IReadOnlyList<PatchRule> rules)
{
    /// <summary>Whether refusals list what may be changed, as AWS's do for resources without maps.</summary>
    public bool ListsPaths { get; init; } = true;

    /// <summary>Decides over what no rule is for, in place of the usual refusal.</summary>
    public PatchAction? Otherwise { get; init; }

    /// <returns>The resource after all changes, or the first that is refused.</returns>
    public (WireValue? Resource, AwsError? Error) Apply(WireValue resource, IReadOnlyList<PatchOperation> operations)
    {
        var document = new PatchDocument(resource);
        foreach (var operation in operations)
        {
            if (Apply(document, operation) is { } error)
            {
                return (null, error);
            }
        }

        return (document.Value, null);
    }

    private AwsError? Apply(PatchDocument document, PatchOperation operation)
    {
        if (operation.Path is null)
        {
            return AwsError.BadRequest("Invalid patch path null");
        }

        var path = PatchOperation.Segments(operation.Path);
        foreach (var rule in rules)
        {
            if (rule.Ops.Contains(operation.Op) && rule.Match(path) is { } captured)
            {
                return rule.Apply(document, operation, captured);
            }
        }

        return Otherwise is { } otherwise ? otherwise(document, operation, path) : Refuse(operation);
    }

    private AwsError Refuse(PatchOperation operation)
    {
        if (!ListsPaths)
        {
            return AwsError.BadRequest($"Invalid patch path {operation.Path}");
        }

        var paths = rules.Where(rule => rule.Ops.Contains(operation.Op)).Select(static rule => rule.Pattern).ToList();
        return AwsError.BadRequest(
            $"Invalid patch path  '{operation.Path}' specified for op '{operation.Op}'. "
            + (paths.Count == 0 ? "Please choose supported operations" : $"Must be one of: [{string.Join(", ", paths)}]"));
    }
}
