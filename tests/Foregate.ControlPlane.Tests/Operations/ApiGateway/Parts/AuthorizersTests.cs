// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGateway.Parts;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Tests.Operations.ApiGateway.Parts;

public sealed class AuthorizersTests
{
    private static readonly Authorizers.CreateAuthorizerRequest Token = new()
    {
        Name = "a",
        Type = AuthorizerType.Token,
        AuthorizerUri = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:f/invocations",
        IdentitySource = "method.request.header.Authorization",
    };

    private readonly RestGround _ground = new();

    [Fact]
    public void Makes_changes_and_deletes()
    {
        var authorizer = _ground.Do(Create(Token));
        Assert.Equal(("custom", null), (authorizer.AuthType, authorizer.AuthorizerResultTtlInSeconds));
        _ground.Do(Authorizers.UpdateAuthorizer(_ground.Account, _ground.ApiId, authorizer.Id, Token with { AuthorizerResultTtlInSeconds = 3600 }));
        _ground.Do(Methods.PutMethod(_ground.Account, _ground.ApiId, _ground.RootId, new() { HttpMethod = "GET", AuthorizationType = AuthorizationType.Custom, AuthorizerId = authorizer.Id }));
        Authorizers.DeleteAuthorizer(_ground.Account, _ground.ApiId, authorizer.Id).Refused(409, $"Cannot delete authorizer '{authorizer.Id}', is referenced in method: //GET");
        var pool = Token with { Type = AuthorizerType.CognitoUserPools, ProviderArns = ["arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_a"] };
        Authorizers.UpdateAuthorizer(_ground.Account, _ground.ApiId, authorizer.Id, pool)
            .Refused(409, $"Cannot change the type of authorizer '{authorizer.Id}', is referenced in method: //GET");
        _ground.Do(Methods.DeleteMethod(_ground.Account, _ground.ApiId, _ground.RootId, "GET"));
        _ground.Do(Authorizers.DeleteAuthorizer(_ground.Account, _ground.ApiId, authorizer.Id));
        Authorizers.GetAuthorizer(_ground.Account, _ground.ApiId, authorizer.Id).Refused(404, "Invalid Authorizer identifier specified");
    }

    [Fact]
    public void Refuses_what_AWS_refuses()
    {
        _ground.Do(Create(Token));
        Create(Token).Refused(400, "Authorizer name must be unique. Authorizer a already exists in this RestApi.");
        var other = Token with { Name = "b" };
        Create(other with { AuthorizerUri = null })
            .Refused(400, "Invalid Authorizer URI: null. Authorizer URI should be a valid API Gateway ARN that represents a Lambda function invocation.");
        Create(other with { AuthorizerResultTtlInSeconds = 3601 }).Refused(400, "Authorizer result TTL must be between 0 and 3600 seconds");
        Create(other with { IdentitySource = null }).Refused(400, "Identity source must be non-empty");
        Create(other with { IdentitySource = "method.request.path.id" }).Refused(400, "Invalid identity source specified: method.request.path.id");
        Create(other with { Type = AuthorizerType.CognitoUserPools }).Refused(400, "An authorizer of type COGNITO_USER_POOLS needs at least one provider ARN");
        Authorizers.CreateAuthorizer(_ground.Account, "nobody", Token, Ground.Context)
            .Refused(409, "Unable to complete operation due to concurrent modification. Please try again later.");
    }

    [Fact]
    public void A_request_needs_an_identity_only_where_decisions_are_kept()
    {
        var request = Token with { Type = AuthorizerType.Request, IdentitySource = null };
        Create(request).Refused(400, "Identity source must be non-empty when authorization results are cached");
        Assert.Null(Create(request with { AuthorizerResultTtlInSeconds = 0 }).Done().IdentitySource);
        Assert.NotNull(Create(request with { IdentitySource = "method.request.querystring.q, context.path" }).Done().IdentitySource);
    }

    [Fact]
    public void Keeps_the_quota_that_is_configured() => Assert.Equal(
        429,
        Authorizers.CreateAuthorizer(_ground.Account, _ground.ApiId, Token, Ground.Context with { Quotas = Ground.Context.Quotas with { AuthorizersPerApi = 0 } }).Error!.StatusCode);

    private OperationResult<Authorizer> Create(Authorizers.CreateAuthorizerRequest request) => Authorizers.CreateAuthorizer(_ground.Account, _ground.ApiId, request, Ground.Context);
}
