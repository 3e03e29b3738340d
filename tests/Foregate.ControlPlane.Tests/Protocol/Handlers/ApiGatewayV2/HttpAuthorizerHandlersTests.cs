// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.Handlers.ApiGatewayV2;

public sealed class HttpAuthorizerHandlersTests : IDisposable
{
    private readonly SignedClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void An_authorizer_is_made_told_changed_and_deleted()
    {
        var api = "/v2/apis/" + (string)_client.Call("POST", "/v2/apis", """{"name":"a","protocolType":"HTTP"}""", 201)["apiId"]!;
        var path = api + "/authorizers";
        var made = _client.Call(
            "POST", path,
            """{"name":"t","authorizerType":"JWT","identitySource":["$request.header.Authorization"],"jwtConfiguration":{"audience":["x"],"issuer":"https://issuer.example"}}""", 201);
        var id = (string)made["authorizerId"]!;
        Assert.Equal(
            $$"""{"authorizerId":"{{id}}","authorizerType":"JWT","identitySource":["$request.header.Authorization"],"jwtConfiguration":{"audience":["x"],"issuer":"https://issuer.example"},"name":"t"}""",
            made.ToJsonString());
        Assert.Equal(made.ToJsonString(), _client.Call("GET", $"{path}/{id}", "", 200).ToJsonString());
        Assert.Equal("u", (string)_client.Call("PATCH", $"{path}/{id}", """{"name":"u"}""", 200)["name"]!);
        var route = _client.Call("POST", api + "/routes", $$"""{"routeKey":"GET /a","authorizationType":"JWT","authorizerId":"{{id}}","authorizationScopes":["s"]}""", 201);
        Assert.Equal((id, """["s"]"""), ((string)route["authorizerId"]!, route["authorizationScopes"]!.ToJsonString()));
        _client.Call("DELETE", $"{path}/{id}", "", 409);
        _client.Call("DELETE", $"{api}/routes/{route["routeId"]}", "", 204);
        _client.Call("DELETE", $"{path}/{id}", "", 204);
        Assert.Empty(_client.Call("GET", path, "", 200)["items"]!.AsArray());
    }

    [Fact]
    public void A_function_is_asked_as_it_is_said()
    {
        var path = "/v2/apis/" + (string)_client.Call("POST", "/v2/apis", """{"name":"a","protocolType":"HTTP"}""", 201)["apiId"]! + "/authorizers";
        var made = _client.Call(
            "POST", path,
            """{"name":"r","authorizerType":"REQUEST","authorizerUri":"arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:f/invocations","authorizerPayloadFormatVersion":"2.0","authorizerResultTtlInSeconds":0,"enableSimpleResponses":true,"identitySource":["$request.header.a"],"authorizerCredentialsArn":"arn:aws:iam::123456789012:role/r","identityValidationExpression":"e"}""", 201);
        Assert.Equal(
            (0, true, "2.0", "arn:aws:iam::123456789012:role/r", "e"),
            ((int)made["authorizerResultTtlInSeconds"]!, (bool)made["enableSimpleResponses"]!, (string)made["authorizerPayloadFormatVersion"]!, (string)made["authorizerCredentialsArn"]!, (string)made["identityValidationExpression"]!));
    }

    [Theory]
    [InlineData("""{"name":"t","authorizerType":"TOKEN","identitySource":[]}""", "1 validation error detected: Value 'TOKEN' at 'authorizerType' failed to satisfy constraint: Member must satisfy enum value set: [JWT, REQUEST]")]
    [InlineData("""{"name":"t","authorizerType":"JWT"}""", "1 validation error detected: Value null at 'identitySource' failed to satisfy constraint: Member must not be null")]
    [InlineData("""{"name":"t","authorizerType":"REQUEST","identitySource":[],"authorizerResultTtlInSeconds":3601}""", "1 validation error detected: Value '3601' at 'authorizerResultTtlInSeconds' failed to satisfy constraint: Member must have value less than or equal to 3600")]
    public void What_is_wrong_is_told(string body, string message)
    {
        var path = "/v2/apis/" + (string)_client.Call("POST", "/v2/apis", """{"name":"a","protocolType":"HTTP"}""", 201)["apiId"]! + "/authorizers";
        Assert.Equal(message, (string)_client.Call("POST", path, body, 400)["message"]!);
    }
}
