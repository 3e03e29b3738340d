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
        Assert.Equal("Foregate cannot do this yet: RequestParameters in UpdateIntegration.", (string)_client.Call("PATCH", one, """{"requestParameters":{"a":"b"}}""", 400)["message"]!);
        Assert.Single(_client.Call("GET", path, "", 200)["items"]!.AsArray());
        _client.Call("DELETE", one, "", 204);
        _client.Call("GET", one, "", 404);
    }

    [Fact]
    public void Other_kinds_are_refused()
    {
        var path = "/v2/apis/" + (string)_client.Call("POST", "/v2/apis", """{"name":"a","protocolType":"HTTP"}""", 201)["apiId"]! + "/integrations";
        Assert.Equal("Invalid integration type specified: MOCK. HTTP APIs have HTTP_PROXY and AWS_PROXY", (string)_client.Call("POST", path, """{"integrationType":"MOCK"}""", 400)["message"]!);
    }
}
