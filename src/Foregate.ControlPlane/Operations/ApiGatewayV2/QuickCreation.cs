// SPDX-License-Identifier: Apache-2.0
using Foregate.Definitions;
using Foregate.Definitions.ApiGatewayV2;

namespace Foregate.ControlPlane.Operations.ApiGatewayV2;

/// <summary>An API with a target (quick create): its integration, its route and its stage are made with it, and belong to it.</summary>
internal static class QuickCreation
{
    public static OperationResult<Api> Create(Account account, Api api, string? target, string? routeKey, string? credentialsArn, OperationContext context)
    {
        if (api.ProtocolType == ProtocolType.WebSocket)
        {
            return AwsError.NotForProtocol("Quick create (Target, RouteKey, CredentialsArn)", "WEBSOCKET");
        }

        if (target is null)
        {
            return AwsError.BadRequest("RouteKey and CredentialsArn need a Target");
        }

        var integrated = Integrations.CreateIntegration(account, api.ApiId, Integration(target, credentialsArn), context);
        if (integrated.Error is { } invalid)
        {
            return invalid;
        }

        var integration = integrated.Response!;
        var request = new Routes.CreateRouteRequest { RouteKey = routeKey ?? Routes.DefaultKey, Target = "integrations/" + integration.IntegrationId };
        var routed = Routes.CreateRoute(integrated.Account!, api.ApiId, request, context);
        if (routed.Error is { } wrong)
        {
            return wrong;
        }

        var route = routed.Response!;
        api = routed.Account!.Apis[api.ApiId];
        api = api with
        {
            Integrations = api.Integrations.SetItem(integration.IntegrationId, integration with { ApiGatewayManaged = true }),
            Routes = api.Routes.SetItem(route.RouteId, route with { ApiGatewayManaged = true }),
            Stages = api.Stages.Add(
                Stages.DefaultName,
                new Stage { StageName = Stages.DefaultName, AutoDeploy = true, ApiGatewayManaged = true, CreatedDate = context.Now, LastUpdatedDate = context.Now }),
        };
        account = Deployments.Changed(account, api, context);
        return OperationResult<Api>.Done(account, account.Apis[api.ApiId]);
    }

    /// <summary>The API with another target, or under another key.</summary>
    public static (Api? Api, AwsError? Error) Change(Api api, string? target, string? routeKey, string? credentialsArn, OperationContext context)
    {
        if (api.Integrations.Values.FirstOrDefault(static item => item.ApiGatewayManaged) is not { } integration
            || api.Routes.Values.FirstOrDefault(static item => item.ApiGatewayManaged) is not { } route)
        {
            return (null, AwsError.BadRequest("Target, RouteKey and CredentialsArn belong to APIs that were made with a Target"));
        }

        if (target is not null)
        {
            var request = Integration(target, null);
            integration = integration with
            {
                IntegrationType = request.IntegrationType,
                IntegrationMethod = request.IntegrationMethod,
                IntegrationUri = target,
                PayloadFormatVersion = request.PayloadFormatVersion,
            };
        }

        integration = integration with { CredentialsArn = PartialUpdates.Text(credentialsArn, integration.CredentialsArn) };
        if (Integrations.Check(api, integration, context) is { } invalid)
        {
            return (null, invalid);
        }

        if (routeKey is not null && routeKey != route.RouteKey)
        {
            if (Routes.CheckKey(api, routeKey) is { } wrong)
            {
                return (null, wrong);
            }

            route = route with { RouteKey = routeKey };
        }

        return (api with { Integrations = api.Integrations.SetItem(integration.IntegrationId, integration), Routes = api.Routes.SetItem(route.RouteId, route) }, null);
    }

    /// <summary>What leads to a target where nobody says otherwise.</summary>
    public static Integrations.CreateIntegrationRequest Integration(string target, string? credentialsArn)
    {
        var isFunction = target.StartsWith("arn:", StringComparison.Ordinal);
        return new Integrations.CreateIntegrationRequest
        {
            IntegrationType = isFunction ? IntegrationType.AwsProxy : IntegrationType.HttpProxy,
            IntegrationMethod = isFunction ? "POST" : "ANY",
            IntegrationUri = target,
            PayloadFormatVersion = isFunction ? "2.0" : "1.0",
            CredentialsArn = credentialsArn,
        };
    }
}
