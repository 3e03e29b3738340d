// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.CloudFormation.Types;
using Foregate.Definitions;
using Foregate.Definitions.CloudFormation;

namespace Foregate.ControlPlane.CloudFormation.Drift;

/// <summary>Whether a resource of a stack still is what the stack had made.</summary>
internal sealed record ResourceDrift
{
    public const string InSync = "IN_SYNC";

    public const string Modified = "MODIFIED";

    public const string Deleted = "DELETED";

    public const string NotChecked = "NOT_CHECKED";

    public required StackResource Resource { get; init; }

    /// <summary>CloudFormation's word.</summary>
    public required string Status { get; init; }

    /// <summary>What stood there when the stack had made it, JSON.</summary>
    public string? Expected { get; init; }

    /// <summary>What stands there now, JSON.</summary>
    public string? Actual { get; init; }

    public ImmutableArray<JsonDifference> Differences { get; init; } = [];

    /// <summary>All resources of a stack, in the order of their making.</summary>
    public static IEnumerable<ResourceDrift> Of(Account account, Stack stack) =>
        stack.Resources.Values.OrderBy(static resource => resource.Order).Select(resource => Of(account, resource));

    public static ResourceDrift Of(Account account, StackResource resource)
    {
        if (resource.IsExternal || resource.Definition is null || ResourceTypes.Find(resource.Type)?.Read is not { } read)
        {
            return new ResourceDrift { Resource = resource, Status = NotChecked };
        }

        var actual = read(account, new DeployedResource(resource));
        if (actual is null)
        {
            return new ResourceDrift { Resource = resource, Status = Deleted, Expected = resource.Definition };
        }

        ImmutableArray<JsonDifference> differences = actual == resource.Definition ? [] : [.. JsonDifference.Between(JsonNode.Parse(resource.Definition), JsonNode.Parse(actual))];
        return new ResourceDrift
        {
            Resource = resource,
            Status = differences.IsEmpty ? InSync : Modified,
            Expected = resource.Definition,
            Actual = actual,
            Differences = differences,
        };
    }
}
