// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.Handlers.ApiGatewayV2;

public sealed class HttpIntegrationHandlersTests : IDisposable
{
    private readonly SignedClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void An_integration_is_made_changed_and_deleted()
    {
        var path = "/v2/apis/" + (string)_client.Call("POST", "/v2/apis", """{"name":"a","protocolType":"HTTP"}""", 201)["apiId"]! + "/integrations";
        var made = _client.Call(
            "POST", path,
            """{"integrationType":"HTTP_PROXY","integrationMethod":"ANY","integrationUri":"http://127.0.0.1:9000","requestParameters":{"append:header.x":"y"},"responseParameters":{"200":{"append:header.z":"w"}}}""", 201);
        Assert.Equal(("INTERNET", "1.0", 30_000), ((string)made["connectionType"]!, (string)made["payloadFormatVersion"]!, (int)made["timeoutInMillis"]!));
        Assert.Equal("""{"200":{"append:header.z":"w"}}""", made["responseParameters"]!.ToJsonString());
        var one = path + "/" + (string)made["integrationId"]!;
        Assert.Equal(500, (int)_client.Call("PATCH", one, """{"timeoutInMillis":500}""", 200)["timeoutInMillis"]!);
        Assert.Equal("""{"append:header.y":"z"}""", _client.Call("PATCH", one, """{"requestParameters":{"append:header.x":"","append:header.y":"z"}}""", 200)["requestParameters"]!.ToJsonString());
        Assert.Single(_client.Call("GET", path, "", 200)["items"]!.AsArray());
        _client.Call("DELETE", one, "", 204);
        _client.Call("GET", one, "", 404);
    }

    [Fact]
    public void Other_kinds_are_refused()
    {
        var path = "/v2/apis/" + (string)_client.Call("POST", "/v2/apis", """{"name":"a","protocolType":"HTTP"}""", 201)["apiId"]! + "/integrations";
        Assert.Equal("Invalid integration type specified. HTTP APIs have HTTP_PROXY and AWS_PROXY", (string)_client.Call("POST", path, """{"integrationType":"MOCK"}""", 400)["message"]!);
        Assert.Equal(
            "PayloadFormatVersion is a required parameter for integration of type AWS_PROXY",
            (string)_client.Call("POST", path, """{"integrationType":"AWS_PROXY","integrationUri":"arn:aws:lambda:us-east-1:123456789012:function:f"}""", 400)["message"]!);
        Assert.Equal(
            "1 validation error detected: Value '5' at 'timeoutInMillis' failed to satisfy constraint: Member must have value greater than or equal to 50",
            (string)_client.Call("POST", path, """{"integrationType":"HTTP_PROXY","timeoutInMillis":5}""", 400)["message"]!);
    }

    [Fact]
    public void All_that_is_said_is_told()
    {
        var path = "/v2/apis/" + (string)_client.Call("POST", "/v2/apis", """{"name":"a","protocolType":"HTTP"}""", 201)["apiId"]! + "/integrations";
        _client.Call("POST", "/v2/vpclinks", """{"name":"l","subnetIds":["subnet-1"],"tags":{"_custom_id_":"link"}}""", 201);
        var link = _client.Call(
            "POST", path,
            """{"integrationType":"HTTP_PROXY","integrationMethod":"GET","integrationUri":"arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/a/1/2","connectionType":"VPC_LINK","connectionId":"link","tlsConfig":{"serverNameToVerify":"a.example"},"description":"d"}""", 201);
        Assert.Equal(
            $$$"""{"connectionId":"link","connectionType":"VPC_LINK","description":"d","integrationId":"{{{link["integrationId"]}}}","integrationMethod":"GET","integrationType":"HTTP_PROXY","integrationUri":"arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/app/a/1/2","payloadFormatVersion":"1.0","timeoutInMillis":30000,"tlsConfig":{"serverNameToVerify":"a.example"}}""",
            link.ToJsonString());
        Assert.StartsWith("Cannot delete vpc link.", (string)_client.Call("DELETE", "/v2/vpclinks/link", "", 400)["message"]!, StringComparison.Ordinal);
        var bare = _client.Call("PATCH", $"{path}/{link["integrationId"]}", """{"connectionType":"INTERNET","integrationUri":"http://127.0.0.1","tlsConfig":{}}""", 200);
        Assert.Equal((null, null), (bare["connectionId"], bare["tlsConfig"]));
        var queue = _client.Call(
            "POST", path,
            """{"integrationType":"AWS_PROXY","integrationSubtype":"SQS-SendMessage","credentialsArn":"arn:aws:iam::123456789012:role/r","requestParameters":{"QueueUrl":"u","MessageBody":"$request.body"}}""", 201);
        Assert.Equal(("SQS-SendMessage", "arn:aws:iam::123456789012:role/r", null), ((string)queue["integrationSubtype"]!, (string)queue["credentialsArn"]!, queue["integrationMethod"]));
    }

    [Fact]
    public void WebSocket_APIs_say_how_answers_are_told_apart()
    {
        var path = "/v2/apis/" + (string)_client.Call("POST", "/v2/apis", """{"name":"w","protocolType":"WEBSOCKET","routeSelectionExpression":"$request.body.action"}""", 201)["apiId"]! + "/integrations";
        var mock = _client.Call("POST", path, """{"integrationType":"MOCK","requestTemplates":{"$default":"{}"},"templateSelectionExpression":"\\$default","contentHandlingStrategy":"CONVERT_TO_TEXT"}""", 201);
        Assert.Equal(
            $$"""{"connectionType":"INTERNET","contentHandlingStrategy":"CONVERT_TO_TEXT","integrationId":"{{mock["integrationId"]}}","integrationResponseSelectionExpression":"${integration.response.statuscode}","integrationType":"MOCK","passthroughBehavior":"WHEN_NO_MATCH","payloadFormatVersion":"1.0","requestTemplates":{"$default":"{}"},"templateSelectionExpression":"\\$default","timeoutInMillis":29000}""",
            mock.ToJsonString());
        var aws = _client.Call("POST", path, """{"integrationType":"AWS","integrationMethod":"POST","integrationUri":"arn:aws:apigateway:us-east-1:sqs:path/123456789012/q","passthroughBehavior":"NEVER"}""", 201);
        Assert.Equal(("${integration.response.body.errorMessage}", "NEVER"), ((string)aws["integrationResponseSelectionExpression"]!, (string)aws["passthroughBehavior"]!));
    }
}
