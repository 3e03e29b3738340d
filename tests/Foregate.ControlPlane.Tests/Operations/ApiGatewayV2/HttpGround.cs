// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Foregate.Definitions;
using Foregate.Definitions.ApiGatewayV2;

namespace Foregate.ControlPlane.Tests.Operations.ApiGatewayV2;

/// <summary>An HTTP or WebSocket API to operate on.</summary>
internal sealed class HttpGround
{
    public HttpGround(ProtocolType protocol = ProtocolType.Http)
    {
        Account = Ground.Empty;
        var request = new Apis.CreateApiRequest { Name = "Test", ProtocolType = protocol, RouteSelectionExpression = protocol == ProtocolType.WebSocket ? "$request.body.action" : null };
        ApiId = Do(Apis.CreateApi(Account, request, Ground.Context)).ApiId;
    }

    public Account Account { get; private set; }

    public string ApiId { get; }

    public Api Api => Account.Apis[ApiId];

    public static Integrations.CreateIntegrationRequest Proxy { get; } =
        new() { IntegrationType = IntegrationType.HttpProxy, IntegrationMethod = "ANY", IntegrationUri = "http://127.0.0.1" };

    public static Authorizers.CreateAuthorizerRequest Tokens { get; } = new()
    {
        Name = "tokens",
        AuthorizerType = AuthorizerType.Jwt,
        IdentitySource = ["$request.header.Authorization"],
        JwtConfiguration = new JwtConfiguration { Issuer = "https://issuer.example", Audience = ["a"] },
    };

    public T Do<T>(OperationResult<T> result)
        where T : class
    {
        var response = result.Done(out var account);
        Account = account;
        return response;
    }

    public Route Route(string key, string? target = null) =>
        Do(Routes.CreateRoute(Account, ApiId, new Routes.CreateRouteRequest { RouteKey = key, Target = target }, Ground.Context));

    public Integration Integration(Integrations.CreateIntegrationRequest? request = null) =>
        Do(Integrations.CreateIntegration(Account, ApiId, request ?? Proxy, Ground.Context));

    public Authorizer Authorizer(Authorizers.CreateAuthorizerRequest? request = null) =>
        Do(Authorizers.CreateAuthorizer(Account, ApiId, request ?? Tokens, Ground.Context));

    public Stage Stage(string name = "$default", bool autoDeploy = true) =>
        Do(Stages.CreateStage(Account, ApiId, new Stages.CreateStageRequest { StageName = name, AutoDeploy = autoDeploy }, Ground.Context));
}
