// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Foregate.Definitions.ApiGatewayV2;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.CloudFormation.Types;

/// <summary><c>AWS::ApiGatewayV2::Stage</c>.</summary>
internal static class StageV2Resource
{
    private static readonly ObjectKind s_settings = new("the route settings", "ThrottlingBurstLimit ThrottlingRateLimit", "DataTraceEnabled DetailedMetricsEnabled LoggingLevel");

    private static readonly ObjectKind s_settingsMap = ObjectKind.Map("the route settings");

    private static readonly ObjectKind s_accessLog = new("the access log settings", "Format", "DestinationArn");

    private static readonly ObjectKind s_properties = new(
        "the stage",
        "ApiId StageName Description AutoDeploy DeploymentId StageVariables DefaultRouteSettings RouteSettings AccessLogSettings",
        "Tags",
        ("AccessPolicyId", Fate.Refused("access policies", "Remove it.")),
        ("ClientCertificateId", Fate.Refused("client certificates towards back ends", "Remove it.")));

    public static ResourceType Type { get; } = new("AWS::ApiGatewayV2::Stage", s_properties, ["ApiId", "StageName"], Create)
    {
        Delete = static removal => removal.Apply(account => Stages.DeleteStage(account, removal.Text("ApiId"), removal.Text("StageName"))),
        Place = static resource => $"/apis/{resource.Text("ApiId")}/stages/{resource.Text("StageName")}",
    };

    private static ResourceValue? Create(ResourceContext context)
    {
        var properties = context.Properties;
        var api = properties.Text("ApiId") ?? "";
        var request = new Stages.CreateStageRequest
        {
            StageName = properties.Text("StageName") ?? "",
            DeploymentId = properties.Text("DeploymentId"),
            Description = properties.Text("Description"),
            AutoDeploy = properties.Boolean("AutoDeploy") ?? false,
            StageVariables = properties.TextMap("StageVariables"),
            DefaultRouteSettings = properties.Object("DefaultRouteSettings", s_settings) is { } all ? Read(all) : new RouteSettings(),
            RouteSettings = ReadAll(context),
            AccessLogSettings = properties.Object("AccessLogSettings", s_accessLog)?.Text("Format") is { } format ? new AccessLogSettings { Format = format } : null,
        };
        if (context.Apply(account => Stages.CreateStage(account, api, request, context.Operations)) is null)
        {
            return null;
        }

        return new ResourceValue(request.StageName);
    }

    private static ImmutableSortedDictionary<string, RouteSettings> ReadAll(ResourceContext context)
    {
        var settings = OrdinalMap.Empty<RouteSettings>();
        if (context.Properties.Object("RouteSettings", s_settingsMap) is { } map)
        {
            foreach (var entry in map.Entries())
            {
                if (Section.Open(context.Run.Reading, entry.Value, map.PathOf(entry.Key), s_settings) is { } section)
                {
                    settings = settings.SetItem(entry.Key, Read(section));
                }
            }
        }

        return settings;
    }

    private static RouteSettings Read(Section section) =>
        new() { ThrottlingBurstLimit = section.Integer("ThrottlingBurstLimit"), ThrottlingRateLimit = section.Number("ThrottlingRateLimit") };
}
