// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;
using Foregate.ControlPlane.Documents;

namespace Foregate.ControlPlane.CloudFormation.Sam;

/// <summary><c>Globals</c>: what the template says once for all resources of a type. A resource's own word wins; objects are merged, lists follow each other.</summary>
internal static class SamGlobals
{
    private const string Prefix = "AWS::Serverless::";

    private static readonly Dictionary<string, string[]> s_supported = new(StringComparer.Ordinal)
    {
        ["Function"] = Names(
            "Handler Runtime CodeUri DeadLetterQueue Description MemorySize Timeout VpcConfig Environment Tags PropagateTags Tracing KmsKeyArn AutoPublishAlias"
            + " AutoPublishAliasAllProperties Layers DeploymentPreference RolePath PermissionsBoundary ReservedConcurrentExecutions ProvisionedConcurrencyConfig"
            + " AssumeRolePolicyDocument EventInvokeConfig FileSystemConfigs CodeSigningConfigArn Architectures SnapStart EphemeralStorage FunctionUrlConfig"
            + " RuntimeManagementConfig LoggingConfig RecursiveLoop SourceKMSKeyArn TenancyConfig DurableConfig CapacityProviderConfig FunctionScalingConfig"
            + " PublishToLatestPublished VersionDeletionPolicy"),
        ["Api"] = Names(
            "Auth Name DefinitionUri CacheClusterEnabled CacheClusterSize MergeDefinitions Variables EndpointConfiguration MethodSettings BinaryMediaTypes"
            + " MinimumCompressionSize Cors GatewayResponses AccessLogSetting CanarySetting TracingEnabled OpenApiVersion Domain AlwaysDeploy PropagateTags"
            + " SecurityPolicy EndpointAccessMode"),
        ["HttpApi"] = Names("Auth AccessLogSettings StageVariables Tags CorsConfiguration DefaultRouteSettings Domain RouteSettings FailOnWarnings PropagateTags"),
        ["SimpleTable"] = Names("SSESpecification"),
        ["StateMachine"] = Names("PropagateTags"),
        ["LayerVersion"] = Names("PublishLambdaVersion"),
        ["CapacityProvider"] = Names("VpcConfig OperatorRole Tags InstanceRequirements ScalingConfig KmsKeyArn PropagateTags"),
        ["WebSocketApi"] = Names(
            "AccessLogSettings ApiKeySelectionExpression DefaultRouteSettings DisableExecuteApiEndpoint DisableSchemaValidation Domain FailOnWarnings"
            + " IpAddressType PropagateTags RouteSelectionExpression RouteSettings StageVariables Tags"),
    };

    public static void Merge(SamRun run)
    {
        var globals = run.Template["Globals"];
        if (run.Template.Remove("Globals") && globals is null)
        {
            run.Fault(run.Template, "'Globals' section is invalid. It must be a non-empty dictionary.", "Write its sections, or remove it.");
        }

        if (globals is null || !Check(run, globals))
        {
            return;
        }

        foreach (var entry in run.Resources.Entries)
        {
            var type = entry.Value["Type"]?.Text ?? "";
            if (type.StartsWith(Prefix, StringComparison.Ordinal) && globals[type[Prefix.Length..]] is { } section && For(run, entry, section) is { } own)
            {
                entry.Value.Set("Properties", Merge(own, entry.Value["Properties"] ?? SamNode.Map().At(entry.Value)));
            }
        }
    }

    private static bool Check(SamRun run, SamNode globals)
    {
        if (!globals.IsMap)
        {
            run.Fault(globals, "'Globals' section is invalid. It must be a non-empty dictionary.", "Write its sections, such as Function.");
            return false;
        }

        var isRight = true;
        foreach (var section in globals.Entries)
        {
            if (!s_supported.TryGetValue(section.Key, out var supported))
            {
                isRight = false;
                run.Fault(
                    section.Location, DocumentPath.Append(globals.Path, section.Key), $"'Globals' section is invalid. '{section.Key}' is not supported.", $"Use {string.Join(", ", s_supported.Keys.Order(StringComparer.Ordinal))}.");
            }
            else if (!section.Value.IsMap)
            {
                isRight = false;
                run.Fault(section.Value, $"'Globals' section is invalid. Value of {section.Key} must be a dictionary.", "Write properties.");
            }
            else
            {
                foreach (var property in section.Value.Entries.Where(property => !supported.Contains(property.Key)))
                {
                    isRight = false;
                    run.Fault(
                        property.Location, DocumentPath.Append(section.Value.Path, property.Key), $"'Globals' section is invalid. '{property.Key}' is not a supported property of '{section.Key}'.", $"Write it at each resource, or use {string.Join(", ", supported)}.");
                }
            }
        }

        return isRight;
    }

    /// <summary>What the globals say for one resource: <c>IgnoreGlobals</c> takes all or some of it away.</summary>
    private static SamNode? For(SamRun run, SamEntry resource, SamNode section)
    {
        switch (resource.Value["IgnoreGlobals"])
        {
            case null or { IsTruthy: false }:
                return section;
            case { IsText: true, Text: "*" }:
                return null;
            case { IsList: true } list:
                var rest = section.Shallow();
                foreach (var name in list.Items)
                {
                    if (!name.IsText || !rest.Remove(name.Text))
                    {
                        run.Fault(name, $"Resource {resource.Key} has invalid resource attribute 'IgnoreGlobals' on item '{name.Text}'.", "Name only what the globals give.");
                    }
                }

                return rest;
            case var other:
                run.Fault(other, $"Resource {resource.Key} has invalid resource attribute 'IgnoreGlobals'.", "Write IgnoreGlobals: \"*\", or the names of what the globals do not give.");
                return null;
        }
    }

    private static SamNode Merge(SamNode global, SamNode local)
    {
        if (global.Kind != local.Kind || Intrinsic.Is(global) || Intrinsic.Is(local))
        {
            return local;
        }

        if (local.IsList)
        {
            var list = SamNode.List([.. global.Items, .. local.Items]).At(local);
            return list;
        }

        if (!local.IsMap)
        {
            return local;
        }

        var merged = global.Shallow();
        foreach (var entry in local.Entries)
        {
            merged.Set(entry.Key, global.Has(entry.Key) ? Merge(global[entry.Key] ?? SamNode.Null(), entry.Value) : entry.Value, entry.IsGiven, entry.Location);
        }

        merged.StandAt(local);
        return merged;
    }

    private static string[] Names(string names) => names.Split(' ');
}
