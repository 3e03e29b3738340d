// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;

namespace Foregate.ControlPlane.CloudFormation.Sam.Old;

/// <summary><c>UsagePlan</c> of a REST API's <c>Auth</c>: a plan, a key and its membership, for one API or shared by all that say so.</summary>
internal static class SamUsagePlans
{
    public static void Add(SamTransform sam, SamApi api, Section? auth, string stage)
    {
        if (auth?.Object("UsagePlan", SamKinds.UsagePlan) is not { } plan)
        {
            return;
        }

        var tree = new Tree(plan.Location);
        var apiStage = tree.Map(("ApiId", tree.Ref(api.LogicalId)), ("Stage", tree.Ref(stage)));
        var stageKey = tree.Map(("RestApiId", tree.Ref(api.LogicalId)), ("StageName", tree.Ref(stage)));
        switch (plan.Text("CreateUsagePlan"))
        {
            case "PER_API":
                Make(sam, api.LogicalId, plan, [apiStage], [stageKey]);
                break;
            case "SHARED":
                sam.Shared.Add((apiStage, stageKey, plan));
                break;
            case "NONE":
                break;
            default:
                plan.Fault("CreateUsagePlan", "CreateUsagePlan must be PER_API, SHARED or NONE.", "Write one of them.");
                break;
        }
    }

    public static void AddShared(SamTransform sam)
    {
        if (sam.Shared.Count > 0)
        {
            Make(sam, "Serverless", sam.Shared[0].Plan, [.. sam.Shared.Select(entry => entry.ApiStage)], [.. sam.Shared.Select(entry => entry.StageKey)]);
        }
    }

    private static void Make(SamTransform sam, string prefix, Section plan, IReadOnlyList<DocumentNode> stages, IReadOnlyList<DocumentNode> keys)
    {
        var tree = new Tree(plan.Location);
        var properties = ((string[])["Description", "Quota", "Throttle", "UsagePlanName", "Tags"]).Select(name => (name, plan.Node(name)));
        sam.Made.Add(new TemplateResource(
            $"{prefix}UsagePlan", "AWS::ApiGateway::UsagePlan", tree.Map(properties.Append(("ApiStages", tree.List(stages)))), [], plan.Location));
        sam.Made.Add(new TemplateResource(
            $"{prefix}ApiKey", "AWS::ApiGateway::ApiKey", tree.Map(("Enabled", tree.True()), ("StageKeys", tree.List(keys))), [$"{prefix}UsagePlan"], plan.Location));
        sam.Made.Add(new TemplateResource(
            $"{prefix}UsagePlanKey",
            "AWS::ApiGateway::UsagePlanKey",
            tree.Map(("KeyId", tree.Ref($"{prefix}ApiKey")), ("KeyType", tree.Text("API_KEY")), ("UsagePlanId", tree.Ref($"{prefix}UsagePlan"))),
            [],
            plan.Location));
    }
}
