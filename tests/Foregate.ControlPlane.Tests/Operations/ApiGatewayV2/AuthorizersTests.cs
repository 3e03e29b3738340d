// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Foregate.Definitions.ApiGatewayV2;

namespace Foregate.ControlPlane.Tests.Operations.ApiGatewayV2;

public sealed class AuthorizersTests
{
    private const string Function = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:f/invocations";

    private readonly HttpGround _ground = new();

    private static Authorizers.CreateAuthorizerRequest Asks { get; } = new()
    {
        Name = "asks",
        AuthorizerType = AuthorizerType.Request,
        AuthorizerUri = Function,
        AuthorizerPayloadFormatVersion = "2.0",
        EnableSimpleResponses = true,
        IdentitySource = ["$request.header.Authorization", "$context.routeKey"],
        AuthorizerResultTtlInSeconds = 300,
    };

    [Fact]
    public void Makes_gets_updates_and_deletes()
    {
        var made = _ground.Authorizer();
        Assert.Matches("^[a-z0-9]{6}$", made.AuthorizerId);
        Assert.Same(made, Authorizers.GetAuthorizer(_ground.Account, _ground.ApiId, made.AuthorizerId).Done());
        var update = new Authorizers.UpdateAuthorizerRequest { Name = "other", JwtConfiguration = new JwtConfiguration { Issuer = "https://b.example" } };
        var changed = _ground.Do(Authorizers.UpdateAuthorizer(_ground.Account, _ground.ApiId, made.AuthorizerId, update, Ground.Context));
        Assert.Equal(("other", "https://b.example", made.IdentitySource), (changed.Name, changed.JwtConfiguration!.Issuer, changed.IdentitySource));
        _ground.Do(Authorizers.DeleteAuthorizer(_ground.Account, _ground.ApiId, made.AuthorizerId, Ground.Context));
        Authorizers.GetAuthorizer(_ground.Account, _ground.ApiId, made.AuthorizerId).Refused(404, $"Invalid Authorizer identifier specified {made.AuthorizerId}");
    }

    [Fact]
    public void Deploys_itself_where_stages_do()
    {
        _ground.Stage();
        var made = _ground.Authorizer();
        Assert.Same(made, _ground.Api.Deployments[_ground.Api.Stages["$default"].DeploymentId!].Snapshot.Authorizers[made.AuthorizerId]);
    }

    [Fact]
    public void Asks_for_what_a_token_needs()
    {
        var tokens = HttpGround.Tokens;
        Create(tokens with { JwtConfiguration = null }).Refused(400, "JwtConfiguration with an issuer is required for authorizers of type JWT");
        Create(tokens with { JwtConfiguration = new JwtConfiguration { Issuer = "http://issuer.example" } }).Refused(400, "Invalid issuer: http://issuer.example. Issuer must have https:// scheme");
        Assert.Null(Create(tokens with { JwtConfiguration = new JwtConfiguration { Issuer = "http://localhost:8080/realms/a" } }).Error);
        Create(tokens with { IdentitySource = [] }).Refused(400, "Authorizers of type JWT need exactly one identity source: $request.header.name or $request.querystring.name");
        Assert.Equal(400, Create(tokens with { IdentitySource = ["$context.a"] }).Error!.StatusCode);
        Assert.Equal(400, Create(tokens with { AuthorizerUri = Function }).Error!.StatusCode);
        Assert.Equal(400, Create(tokens with { JwtConfiguration = new JwtConfiguration { Issuer = "https://a", Audience = [.. Enumerable.Range(0, 51).Select(static n => "a" + n)] } }).Error!.StatusCode);
    }

    [Fact]
    public void Asks_for_what_a_function_needs()
    {
        Assert.Equal(300, Create(Asks).Done().AuthorizerResultTtlInSeconds);
        Create(Asks with { AuthorizerUri = "http://a" })
            .Refused(400, "Invalid Authorizer URI: http://a. Authorizer URI should be a valid API Gateway ARN that represents a Lambda function invocation.");
        Create(Asks with { AuthorizerPayloadFormatVersion = null }).Refused(400, "AuthorizerPayloadFormatVersion is a required parameter for REQUEST authorizer");
        Create(Asks with { AuthorizerPayloadFormatVersion = "3.0" }).Refused(400, "AuthorizerPayloadFormatVersion must be one of [1.0, 2.0]");
        Create(Asks with { AuthorizerPayloadFormatVersion = "1.0" }).Refused(400, "EnableSimpleResponses is only supported with AuthorizerPayloadFormatVersion 2.0");
        Create(Asks with { IdentitySource = [] }).Refused(400, "An identity source is required while authorizer caching is enabled");
        Create(Asks with { JwtConfiguration = new JwtConfiguration() }).Refused(400, "JwtConfiguration is not supported for authorizers of type REQUEST");
        Create(Asks with { AuthorizerCredentialsArn = "me" }).Refused(400, "Invalid ARN specified in the request");
        Create(Asks with { AuthorizerResultTtlInSeconds = 3601 }).Refused(400, "AuthorizerResultTtlInSeconds must be between 0 and 3600");
        Assert.Equal(400, Create(Asks with { IdentitySource = ["route.request.header.a"] }).Error!.StatusCode);
    }

    [Fact]
    public void Knows_connections()
    {
        var ground = new HttpGround(ProtocolType.WebSocket);
        var request = Asks with { AuthorizerPayloadFormatVersion = null, EnableSimpleResponses = null, IdentitySource = ["route.request.querystring.token"] };
        Assert.Equal("asks", ground.Authorizer(request).Name);
        Authorizers.CreateAuthorizer(ground.Account, ground.ApiId, HttpGround.Tokens, Ground.Context).Refused(400, "Authorizers of type JWT are not supported for WEBSOCKET APIs");
        Assert.Equal(400, Authorizers.CreateAuthorizer(ground.Account, ground.ApiId, Asks with { Name = "b" }, Ground.Context).Error!.StatusCode);
    }

    [Fact]
    public void Is_one_of_its_name_and_of_as_many_as_there_may_be()
    {
        _ground.Authorizer();
        Create(HttpGround.Tokens).Refused(400, "Authorizer name must be unique. Authorizer tokens already exists in this API");
        Create(HttpGround.Tokens with { Name = " " }).Refused(400, "Authorizer name must be non-empty");
        var context = Ground.Context with { Quotas = Ground.Context.Quotas with { AuthorizersPerApi = 1 } };
        Assert.Equal(429, Authorizers.CreateAuthorizer(_ground.Account, _ground.ApiId, Asks, context).Error!.StatusCode);
    }

    [Fact]
    public void Keeps_its_type_while_a_route_needs_it()
    {
        var made = _ground.Authorizer();
        var route = new Routes.CreateRouteRequest { RouteKey = "GET /x", AuthorizationType = AuthorizationType.Jwt, AuthorizerId = made.AuthorizerId };
        _ground.Do(Routes.CreateRoute(_ground.Account, _ground.ApiId, route, Ground.Context));
        Authorizers.UpdateAuthorizer(_ground.Account, _ground.ApiId, made.AuthorizerId, new Authorizers.UpdateAuthorizerRequest { AuthorizerType = AuthorizerType.Request }, Ground.Context)
            .Refused(409, $"Cannot change the type of authorizer '{made.AuthorizerId}', is referenced in route: GET /x");
    }

    private OperationResult<Authorizer> Create(Authorizers.CreateAuthorizerRequest request) => Authorizers.CreateAuthorizer(_ground.Account, _ground.ApiId, request, Ground.Context);
}
