// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Text.RegularExpressions;
using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.SamApis;

/// <summary><c>AWS::Serverless::Api</c>: a REST API with its deployment and stage, and all that its properties ask for beside them.</summary>
internal static partial class RestApis
{
    private const string Deployment = "AWS::ApiGateway::Deployment";
    private const string Stage = "AWS::ApiGateway::Stage";

    public static SamType Type { get; } = new(
        new SamProperties(
            SamNames.Api,
            "__MANAGE_SWAGGER Name=text|map StageName!=text|map Tags=map PropagateTags=bool DefinitionBody=map DefinitionUri=text|map MergeDefinitions=bool"
            + " CacheClusterEnabled=bool CacheClusterSize=text Variables=map EndpointConfiguration=text|map MethodSettings=list BinaryMediaTypes=list"
            + " MinimumCompressionSize=int Cors=text|map Auth=map GatewayResponses=map AccessLogSetting=map CanarySetting=map TracingEnabled=bool OpenApiVersion"
            + " Models=map Domain=map FailOnWarnings=bool Description=text Mode=text DisableExecuteApiEndpoint=bool ApiKeySourceType=text AlwaysDeploy==bool"
            + " Policy=map SecurityPolicy=text EndpointAccessMode=text"),
        Transform,
        ("Stage", Stage),
        ("Deployment", Deployment),
        ("DomainName", RestDomains.DomainName),
        ("DomainNameV2", RestDomains.DomainNameV2),
        ("UsagePlan", UsagePlans.UsagePlan),
        ("UsagePlanKey", UsagePlans.UsagePlanKey),
        ("ApiKey", UsagePlans.ApiKey));

    private static List<SamResource> Transform(SamRun run, SamResource api)
    {
        foreach (var name in (string[])["BinaryMediaTypes", "Domain", "Auth"])
        {
            if (api[name] is { } value)
            {
                api[name] = run.Resolve(value);
            }
        }

        Expect.Each(run, api, () => Check(api));
        var rest = new SamResource(api.LogicalId, "AWS::ApiGateway::RestApi", api.Attributes) { DependsOn = api.DependsOn };
        rest["BinaryMediaTypes"] = api["BinaryMediaTypes"];
        rest["MinimumCompressionSize"] = api["MinimumCompressionSize"];
        SetEndpoint(rest, api["EndpointConfiguration"]);
        var definition = new RestDefinition(run, api);
        rest["FailOnWarnings"] = Truthy(api["FailOnWarnings"]);
        Expect.Each(run, api, () =>
        {
            if (api["DefinitionUri"] is { IsTruthy: true } uri)
            {
                rest["BodyS3Location"] = S3Location.Of(uri);
            }
            else
            {
                rest["Body"] = Truthy(definition.Finished());
            }
        });

        foreach (var name in (string[])["Name", "Description", "Mode", "ApiKeySourceType", "Policy", "SecurityPolicy", "EndpointAccessMode"])
        {
            rest[name] = Truthy(api[name]);
        }

        List<SamResource> domain = [];
        List<SamResource> others = [];
        Expect.Each(run, api, () => domain = RestDomains.Make(run, api));
        var (deployment, stage) = Deploy(run, api, rest);
        Expect.Each(run, api, () => others.AddRange(Permissions(run, api)), () => others.AddRange(UsagePlans.Make(run, api, stage)));
        List<SamResource> made = [rest, deployment, stage, .. domain, .. others];
        Tags.Propagate(made, api["Tags"], api["PropagateTags"]);
        return made;
    }

    /// <summary>The value, when Python's <c>if</c> takes it for true.</summary>
    public static SamNode? Truthy(SamNode? value) => value is { IsTruthy: true } ? value : null;

    /// <summary>The logical id of a stage, a hash at its end when the stage's name cannot be part of one.</summary>
    public static string StageId(SamResource api, SamNode? name)
    {
        var prefix = name is { IsText: true } ? name.Text : "";
        return IsAlphanumeric(prefix) ? $"{api.LogicalId}{prefix}Stage" : $"{api.LogicalId}Stage{LogicalIds.Hash(prefix)}";
    }

    public static bool IsAlphanumeric(string text) => text.Length > 0 && text.All(char.IsLetterOrDigit);

    private static void Check(SamResource api)
    {
        if (api["DefinitionUri"] is { IsTruthy: true } uri)
        {
            if (api["DefinitionBody"] is { IsTruthy: true })
            {
                throw new SamRefusal(uri, "Specify either 'DefinitionUri' or 'DefinitionBody' property and not both.", "Keep one of them.");
            }

            if (api["MergeDefinitions"] is { IsTruthy: true } merge)
            {
                throw new SamRefusal(merge, "Cannot set 'MergeDefinitions' to True when using `DefinitionUri`.", "Write the document under DefinitionBody.");
            }
        }

        if (api["OpenApiVersion"] is { IsTruthy: true } version && !SupportedVersion().IsMatch(version.Text))
        {
            throw new SamRefusal(version, "The OpenApiVersion value must be of the format '3.0.0'.", "Write '2.0' or '3.0.1'.");
        }
    }

    private static void SetEndpoint(SamResource rest, SamNode? endpoint)
    {
        if (endpoint is not { IsTruthy: true })
        {
            return;
        }

        var type = endpoint.IsMap && endpoint["Type"] is { IsTruthy: true } given ? given : endpoint;
        rest["Parameters"] = SamNode.Map(("endpointConfigurationTypes", type));
        rest["EndpointConfiguration"] = ReferenceEquals(type, endpoint)
            ? SamNode.Map(("Types", SamNode.List(type)))
            : SamNode.Map(("Types", SamNode.List(type)), ("VpcEndpointIds", endpoint["VPCEndpointIds"]), ("IpAddressType", endpoint["IpAddressType"]));
    }

    private static (SamResource Deployment, SamResource Stage) Deploy(SamRun run, SamResource api, SamResource rest)
    {
        var id = $"{api.LogicalId}Deployment";
        var deployed = rest["Body"] ?? rest["BodyS3Location"];
        var version = Truthy(api["OpenApiVersion"]);
        var hash = deployed is null ? "" : LogicalIds.Hash(Deployed(run, api, deployed, version), length: 40);
        var deployment = new SamResource(id + hash[..Math.Min(10, hash.Length)], Deployment, api.HandedOn());
        if (hash.Length > 0)
        {
            deployment["Description"] = $"RestApi deployment id: {hash}";
        }

        deployment["RestApiId"] = api.Ref();
        if (version is null)
        {
            deployment["StageName"] = "Stage";
        }

        var stage = new SamResource(StageId(api, api["StageName"]), Stage, api.HandedOn());
        stage["DeploymentId"] = deployment.Ref();
        stage["RestApiId"] = api.Ref();
        foreach (var name in (string[])["StageName", "CacheClusterEnabled", "CacheClusterSize", "Variables", "MethodSettings", "AccessLogSetting", "CanarySetting", "TracingEnabled"])
        {
            stage[name] = api[name];
        }

        stage["Tags"] = api["Tags"] is { } tags ? Tags.List(tags) : null;
        return (deployment, stage);
    }

    /// <summary>What a deployment is made anew for: the definition, its version, the domain, and the names of functions with events of the API.</summary>
    private static string Deployed(SamRun run, SamResource api, SamNode definition, SamNode? version)
    {
        var parts = new List<string> { PythonText.Of(definition) };
        if (version is not null)
        {
            parts.Add(version.Text);
        }

        if (api["Domain"] is { IsTruthy: true } domain)
        {
            parts.Add(PythonText.Json(domain, isCanonical: false));
        }

        if (run.Keep<FunctionNames>().Of(api.LogicalId) is { Length: > 0 } names)
        {
            parts.Add(names);
        }

        // AWS takes the time of day: a text that no other reading has.
        if (api["AlwaysDeploy"] is { IsTrue: true })
        {
            parts.Add(RandomNumberGenerator.GetHexString(20));
        }

        return string.Join("||", parts);
    }

    private static IEnumerable<SamResource> Permissions(SamRun run, SamResource api)
    {
        if (api["Auth"] is not { IsTruthy: true } auth)
        {
            yield break;
        }

        foreach (var (name, authorizer) in RestAuthorizer.Of(run, auth, withDefault: null))
        {
            if (authorizer.NeedsPermission)
            {
                yield return Invocations.OfAuthorizer($"{api.LogicalId}{name}AuthorizerPermission", authorizer.FunctionArn!, api, run.Partition);
            }
        }
    }

    [GeneratedRegex(@"\A[2-3](\.\d)(\.\d)?$")]
    private static partial Regex SupportedVersion();
}
