// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Codecs;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.CloudFormation.Types.Rest;

/// <summary><c>AWS::ApiGateway::UsagePlan</c>.</summary>
internal static class UsagePlanResource
{
    private static readonly ObjectKind s_stage = new("the API stage", "ApiId Stage Throttle");

    private static readonly ObjectKind s_throttle = new("the throttle", "BurstLimit RateLimit");

    private static readonly ObjectKind s_quota = new("the quota", "Limit Offset Period");

    private static readonly (string, string)[] s_places =
    [
        ("name", "UsagePlanName"), ("quota", "Quota"), ("api stage", "ApiStages"), ("method throttle", "ApiStages"), ("throttling", "Throttle"), ("_custom_id_", "Tags"),
    ];

    public static ResourceType Type { get; } = new(
        "AWS::ApiGateway::UsagePlan", new ObjectKind("the usage plan", "ApiStages Description Quota Tags Throttle UsagePlanName"), [], Create)
    {
        IsTagged = true,
        Update = Update,
        Delete = Delete,
        Read = static (account, resource) => OwnDefinition.Of(account.UsagePlans.GetValueOrDefault(resource.PhysicalId), DefinitionJson.WriteApiGatewayUsagePlanRow),
        Place = static resource => $"/usageplans/{resource.PhysicalId}",
    };

    private static ResourceValue? Create(ResourceContext context)
    {
        var properties = context.Properties;
        var tags = ResourceTags.Of(context);
        var request = new UsagePlans.CreateUsagePlanRequest
        {
            Name = properties.Text("UsagePlanName") ?? context.GeneratedName,
            Description = properties.Text("Description"),
            ApiStages = ReadStages(context),
            Throttle = ReadThrottle(properties.Object("Throttle", s_throttle)),
            Quota = ReadQuota(context),
            Tags = tags,
        };
        return context.Apply(account => UsagePlans.CreateUsagePlan(account, request, context.Creation(tags)), s_places) is { } plan ? Value(plan.Id) : null;
    }

    private static ResourceValue? Update(ResourceContext context)
    {
        var properties = context.Properties;
        var (name, description) = (properties.Text("UsagePlanName") ?? context.GeneratedName, properties.Text("Description"));
        var (stages, throttle, quota, tags) = (ReadStages(context), ReadThrottle(properties.Object("Throttle", s_throttle)), ReadQuota(context), ResourceTags.Of(context));
        return context.Apply(
            account => UsagePlans.GetUsagePlan(account, context.PhysicalId) is { Response: { } plan }
                ? UsagePlans.ReplaceUsagePlan(
                    account,
                    plan with { Name = name, Description = description, ApiStages = stages, Throttle = throttle, Quota = quota, Tags = tags },
                    context.Operations.Quotas)
                : UsagePlans.GetUsagePlan(account, context.PhysicalId),
            s_places) is null
            ? null
            : Value(context.PhysicalId);
    }

    // A plan with stages cannot be deleted: they go first.
    private static Operations.AwsError? Delete(ResourceRemoval removal) =>
        removal.Apply(account => UsagePlans.UpdateUsagePlan(account, removal.PhysicalId, new UsagePlans.UpdateUsagePlanRequest { ApiStages = [] }))
        ?? removal.Apply(account => UsagePlans.DeleteUsagePlan(account, removal.PhysicalId));

    private static ResourceValue Value(string id) => new(id, ("Id", id));

    private static ImmutableArray<ApiStage> ReadStages(ResourceContext context)
    {
        var stages = ImmutableArray.CreateBuilder<ApiStage>();
        foreach (var section in context.Objects(context.Properties, "ApiStages", s_stage))
        {
            var throttles = OrdinalMap.Empty<ThrottleSettings>();
            if (section.Object("Throttle", ObjectKinds.Strings) is { } map)
            {
                foreach (var entry in map.Entries())
                {
                    if (Section.Open(context.Run.Reading, entry.Value, map.PathOf(entry.Key), s_throttle) is { } throttle)
                    {
                        throttles = throttles.SetItem(entry.Key, ReadThrottle(throttle)!);
                    }
                }
            }

            stages.Add(new ApiStage { ApiId = section.Text("ApiId") ?? "", Stage = section.Text("Stage") ?? "", Throttle = throttles });
        }

        return stages.ToImmutable();
    }

    private static ThrottleSettings? ReadThrottle(Section? section) =>
        section is null ? null : new ThrottleSettings { BurstLimit = section.Integer("BurstLimit"), RateLimit = section.Number("RateLimit") };

    private static QuotaSettings? ReadQuota(ResourceContext context)
    {
        if (context.Properties.Object("Quota", s_quota) is not { } section)
        {
            return null;
        }

        if (!section.Has("Limit") || !section.Has("Period"))
        {
            section.Fault("Limit", "A quota needs a Limit and a Period.", "Write both.");
        }

        return new QuotaSettings
        {
            Limit = section.Integer("Limit") ?? 1,
            Offset = section.Integer("Offset") ?? 0,
            Period = context.Choice(section, "Period", QuotaPeriodType.Day, ("DAY", QuotaPeriodType.Day), ("WEEK", QuotaPeriodType.Week), ("MONTH", QuotaPeriodType.Month)),
        };
    }
}
