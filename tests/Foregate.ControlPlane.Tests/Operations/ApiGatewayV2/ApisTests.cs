// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Foregate.Definitions.ApiGatewayV2;

namespace Foregate.ControlPlane.Tests.Operations.ApiGatewayV2;

public sealed class ApisTests
{
    private readonly HttpGround _ground = new();

    [Fact]
    public void Makes_gets_updates_and_deletes()
    {
        Assert.Matches("^[a-z0-9]{10}$", _ground.ApiId);
        var cors = new Cors { AllowOrigins = ["*"], MaxAge = 5 };
        var api = _ground.Do(Apis.UpdateApi(_ground.Account, _ground.ApiId, new Apis.UpdateApiRequest { CorsConfiguration = cors }, Ground.Context));
        Assert.Equal(("Test", cors), (api.Name, api.CorsConfiguration));
        Assert.Null(_ground.Do(Apis.DeleteCorsConfiguration(_ground.Account, _ground.ApiId, Ground.Context)).CorsConfiguration);
        Assert.Same(_ground.Api, Apis.GetApi(_ground.Account, _ground.ApiId).Done());
        _ground.Do(Apis.DeleteApi(_ground.Account, _ground.ApiId));
        Apis.GetApi(_ground.Account, _ground.ApiId).Refused(404, $"Invalid API identifier specified {_ground.ApiId}");
    }

    [Fact]
    public void Makes_WebSocket_APIs()
    {
        var request = new Apis.CreateApiRequest { Name = "w", ProtocolType = ProtocolType.WebSocket, RouteSelectionExpression = "$request.body.action", DisableSchemaValidation = true };
        Assert.Equal(ProtocolType.WebSocket, Create(request).Done().ProtocolType);
        Create(request with { RouteSelectionExpression = null }).Refused(400, "RouteSelectionExpression is required for WEBSOCKET APIs");
        Create(request with { CorsConfiguration = new Cors() }).Refused(400, "CorsConfiguration is not supported for WEBSOCKET APIs");
        Create(request with { Target = "http://a" }).Refused(400, "Quick create (Target, RouteKey, CredentialsArn) is not supported for WEBSOCKET APIs");
        Assert.Equal("$context.authorizer.usageIdentifierKey", Create(request with { ApiKeySelectionExpression = "$context.authorizer.usageIdentifierKey" }).Done().ApiKeySelectionExpression);
        Assert.Equal(400, Create(request with { ApiKeySelectionExpression = "$request.header.key" }).Error!.StatusCode);
    }

    [Fact]
    public void Refuses_what_only_WebSocket_APIs_have()
    {
        var request = new Apis.CreateApiRequest { Name = "h" };
        Create(request with { DisableSchemaValidation = true }).Refused(400, "DisableSchemaValidation is not supported for HTTP APIs");
        Create(request with { RouteSelectionExpression = "$request.body.action" })
            .Refused(400, "Invalid route selection expression specified: $request.body.action. HTTP APIs have $request.method $request.path");
        Assert.Equal("${request.method} ${request.path}", Create(request with { RouteSelectionExpression = "${request.method} ${request.path}" }).Done().RouteSelectionExpression);
    }

    private static OperationResult<Api> Create(Apis.CreateApiRequest request) => Apis.CreateApi(Ground.Empty, request, Ground.Context);

    [Theory]
    [InlineData("https://a.example", true)]
    [InlineData("http://localhost:3000", true)]
    [InlineData("capacitor://localhost", true)]
    [InlineData("*", true)]
    [InlineData("https://*", true)]
    [InlineData("http://*", true)]
    [InlineData("https://*.example.com", false)]
    [InlineData("ftp://*", false)]
    [InlineData("https://a.example/", false)]
    [InlineData("example.com", false)]
    [InlineData("https://a b", false)]
    [InlineData("", false)]
    public void Checks_origins(string origin, bool isValid) => Assert.Equal(isValid, Apis.CheckCors(new Cors { AllowOrigins = [origin] }) is null);

    [Fact]
    public void Checks_the_rest_of_CORS()
    {
        Assert.NotNull(Apis.CheckCors(new Cors { AllowOrigins = ["*"], AllowCredentials = true }));
        Assert.Null(Apis.CheckCors(new Cors { AllowOrigins = ["https://a"], AllowCredentials = true, MaxAge = -1, AllowHeaders = ["*"], AllowMethods = ["*"] }));
        Assert.NotNull(Apis.CheckCors(new Cors { MaxAge = 86_401 }));
        Assert.NotNull(Apis.CheckCors(new Cors { MaxAge = -2 }));
        Assert.NotNull(Apis.CheckCors(new Cors { AllowHeaders = ["a b"] }));
        Assert.NotNull(Apis.CheckCors(new Cors { ExposeHeaders = ["a\r\nb"] }));
        Assert.NotNull(Apis.CheckCors(new Cors { AllowMethods = [""] }));
    }

    [Fact]
    public void Keeps_REST_and_HTTP_API_ids_apart()
    {
        var account = _ground.Account;
        var second = Apis.CreateApi(account, new Apis.CreateApiRequest { Name = "Test" }, Ground.Context).Done();
        Assert.NotEqual(_ground.ApiId, second.ApiId);
    }
}
