// SPDX-License-Identifier: Apache-2.0
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Foregate.ControlPlane.Tests.Protocol.Handlers.ApiGateway;

public sealed class IntegrationHandlersTests : IDisposable
{
    private readonly SignedClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void A_changed_integration_keeps_its_responses()
    {
        var (api, pets) = _client.MakeApi();
        var path = $"/restapis/{api}/resources/{pets}/methods/GET/integration";
        _client.Call("PUT", $"/restapis/{api}/resources/{pets}/methods/GET/responses/200", "{}", 201);
        _client.Call("PUT", path + "/responses/200", """{"selectionPattern":"2.."}""", 201);
        var changed = _client.Patch(path, 200, ("replace", "/timeoutInMillis", "500"), ("replace", "/passthroughBehavior", "NEVER"));
        Assert.Equal((500, "NEVER"), ((int)changed["timeoutInMillis"]!, (string)changed["passthroughBehavior"]!));
        Assert.Equal("2..", (string)changed["integrationResponses"]!["200"]!["selectionPattern"]!);
        Assert.Equal(pets, (string)changed["cacheNamespace"]!);
        Assert.Equal("3..", (string)_client.Patch(path + "/responses/200", 200, ("replace", "/selectionPattern", "3.."))["selectionPattern"]!);
        Assert.Equal("Timeout should be between 50 ms and 29000 ms", (string)_client.Patch(path, 400, ("replace", "/timeoutInMillis", "1"))["message"]!);
        Assert.Equal("Invalid patch path /type", (string)_client.Patch(path, 400, ("replace", "/type", "HTTP"))["message"]!);
        _client.Call("DELETE", path, "", 204);
        Assert.Equal("Invalid Integration identifier specified", (string)_client.Call("GET", path, "", 404)["message"]!);
    }

    [Fact]
    public void Every_member_is_told_as_it_was_said()
    {
        var (api, pets) = _client.MakeApi();
        var path = $"/restapis/{api}/resources/{pets}/methods/GET/integration";
        const string members = """
            "type":"HTTP","httpMethod":"POST","uri":"http://a/","connectionType":"VPC_LINK","connectionId":"${stageVariables.link}","credentials":"arn:aws:iam::123456789012:role/r",
            "passthroughBehavior":"NEVER","contentHandling":"CONVERT_TO_TEXT","timeoutInMillis":50,"cacheNamespace":"n","cacheKeyParameters":[],
            "tlsConfig":{"insecureSkipVerification":true},"integrationTarget":"arn:aws:elasticloadbalancing:us-east-1:123456789012:listener/a"
            """;
        var made = _client.Call("PUT", path, "{" + members + "}", 201);
        Assert.Equal("{" + members.ReplaceLineEndings("") + "}", made.ToJsonString(new JsonSerializerOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }));
        var streamed = _client.Call("PUT", path, """{"type":"HTTP_PROXY","httpMethod":"POST","uri":"http://a/","responseTransferMode":"STREAM","requestTemplates":{"text/plain":null}}""", 201);
        Assert.Equal(("STREAM", "INTERNET", """{"text/plain":null}"""), ((string)streamed["responseTransferMode"]!, (string)streamed["connectionType"]!, streamed["requestTemplates"]!.ToJsonString()));
        Assert.Equal("Invalid connection type specified. Valid options are INTERNET,VPC_LINK", (string)_client.Patch(path, 400, ("replace", "/connectionType", "X"))["message"]!);
        Assert.True((bool)_client.Patch(path, 200, ("replace", "/tlsConfig/insecureSkipVerification", "true"))["tlsConfig"]!["insecureSkipVerification"]!);
    }

    [Fact]
    public void A_mock_has_no_back_end_to_change()
    {
        var (api, pets) = _client.MakeApi();
        var path = $"/restapis/{api}/resources/{pets}/methods/GET/integration";
        Assert.Null(_client.Call("PUT", path, """{"type":"MOCK","uri":"http://a/"}""", 201)["uri"]);
        Assert.Equal("Invalid patch path /uri", (string)_client.Patch(path, 400, ("replace", "/uri", "http://b/"))["message"]!);
    }

    [Theory]
    [InlineData("""{"type":"WRONG"}""", "1 validation error detected: Value 'WRONG' at 'putIntegrationInput.type' failed to satisfy constraint: Member must satisfy enum value set: [HTTP, MOCK, AWS_PROXY, HTTP_PROXY, AWS]")]
    [InlineData("""{"type":"HTTP_PROXY","uri":"http://a"}""", "Enumeration value for HttpMethod must be non-empty")]
    [InlineData("""{"type":"HTTP_PROXY","httpMethod":"GET","uri":"http://a","connectionType":"VPC_LINK"}""", "Connection id must be specified for connection type VPC_LINK")]
    [InlineData("""{"type":"MOCK","credentials":"arn"}""", "Invalid ARN specified in the request")]
    [InlineData("""{"type":"MOCK","requestTemplates":{"a":""}}""", "Validation Result: warnings : [], errors : [Invalid content type specified: a]")]
    public void What_is_wrong_is_told(string body, string message)
    {
        var (api, pets) = _client.MakeApi();
        Assert.Equal(message, (string)_client.Call("PUT", $"/restapis/{api}/resources/{pets}/methods/GET/integration", body, 400)["message"]!);
    }
}
