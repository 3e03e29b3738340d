// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.SamPolicies;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;
using Foregate.ControlPlane.Documents;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamFunctions;

/// <summary><c>DeploymentPreference</c> of functions: one CodeDeploy application for all, and a deployment group for each, which shifts the alias's traffic.</summary>
internal sealed class Deployments
{
    private const string Application = "ServerlessDeploymentApplication";
    private const string Role = "CodeDeployServiceRole";
    private const string Condition = "ServerlessCodeDeployCondition";
    private const int MostAlternatives = 10;

    private static readonly string[] s_predefined =
    [
        "Canary10Percent5Minutes", "Canary10Percent10Minutes", "Canary10Percent15Minutes", "Canary10Percent30Minutes", "Linear10PercentEvery1Minute",
        "Linear10PercentEvery2Minutes", "Linear10PercentEvery3Minutes", "Linear10PercentEvery10Minutes", "AllAtOnce",
    ];

    private readonly List<Preference> _enabled = [];

    private sealed record Preference(string LogicalId, SamNode Node, SamNode Type, SamNode? Condition, SamNode? Tags);

    /// <summary>Notes a function's preference, and makes its alias updated by CodeDeploy.</summary>
    public static void Add(SamRun run, SamResource resource, SamResource? alias)
    {
        if (resource["DeploymentPreference"] is not { IsTruthy: true } node)
        {
            return;
        }

        foreach (var property in (string[])["Enabled", "Type"])
        {
            if (node[property] is { } value)
            {
                node.Set(property, Known(run, value));
            }
        }

        var passesCondition = node["PassthroughCondition"] is { } passed && IsYes(Known(run, passed));
        if (node["Enabled"] is { } enabled && (!enabled.IsTruthy || enabled is { IsText: true, Text: "false" or "False" }))
        {
            return;
        }

        var type = node["Type"] ?? throw new SamRefusal(node, "'DeploymentPreference' is missing required Property 'Type'.", "Write it.");
        if (node["Hooks"] is { IsMap: false } hooks)
        {
            throw new SamRefusal(hooks, "'Hooks' property of 'DeploymentPreference' must be a dictionary.", "Write an object.");
        }

        if (alias is null)
        {
            throw new SamRefusal(node, "'DeploymentPreference' requires AutoPublishAlias property to be specified.", "Write it.");
        }

        run.Keep<Deployments>()._enabled.Add(new Preference(
            resource.LogicalId,
            node,
            type,
            passesCondition ? resource.Attributes["Condition"] : null,
            resource["PropagateTags"] is { IsTruthy: true } && resource["Tags"] is { IsTruthy: true } tags ? tags : null));
        alias.Attributes.Set("UpdatePolicy", SamNode.Map(("CodeDeployLambdaAliasUpdate", SamNode.Map(
            ("ApplicationName", SamNode.Ref(Application)),
            ("DeploymentGroupName", SamNode.Ref(GroupOf(resource.LogicalId))),
            ("BeforeAllowTrafficHook", node["Hooks"]?["PreTraffic"]),
            ("AfterAllowTrafficHook", node["Hooks"]?["PostTraffic"])))).At(node));
    }

    /// <summary>Makes the application, its role and the groups, when a function wants them.</summary>
    public static void Finish(SamRun run) => run.Keep<Deployments>().Make(run);

    private void Make(SamRun run)
    {
        if (_enabled.Count == 0)
        {
            return;
        }

        var condition = CommonCondition(run);
        var tags = SamNode.Map();
        foreach (var preference in _enabled.Where(preference => preference.Tags is not null))
        {
            tags.Update(preference.Tags!);
        }

        var application = New(Application, "AWS::CodeDeploy::Application", _enabled[0].Node, condition);
        application["ComputePlatform"] = "Lambda";
        application["Tags"] = tags.Count > 0 ? Tags.List(tags) : null;
        Put(run, application);
        if (!_enabled.TrueForAll(preference => preference.Node["Role"] is { IsTruthy: true }))
        {
            var role = New(Role, "AWS::IAM::Role", _enabled[0].Node, condition);
            role["AssumeRolePolicyDocument"] = PolicyDocuments.AssumedBy("codedeploy");
            role["ManagedPolicyArns"] = SamNode.List(ManagedPolicies.Arn(
                "service-role/", run.Partition is "aws-iso" or "aws-iso-b" ? "AWSCodeDeployRoleForLambdaLimited" : "AWSCodeDeployRoleForLambda", run.Partition));
            role["Tags"] = tags.Count > 0 ? Tags.List(tags) : null;
            Put(run, role);
        }

        foreach (var preference in _enabled)
        {
            Put(run, Group(preference));
        }
    }

    /// <summary>The condition under which any of the functions is there, when all have one.</summary>
    private SamNode? CommonCondition(SamRun run)
    {
        if (_enabled.Exists(preference => preference.Condition is null))
        {
            return null;
        }

        var names = _enabled.Select(preference => preference.Condition!.Text).Distinct().ToList();
        if (names.Count == 1)
        {
            return names[0];
        }

        // An Fn::Or takes ten alternatives: more of them are nested.
        var rest = (names.Count - 2) / (MostAlternatives - 1);
        while (names.Count > 1)
        {
            var name = rest > 0 ? $"{Condition}{rest--}" : Condition;
            run.AddCondition(name, SamNode.Map(("Fn::Or", SamNode.List([.. names.Take(MostAlternatives).Select(one => SamNode.Map(("Condition", one)))]))));
            names = [.. names.Skip(MostAlternatives), name];
        }

        return Condition;
    }

    private static SamResource Group(Preference preference)
    {
        var group = New(GroupOf(preference.LogicalId), "AWS::CodeDeploy::DeploymentGroup", preference.Node, preference.Condition);
        group["AlarmConfiguration"] = Alarms(preference.Node["Alarms"]);
        group["ApplicationName"] = SamNode.Ref(Application);
        group["AutoRollbackConfiguration"] = SamNode.Map(
            ("Enabled", true), ("Events", SamNode.List("DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM", "DEPLOYMENT_STOP_ON_REQUEST")));
        group["DeploymentConfigName"] = Configuration(preference.Type.Copy(), null);
        group["DeploymentStyle"] = SamNode.Map(("DeploymentType", "BLUE_GREEN"), ("DeploymentOption", "WITH_TRAFFIC_CONTROL"));
        group["ServiceRoleArn"] = preference.Node["Role"] is { IsTruthy: true } role ? role : SamNode.GetAtt(Role, "Arn");
        group["TriggerConfigurations"] = preference.Node["TriggerConfigurations"] is { IsTruthy: true } triggers ? triggers : null;
        group["Tags"] = preference.Tags is null ? null : Tags.List(preference.Tags);
        return group;
    }

    private static SamNode? Alarms(SamNode? alarms)
    {
        if (alarms is not { IsTruthy: true } || Intrinsic.IsNoValue(alarms))
        {
            return null;
        }

        if (!Intrinsic.IsIf(alarms))
        {
            return Configured(alarms);
        }

        var (condition, then, otherwise) = Intrinsic.If(alarms, "Alarms");
        return SamNode.If(condition, Configured(then), Configured(otherwise)).At(alarms);

        static SamNode Configured(SamNode list) => !list.IsList ? throw new SamRefusal(list, "Alarms must be a list.", "Write a list.")
            : list.Count == 0 || Intrinsic.IsNoValue(list.Items[0]) ? SamNode.Map()
            : SamNode.Map(("Enabled", true), ("Alarms", SamNode.List([.. list.Items.Select(alarm => SamNode.Map(("Name", alarm)))])));
    }

    private static SamNode Configuration(SamNode value, string? key)
    {
        if (value.IsList)
        {
            for (var i = 0; i < value.Items.Count; i++)
            {
                value.Items[i] = Configuration(value.Items[i], null);
            }
        }
        else if (Intrinsic.Is(value))
        {
            value.Set(value.Keys[0], Configuration(value[value.Keys[0]] ?? SamNode.Null(), value.Keys[0]));
        }
        else if (value.IsText && s_predefined.Contains(value.Text))
        {
            var (text, variables) = ("CodeDeployDefault.Lambda${ConfigName}", SamNode.Map(("ConfigName", value)));
            return key == "Fn::Sub" ? SamNode.List(text, variables) : SamNode.Sub(text, variables);
        }

        return value;
    }

    private static SamNode Known(SamRun run, SamNode value) => References.WithMappings(run.Resolve(value), run.Template["Mappings"]);

    private static bool IsYes(SamNode value) => value switch
    {
        { Kind: NodeKind.Boolean } => value.IsTrue,
        { IsText: true, Text: "true" or "True" } => true,
        { IsText: true, Text: "false" or "False" } => false,
        _ when Intrinsic.Is(value) => throw new SamRefusal(
            value, "Unsupported intrinsic: the only intrinsic functions supported for property PassthroughCondition are FindInMap and parameter Refs.", "Write true or false."),
        _ => throw new SamRefusal(value, "Invalid value for property PassthroughCondition.", "Write true or false."),
    };

    private static string GroupOf(string logicalId) => $"{logicalId}DeploymentGroup";

    private static SamResource New(string id, string type, SamNode place, SamNode? condition)
    {
        var resource = new SamResource(id, type) { Place = place };
        resource.Attributes["Condition"] = condition;
        return resource;
    }

    private static void Put(SamRun run, SamResource resource) => run.Output["Resources"]!.Set(resource.LogicalId, resource.ToNode());
}
