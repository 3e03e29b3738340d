// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamApis;

/// <summary><c>UsagePlan</c> of a REST API's <c>Auth</c>: a plan, a key and its membership, for one API or for all that share theirs.</summary>
internal sealed class UsagePlans
{
    public const string UsagePlan = "AWS::ApiGateway::UsagePlan";
    public const string UsagePlanKey = "AWS::ApiGateway::UsagePlanKey";
    public const string ApiKey = "AWS::ApiGateway::ApiKey";

    private const string SharedCondition = "SharedUsagePlanCondition";

    private static readonly string[] s_known = ["CreateUsagePlan", "Description", "Quota", "Tags", "Throttle", "UsagePlanName"];

    private readonly List<string> _apis = [];
    private readonly List<SamNode> _apiStages = [];
    private readonly List<SamNode> _stageKeys = [];
    private readonly List<string> _conditions = [];
    private readonly SamNode _attributes = SamNode.Map();
    private bool _isUnconditional;

    public static List<SamResource> Make(SamRun run, SamResource api, SamResource stage)
    {
        if (api["Auth"]?["UsagePlan"] is not { } properties)
        {
            return [];
        }

        if (!properties.IsMap)
        {
            throw new SamRefusal(properties, "'UsagePlan' must be a dictionary.", "Write CreateUsagePlan: PER_API.");
        }

        Expect.Known(properties, "UsagePlan", s_known);
        var apiStage = SamNode.Map(("ApiId", api.Ref()), ("Stage", stage.Ref()));
        var stageKey = SamNode.Map(("RestApiId", api.Ref()), ("StageName", stage.Ref()));
        switch (properties["CreateUsagePlan"])
        {
            case null:
                throw new SamRefusal(properties, "'CreateUsagePlan' is a required field for UsagePlan.", "Write PER_API, SHARED or NONE.");
            case { IsText: true, Text: "NONE" }:
                return [];
            case { IsText: true, Text: "PER_API" }:
                return Made(api.LogicalId, api.HandedOn(), [api.LogicalId], [apiStage], [stageKey], properties);
            case { IsText: true, Text: "SHARED" }:
                var shared = run.Keep<UsagePlans>();
                shared.Add(run, api, apiStage, stageKey);
                return Made("Serverless", shared._attributes.Copy(), shared._apis, shared._apiStages, shared._stageKeys, properties);
            case var other:
                throw new SamRefusal(other, "'CreateUsagePlan' accepts one of ['SHARED', 'PER_API', 'NONE'].", "Write one of them.");
        }
    }

    private static List<SamResource> Made(string prefix, SamNode attributes, List<string> apis, List<SamNode> apiStages, List<SamNode> stageKeys, SamNode properties)
    {
        var plan = new SamResource($"{prefix}UsagePlan", UsagePlan, attributes) { Place = properties, DependsOn = SamNode.List([.. apis]) };
        plan["ApiStages"] = SamNode.List([.. apiStages]);
        foreach (var name in (string[])["UsagePlanName", "Description", "Quota", "Tags", "Throttle"])
        {
            plan[name] = RestApis.Truthy(properties[name]);
        }

        var key = new SamResource($"{prefix}ApiKey", ApiKey, attributes) { Place = properties, DependsOn = SamNode.List(plan.LogicalId) };
        key["Enabled"] = true;
        key["StageKeys"] = SamNode.List([.. stageKeys]);

        var member = new SamResource($"{prefix}UsagePlanKey", UsagePlanKey, attributes) { Place = properties, DependsOn = SamNode.List(key.LogicalId) };
        member["KeyId"] = key.Ref();
        member["KeyType"] = "API_KEY";
        member["UsagePlanId"] = plan.Ref();
        return [plan, key, member];
    }

    private void Add(SamRun run, SamResource api, SamNode apiStage, SamNode stageKey)
    {
        _apis.Add(api.LogicalId);
        _apiStages.Add(apiStage);
        _stageKeys.Add(stageKey);
        Strongest("DeletionPolicy", api, "Retain");
        Strongest("UpdateReplacePolicy", api, "Snapshot", "Retain");
        if (_isUnconditional)
        {
            return;
        }

        if (api.Attributes["Condition"] is { } condition)
        {
            if (!_conditions.Contains(condition.Text))
            {
                _conditions.Add(condition.Text);
            }

            var terms = _conditions.Select(name => SamNode.Map(("Condition", name))).ToArray();
            run.AddCondition(SharedCondition, terms.Length == 1 ? terms[0] : SamNode.Map(("Fn::Or", SamNode.List(terms))));
            _attributes.Set("Condition", SharedCondition);
        }
        else
        {
            _isUnconditional = true;
            _attributes.Remove("Condition");
            run.Output["Conditions"]?.Remove(SharedCondition);
        }
    }

    /// <summary>The first API's word stands until one comes that keeps more.</summary>
    private void Strongest(string attribute, SamResource api, params ReadOnlySpan<string> order)
    {
        if (api.Attributes[attribute] is { IsTruthy: true } policy
            && (_attributes[attribute] is not { } there || order.IndexOf(policy.Text) > order.IndexOf(there.Text)))
        {
            _attributes.Set(attribute, policy);
        }
    }
}
