// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Codecs;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Foregate.Definitions;

namespace Foregate.ControlPlane.CloudFormation.Types.Http;

/// <summary><c>AWS::ApiGatewayV2::Stage</c>.</summary>
internal static class StageV2Resource
{
    private static readonly ObjectKind s_properties = new(
        "the stage",
        "ApiId StageName Description AutoDeploy DeploymentId StageVariables DefaultRouteSettings RouteSettings AccessLogSettings ClientCertificateId Tags",
        "",
        ("AccessPolicyId", Fate.Foreign("is not supported by API Gateway", "Remove it.")));

    public static ResourceType Type { get; } = new("AWS::ApiGatewayV2::Stage", s_properties, ["ApiId", "StageName"], Create)
    {
        IsTagged = true,
        Replacing = ["ApiId", "StageName"],
        Update = Update,
        Delete = static removal => removal.Apply(account => Stages.DeleteStage(account, removal.Text("ApiId"), removal.Text("StageName"))),
        Read = Read,
        Place = static resource => $"/apis/{resource.Text("ApiId")}/stages/{resource.Text("StageName")}",
    };

    private static ResourceValue? Create(ResourceContext context)
    {
        var (api, request) = Said(context);
        return context.Apply(account => Stages.CreateStage(account, api, request, context.Operations)) is null ? null : new ResourceValue(request.StageName);
    }

    private static ResourceValue? Update(ResourceContext context)
    {
        var (api, request) = Said(context);
        return context.Apply(account => Stages.ReplaceStage(account, api, request, context.Operations)) is null ? null : new ResourceValue(request.StageName);
    }

    private static (string Api, Stages.CreateStageRequest Request) Said(ResourceContext context)
    {
        var properties = context.Properties;
        return (properties.Text("ApiId") ?? "", new Stages.CreateStageRequest
        {
            StageName = properties.Text("StageName") ?? "",
            DeploymentId = properties.Text("DeploymentId"),
            Description = properties.Text("Description"),
            AutoDeploy = properties.Boolean("AutoDeploy") ?? false,
            StageVariables = properties.TextMap("StageVariables"),
            DefaultRouteSettings = HttpProperties.DefaultRouteSettings(properties),
            RouteSettings = HttpProperties.AllRouteSettings(context, properties),
            AccessLogSettings = HttpProperties.AccessLog(properties),
            ClientCertificateId = properties.Text("ClientCertificateId"),
            Tags = HttpProperties.Tags(context),
        });
    }

    // What a stage that deploys by itself is at is not the template's to say, nor is when.
    private static string? Read(Account account, DeployedResource resource)
    {
        var stage = account.Apis.GetValueOrDefault(resource.Text("ApiId"))?.Stages.GetValueOrDefault(resource.Text("StageName"));
        return OwnDefinition.Of(
            stage is null ? null : stage with { DeploymentId = stage.AutoDeploy ? null : stage.DeploymentId, LastUpdatedDate = stage.CreatedDate, LastDeploymentStatusMessage = null },
            DefinitionJson.WriteApiGatewayV2StageRow);
    }
}
