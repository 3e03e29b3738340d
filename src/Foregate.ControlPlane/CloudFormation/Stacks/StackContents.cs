// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.OpenApi;
using Foregate.ControlPlane.OpenApi.Results;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.CloudFormation;

namespace Foregate.ControlPlane.CloudFormation.Stacks;

/// <summary>What a stack has made that a user asks for first: APIs to call, and keys to call them with.</summary>
internal static class StackContents
{
    /// <summary>Every stage of every API of the stack.</summary>
    public static ImmutableArray<ImportedApi> Apis(Account account, Stack stack)
    {
        var apis = ImmutableArray.CreateBuilder<ImportedApi>();
        foreach (var resource in Of(account, stack, "AWS::ApiGateway::RestApi"))
        {
            if (account.RestApis.TryGetValue(resource.PhysicalId, out var api))
            {
                apis.AddRange(api.Stages.Keys.Select(stage => new ImportedApi(true, api.Id, api.Name, stage)));
            }
        }

        foreach (var resource in Of(account, stack, "AWS::ApiGatewayV2::Api"))
        {
            if (account.Apis.TryGetValue(resource.PhysicalId, out var api))
            {
                apis.AddRange(api.Stages.Values.Where(static stage => stage.DeploymentId is not null).Select(stage => new ImportedApi(false, api.ApiId, api.Name, stage.StageName)));
            }
        }

        return apis.ToImmutable();
    }

    public static IEnumerable<(StackResource Resource, ApiKey Key)> ApiKeys(Account account, Stack stack)
    {
        foreach (var resource in Of(account, stack, "AWS::ApiGateway::ApiKey"))
        {
            if (account.ApiKeys.TryGetValue(resource.PhysicalId, out var key))
            {
                yield return (resource, key);
            }
        }
    }

    /// <summary>The keys whose values the template does not say.</summary>
    /// <param name="before">The stack as it was: keys that it had already are not new.</param>
    public static ImmutableArray<GeneratedKey> GeneratedKeys(Account account, Stack stack, Stack? before) =>
    [
        .. ApiKeys(account, stack)
            .Where(static made => !new DeployedResource(made.Resource).Has("Value"))
            .Select(made => new GeneratedKey(made.Key.Id, made.Key.Name ?? "", made.Key.Value, before?.Resources.GetValueOrDefault(made.Resource.LogicalId)?.PhysicalId != made.Key.Id)),
    ];

    // Those of its nested stacks come after its own.
    private static IEnumerable<StackResource> Of(Account account, Stack stack, string type)
    {
        var nested = stack.Resources.Values.Where(static resource => resource.Type == "AWS::CloudFormation::Stack").Select(resource => resource.PhysicalId).ToHashSet(StringComparer.Ordinal);
        return stack.Resources.Values.Where(resource => resource.Type == type).OrderBy(static resource => resource.Order)
            .Concat(account.Stacks.Values.Where(other => nested.Contains(other.StackId)).SelectMany(other => Of(account, other, type)));
    }
}
