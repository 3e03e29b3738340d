// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.Handlers.ApiGateway;

public sealed class MethodTestsTests : IDisposable
{
    private readonly SignedClient _client = new();

    [Fact]
    public void A_method_is_tried_before_it_is_deployed()
    {
        var (api, resource) = Made();
        var answer = _client.Call("POST", $"/restapis/{api}/resources/{resource}/methods/GET", """{"pathWithQueryString":"/pets?a=b","headers":{"x-mine":"1"}}""", 200);
        Assert.Equal(200, (int)answer["status"]!);
        Assert.Equal("application/json", (string)answer["headers"]!["Content-Type"]!);
        Assert.Equal("application/json", (string)answer["multiValueHeaders"]!["Content-Type"]![0]!);
        Assert.True((long)answer["latency"]! >= 0);
        var log = (string)answer["log"]!;
        Assert.StartsWith("Execution log for request ", log, StringComparison.Ordinal);
        Assert.Contains(" : Method request headers: {x-mine=1}\n", log, StringComparison.Ordinal);
        Assert.EndsWith(" : Method completed with status: 200\n", log, StringComparison.Ordinal);
    }

    [Fact]
    public void Values_that_are_many_win_over_one()
    {
        var (api, resource) = Made();
        var answer = _client.Call(
            "POST", $"/restapis/{api}/resources/{resource}/methods/GET", """{"headers":{"a":"0","b":"3"},"multiValueHeaders":{"a":["1","2"]}}""", 200);
        Assert.Contains("Method request headers: {a=1, a=2, b=3}", (string)answer["log"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_there_cannot_be_tried()
    {
        var (api, resource) = Made();
        Assert.Equal("Invalid Method identifier specified", (string)_client.Call("POST", $"/restapis/{api}/resources/{resource}/methods/PUT", "{}", 404)["message"]!);
    }

    [Fact]
    public void A_client_certificate_that_is_not_there_is_not_silently_left_out()
    {
        var (api, resource) = Made();
        var error = _client.Call("POST", $"/restapis/{api}/resources/{resource}/methods/GET", """{"clientCertificateId":"abc"}""", 404);
        Assert.Equal("Invalid Client Certificate identifier specified", (string)error["message"]!);
        var made = (string)_client.Call("POST", "/clientcertificates", "{}", 201)["clientCertificateId"]!;
        Assert.Equal(200, (int)_client.Call("POST", $"/restapis/{api}/resources/{resource}/methods/GET", $$"""{"clientCertificateId":"{{made}}"}""", 200)["status"]!);
    }

    [Fact]
    public void What_is_sent_counts()
    {
        var (api, resource) = Made();
        const string Template = "#set($context.responseOverride.header.X-Said = \"$stageVariables.colour $input.params('a') $input.path('$.n')\"){\"statusCode\": 200}";
        var integration = System.Text.Json.JsonSerializer.Serialize(new { type = "MOCK", requestTemplates = new Dictionary<string, string> { ["application/json"] = Template } });
        _client.Call("PUT", $"/restapis/{api}/resources/{resource}/methods/GET/integration", integration, 201);
        _client.Call("PUT", $"/restapis/{api}/resources/{resource}/methods/GET/integration/responses/200", "{}", 201);
        var answer = _client.Call(
            "POST", $"/restapis/{api}/resources/{resource}/methods/GET", """{"pathWithQueryString":"/nowhere?a=b%20c","body":"{\"n\":1}","stageVariables":{"colour":"red"}}""", 200);
        Assert.Equal("red b c 1", (string)answer["headers"]!["X-Said"]!);
        Assert.Contains(" : HTTP Method: GET, Resource Path: /nowhere\n", (string)answer["log"]!, StringComparison.Ordinal);
        Assert.DoesNotContain("Endpoint", (string)answer["log"]!, StringComparison.Ordinal);
    }

    [Fact]
    public void What_cannot_be_served_says_why()
    {
        var (api, resource) = _client.MakeApi();
        _client.Call("DELETE", $"/restapis/{api}/resources/{resource}/methods/GET/integration", "", 204);
        var error = _client.Call("POST", $"/restapis/{api}/resources/{resource}/methods/GET", "{}", 400);
        Assert.Contains("No integration defined for method", (string)error["message"]!, StringComparison.Ordinal);
    }

    public void Dispose() => _client.Dispose();

    private (string Api, string Resource) Made()
    {
        var (api, resource) = _client.MakeApi();
        _client.Call("PUT", $"/restapis/{api}/resources/{resource}/methods/GET/responses/200", "{}", 201);
        _client.Call("PUT", $"/restapis/{api}/resources/{resource}/methods/GET/integration/responses/200", "{}", 201);
        return (api, resource);
    }
}
