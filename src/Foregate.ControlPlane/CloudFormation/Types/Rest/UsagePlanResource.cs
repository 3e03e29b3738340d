// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.CloudFormation.Types.Rest;

/// <summary><c>AWS::ApiGateway::UsagePlan</c>.</summary>
internal static class UsagePlanResource
{
    private static readonly ObjectKind s_stage = new("the API stage", "ApiId Stage", "", ("Throttle", Fate.Refused("the method throttles of usage plans", "Remove it.", "")));

    public static ResourceType Type { get; } = new(
        "AWS::ApiGateway::UsagePlan",
        new ObjectKind(
            "the usage plan",
            "UsagePlanName Description ApiStages",
            "Tags",
            ("Quota", Fate.Refused("the quota of a usage plan", "Remove it.")),
            ("Throttle", Fate.Refused("the throttle of a usage plan", "Remove it; stages have throttles."))),
        [],
        Create)
    {
        Delete = static removal => removal.Apply(account => UsagePlans.DeleteUsagePlan(account, removal.PhysicalId)),
        Place = static resource => $"/usageplans/{resource.PhysicalId}",
    };

    private static ResourceValue? Create(ResourceContext context)
    {
        var properties = context.Properties;
        var stages = ImmutableArray.CreateBuilder<ApiStage>();
        var items = properties.Items("ApiStages") ?? [];
        for (var i = 0; i < items.Count; i++)
        {
            if (Section.Open(context.Run.Reading, items[i], DocumentPath.Append(properties.PathOf("ApiStages"), i), s_stage) is { } stage)
            {
                stages.Add(new ApiStage { ApiId = stage.Text("ApiId") ?? "", Stage = stage.Text("Stage") ?? "" });
            }
        }

        var request = new UsagePlans.CreateUsagePlanRequest
        {
            Name = properties.Text("UsagePlanName") ?? context.GeneratedName,
            Description = properties.Text("Description"),
            ApiStages = stages.ToImmutable(),
        };
        if (context.Apply(account => UsagePlans.CreateUsagePlan(account, request, context.Operations)) is not { } plan)
        {
            return null;
        }

        return new ResourceValue(plan.Id, ("Id", plan.Id));
    }
}
