// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.CloudFormation.Types.Rest;

/// <summary><c>AWS::ApiGateway::Stage</c>.</summary>
internal static class StageResource
{
    /// <summary>Logs and metrics are written to places of Foregate's own.</summary>
    public const string Inert = "Tags DocumentationVersion TracingEnabled CacheClusterSize LoggingLevel MetricsEnabled DataTraceEnabled CacheTtlInSeconds CacheDataEncrypted";

    private static readonly ObjectKind s_methodSetting = new(
        "the method setting",
        "HttpMethod ResourcePath ThrottlingBurstLimit ThrottlingRateLimit",
        "LoggingLevel MetricsEnabled DataTraceEnabled CacheTtlInSeconds CacheDataEncrypted",
        ("CachingEnabled", Fate.Refused("response caching", "Remove it.", "false")));

    private static readonly ObjectKind s_accessLog = new("the access log setting", "Format", "DestinationArn");

    public static ResourceType Type { get; } = new(
        "AWS::ApiGateway::Stage",
        new ObjectKind("the stage", "RestApiId DeploymentId StageName Description Variables MethodSettings AccessLogSetting", Inert, Refusals),
        ["RestApiId", "DeploymentId", "StageName"],
        Create)
    {
        Delete = static removal => removal.Apply(account => Stages.DeleteStage(account, removal.Text("RestApiId"), removal.Text("StageName"))),
        Place = static resource => $"/restapis/{resource.Text("RestApiId")}/stages/{resource.Text("StageName")}",
    };

    public static (string, Fate)[] Refusals =>
    [
        ("CacheClusterEnabled", Fate.Refused("response caching", "Remove it.", "false")),
        ("CachingEnabled", Fate.Refused("response caching", "Remove it.", "false")),
        ("CanarySetting", Fate.Refused("canary deployments", "Remove it.")),
        ("ClientCertificateId", Fate.Refused("client certificates towards back ends", "Remove it.")),
    ];

    private static ResourceValue? Create(ResourceContext context)
    {
        var properties = context.Properties;
        var api = properties.Text("RestApiId") ?? "";
        var request = new Stages.CreateStageRequest
        {
            StageName = properties.Text("StageName") ?? "",
            DeploymentId = properties.Text("DeploymentId") ?? "",
            Description = properties.Text("Description"),
            Variables = properties.TextMap("Variables"),
        };
        if (context.Apply(account => Stages.CreateStage(account, api, request, context.Operations)) is null)
        {
            return null;
        }

        Settle(context, properties, api, request.StageName);
        return new ResourceValue(request.StageName);
    }

    /// <summary>Sets what a stage has besides its deployment and its variables.</summary>
    public static void Settle(ResourceContext context, Section section, string api, string stage)
    {
        var format = section.Object("AccessLogSetting", s_accessLog)?.Text("Format");
        var settings = ReadMethodSettings(context, section);
        if (format is null && settings.IsEmpty)
        {
            return;
        }

        var update = new Stages.UpdateStageRequest { MethodSettings = settings, AccessLogSettings = format is null ? null : new AccessLogSettings { Format = format } };
        context.Apply(account => Stages.UpdateStage(account, api, stage, update, context.Operations));
    }

    private static ImmutableSortedDictionary<string, MethodSetting> ReadMethodSettings(ResourceContext context, Section section)
    {
        var settings = OrdinalMap.Empty<MethodSetting>();
        var items = section.Items("MethodSettings") ?? [];
        for (var i = 0; i < items.Count; i++)
        {
            if (Section.Open(context.Run.Reading, items[i], DocumentPath.Append(section.PathOf("MethodSettings"), i), s_methodSetting) is { } item)
            {
                settings = settings.SetItem(
                    Key(item.Text("ResourcePath") ?? "/*", item.Text("HttpMethod") ?? "*"),
                    new MethodSetting { ThrottlingBurstLimit = item.Integer("ThrottlingBurstLimit"), ThrottlingRateLimit = item.Number("ThrottlingRateLimit") });
            }
        }

        return settings;
    }

    // CloudFormation writes /~1pets~1{id} for what operations call pets/{id}; /* with * is everything.
    private static string Key(string path, string verb)
    {
        var plain = path.Replace("~1", "/", StringComparison.Ordinal).Trim('/');
        return plain == "*" ? $"*/{verb}" : $"{plain}/{verb}";
    }
}
