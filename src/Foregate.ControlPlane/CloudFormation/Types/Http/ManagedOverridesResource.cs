// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Codecs;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Foregate.Definitions;
using Foregate.Definitions.ApiGatewayV2;

namespace Foregate.ControlPlane.CloudFormation.Types.Http;

/// <summary><c>AWS::ApiGatewayV2::ApiGatewayManagedOverrides</c>: what is otherwise of what quick create has made; without it all is as quick create made it.</summary>
internal static class ManagedOverridesResource
{
    private static readonly ObjectKind s_integration = new("the integration", "Description IntegrationMethod PayloadFormatVersion TimeoutInMillis");

    private static readonly ObjectKind s_route = new("the route", "AuthorizationScopes AuthorizationType AuthorizerId OperationName Target");

    private static readonly ObjectKind s_stage = new("the stage", "AccessLogSettings AutoDeploy DefaultRouteSettings Description RouteSettings StageVariables");

    public static ResourceType Type { get; } = new(
        "AWS::ApiGatewayV2::ApiGatewayManagedOverrides", new ObjectKind("the overrides", "ApiId Integration Route Stage"), ["ApiId"], Make)
    {
        Replacing = ["ApiId"],
        Update = Make,
        Delete = Delete,
        Read = Read,
    };

    private static ResourceValue? Make(ResourceContext context)
    {
        var api = context.Properties.Text("ApiId") ?? "";
        var (integration, route, stage) = Managed(context.Run.Account, api);
        if (integration is null || route is null || stage is null)
        {
            context.Properties.Fault("ApiId", $"The API {api} has nothing that quick create made.", "Give the API a Target, or define its integration, route and stage as resources.");
            return null;
        }

        var integrationRequest = Integration(context, integration);
        var routeRequest = Route(context, route);
        var stageRequest = Stage(context);
        return context.Run.Reading.HasFaultIn(context.Resource.Path)
            || context.Apply(account => Integrations.ReplaceIntegration(account, api, integration.IntegrationId, integrationRequest, context.Operations), "Integration") is null
            || context.Apply(account => Routes.ReplaceRoute(account, api, route.RouteId, routeRequest, context.Operations), "Route") is null
            || context.Apply(account => Stages.ReplaceStage(account, api, stageRequest with { Tags = stage.Tags }, context.Operations), "Stage") is null
            ? null
            : new ResourceValue(context.GeneratedName, ("Id", context.GeneratedName));
    }

    private static AwsError? Delete(ResourceRemoval removal)
    {
        var api = removal.Text("ApiId");
        var (integration, route, stage) = Managed(removal.Account, api);
        return integration is null || route is null || stage is null
            ? null
            : removal.Apply(account => Integrations.ReplaceIntegration(
                account, api, integration.IntegrationId, QuickCreation.Integration(integration.IntegrationUri ?? "", integration.CredentialsArn), removal.Operations))
                ?? removal.Apply(account => Routes.ReplaceRoute(account, api, route.RouteId, Plain(route, integration.IntegrationId), removal.Operations))
                ?? removal.Apply(account => Stages.ReplaceStage(
                    account, api, new Stages.CreateStageRequest { StageName = Stages.DefaultName, AutoDeploy = true, Tags = stage.Tags }, removal.Operations));
    }

    private static Integrations.CreateIntegrationRequest Integration(ResourceContext context, Integration managed)
    {
        var request = QuickCreation.Integration(managed.IntegrationUri ?? "", managed.CredentialsArn);
        return context.Properties.Object("Integration", s_integration) is not { } said ? request : request with
        {
            Description = said.Text("Description"),
            IntegrationMethod = said.Text("IntegrationMethod") ?? request.IntegrationMethod,
            PayloadFormatVersion = said.Text("PayloadFormatVersion") ?? request.PayloadFormatVersion,
            TimeoutInMillis = said.Integer("TimeoutInMillis"),
        };
    }

    private static Routes.CreateRouteRequest Route(ResourceContext context, Route managed)
    {
        var (integration, _, _) = Managed(context.Run.Account, context.Properties.Text("ApiId") ?? "");
        var request = Plain(managed, integration!.IntegrationId);
        return context.Properties.Object("Route", s_route) is not { } said ? request : request with
        {
            Target = said.Text("Target") ?? request.Target,
            AuthorizationType = HttpProperties.Authorization(context, said),
            AuthorizerId = said.Text("AuthorizerId"),
            AuthorizationScopes = said.Texts("AuthorizationScopes"),
            OperationName = said.Text("OperationName"),
        };
    }

    private static Stages.CreateStageRequest Stage(ResourceContext context)
    {
        var request = new Stages.CreateStageRequest { StageName = Stages.DefaultName, AutoDeploy = true };
        return context.Properties.Object("Stage", s_stage) is not { } said ? request : request with
        {
            AccessLogSettings = HttpProperties.AccessLog(said),
            AutoDeploy = said.Boolean("AutoDeploy") ?? true,
            DefaultRouteSettings = HttpProperties.DefaultRouteSettings(said),
            Description = said.Text("Description"),
            RouteSettings = HttpProperties.AllRouteSettings(context, said),
            StageVariables = said.TextMap("StageVariables"),
        };
    }

    private static Routes.CreateRouteRequest Plain(Route managed, string integrationId) => new() { RouteKey = managed.RouteKey, Target = $"integrations/{integrationId}" };

    private static (Integration? Integration, Route? Route, Stage? Stage) Managed(Account account, string api) => account.Apis.TryGetValue(api, out var found)
        ? (found.Integrations.Values.FirstOrDefault(static item => item.ApiGatewayManaged), found.Routes.Values.FirstOrDefault(static item => item.ApiGatewayManaged), found.Stages.Values.FirstOrDefault(static item => item.ApiGatewayManaged))
        : (null, null, null);

    private static string? Read(Account account, DeployedResource resource)
    {
        var (integration, route, stage) = Managed(account, resource.Text("ApiId"));
        if (integration is null || route is null || stage is null)
        {
            return null;
        }

        var parts = (string?[])[
            OwnDefinition.Of(integration, DefinitionJson.WriteApiGatewayV2IntegrationRow),
            OwnDefinition.Of(route, DefinitionJson.WriteApiGatewayV2RouteRow),
            OwnDefinition.Of(stage with { DeploymentId = null, LastUpdatedDate = stage.CreatedDate, LastDeploymentStatusMessage = null }, DefinitionJson.WriteApiGatewayV2StageRow),
        ];
        return $"[{string.Join(',', parts)}]";
    }
}
