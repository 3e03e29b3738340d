// SPDX-License-Identifier: Apache-2.0
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

    [Theory]
    [InlineData("""{"type":"WRONG"}""", "1 validation error detected: Value 'WRONG' at 'putIntegrationInput.type' failed to satisfy constraint: Member must satisfy enum value set: [HTTP, MOCK, AWS_PROXY, HTTP_PROXY, AWS]")]
    [InlineData("""{"type":"HTTP_PROXY","uri":"http://a"}""", "Enumeration value for HttpMethod must be non-empty")]
    [InlineData("""{"type":"MOCK","connectionType":"VPC_LINK"}""", "Foregate cannot do this yet: integrations through VPC links.")]
    [InlineData("""{"type":"MOCK","credentials":"arn"}""", "Foregate cannot do this yet: credentials in PutIntegration.")]
    public void What_is_wrong_or_cannot_be_done_is_told(string body, string message)
    {
        var (api, pets) = _client.MakeApi();
        Assert.Equal(message, (string)_client.Call("PUT", $"/restapis/{api}/resources/{pets}/methods/GET/integration", body, 400)["message"]!);
    }
}
