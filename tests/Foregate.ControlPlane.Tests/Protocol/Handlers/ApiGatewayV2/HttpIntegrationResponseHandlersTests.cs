// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.Handlers.ApiGatewayV2;

public sealed class HttpIntegrationResponseHandlersTests : IDisposable
{
    private readonly SignedClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void A_response_is_made_told_changed_and_deleted()
    {
        var api = "/v2/apis/" + (string)_client.Call("POST", "/v2/apis", """{"name":"w","protocolType":"WEBSOCKET","routeSelectionExpression":"$request.body.action"}""", 201)["apiId"]!;
        var path = $"{api}/integrations/{_client.Call("POST", api + "/integrations", """{"integrationType":"MOCK"}""", 201)["integrationId"]}/integrationresponses";
        var made = _client.Call(
            "POST", path,
            """{"integrationResponseKey":"$default","contentHandlingStrategy":"CONVERT_TO_BINARY","responseParameters":{"a":"b"},"responseTemplates":{"c":"d"},"templateSelectionExpression":"e"}""", 201);
        var one = path + "/" + (string)made["integrationResponseId"]!;
        Assert.Equal(
            $$"""{"contentHandlingStrategy":"CONVERT_TO_BINARY","integrationResponseId":"{{made["integrationResponseId"]}}","integrationResponseKey":"$default","responseParameters":{"a":"b"},"responseTemplates":{"c":"d"},"templateSelectionExpression":"e"}""",
            _client.Call("GET", one, "", 200).ToJsonString());
        Assert.Equal("/200/", (string)_client.Call("PATCH", one, """{"integrationResponseKey":"/200/"}""", 200)["integrationResponseKey"]!);
        Assert.Single(_client.Call("GET", path, "", 200)["items"]!.AsArray());
        _client.Call("DELETE", one, "", 204);
        _client.Call("GET", one, "", 404);
    }
}
