// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.ControlPlane.Operations.ApiGateway.Parts;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Tests.Operations.ApiGateway;

public sealed class MethodsTests
{
    private readonly RestGround _ground = new();

    [Fact]
    public void Puts_gets_and_deletes()
    {
        var method = Put(new Methods.PutMethodRequest { HttpMethod = "ANY", ApiKeyRequired = true, OperationName = "all" }).Done(out var account);
        Assert.Same(method, Methods.GetMethod(account, _ground.ApiId, _ground.RootId, "ANY").Done());
        Assert.Equal((true, "all", AuthorizationType.None), (method.ApiKeyRequired, method.OperationName, method.AuthorizationType));
        Methods.DeleteMethod(account, _ground.ApiId, _ground.RootId, "ANY").Done(out account);
        Methods.GetMethod(account, _ground.ApiId, _ground.RootId, "ANY").Refused(404, "Invalid Method identifier specified");
    }

    [Theory]
    [InlineData("get")]
    [InlineData("TRACE")]
    [InlineData("")]
    public void Refuses_other_methods(string method) =>
        Put(new Methods.PutMethodRequest { HttpMethod = method }).Refused(400, "Invalid HttpMethod specified. Valid options are GET,PUT,POST,DELETE,PATCH,OPTIONS,HEAD,ANY");

    [Fact]
    public void Refuses_a_method_that_is_there()
    {
        _ground.Method();
        Put(new Methods.PutMethodRequest { HttpMethod = "GET" }).Refused(409, "Method already exists for this resource");
    }

    [Fact]
    public void Needs_an_authorizer_that_fits()
    {
        const string text = "Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.";
        Put(new Methods.PutMethodRequest { HttpMethod = "GET", AuthorizationType = AuthorizationType.Custom }).Refused(400, text);
        Put(new Methods.PutMethodRequest { HttpMethod = "GET", AuthorizationType = AuthorizationType.CognitoUserPools }).Refused(400, text);
        var authorizer = _ground.Do(Authorizers.CreateAuthorizer(
            _ground.Account,
            _ground.ApiId,
            new Authorizers.CreateAuthorizerRequest { Name = "pool", Type = AuthorizerType.CognitoUserPools, ProviderArns = ["arn:aws:cognito-idp:eu-central-1:123456789012:userpool/eu_1"] },
            Ground.Context)).Id;
        Put(new Methods.PutMethodRequest { HttpMethod = "GET", AuthorizationType = AuthorizationType.Custom, AuthorizerId = authorizer }).Refused(400, text);
        var method = Put(new Methods.PutMethodRequest { HttpMethod = "GET", AuthorizationType = AuthorizationType.CognitoUserPools, AuthorizerId = authorizer, AuthorizationScopes = ["a/read"] }).Done();
        Assert.Equal((authorizer, "a/read"), (method.AuthorizerId, method.AuthorizationScopes.Single()));
        Assert.Equal(AuthorizationType.AwsIam, Put(new Methods.PutMethodRequest { HttpMethod = "GET", AuthorizationType = AuthorizationType.AwsIam }).Done().AuthorizationType);
    }

    [Fact]
    public void Needs_the_models_and_the_validator_that_it_names()
    {
        var request = new Methods.PutMethodRequest { HttpMethod = "GET", RequestModels = Ground.Map(("application/json", "Error")) };
        Assert.Equal("Error", Put(request).Done().RequestModels["application/json"]);
        Put(request with { RequestModels = Ground.Map(("application/json", "petModel")) }).Refused(400, "Invalid model identifier specified: petModel");
        Put(request with { RequestValidatorId = "fake" }).Refused(400, "Invalid Request Validator identifier specified");
    }

    [Fact]
    public void Refuses_one_name_in_two_places() =>
        Put(new Methods.PutMethodRequest { HttpMethod = "GET", RequestParameters = Ground.Map(("method.request.path.id", true), ("method.request.header.id", false)) })
            .Refused(400, "Parameter names must be unique across querystring, header and path");

    [Theory]
    [InlineData("method.request.body.x")]
    [InlineData("method.request.header.")]
    [InlineData("method.request.querystring.filter[name]")]
    public void Refuses_parameters_that_cannot_be_mapped(string name) =>
        Put(new Methods.PutMethodRequest { HttpMethod = "GET", RequestParameters = Ground.Map((name, true)) })
            .Refused(400, $"Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression parameter specified: {name}]");

    private OperationResult<Method> Put(Methods.PutMethodRequest request) => Methods.PutMethod(_ground.Account, _ground.ApiId, _ground.RootId, request);
}
