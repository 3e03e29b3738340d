// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.Handlers.ApiGateway;

public sealed class MethodHandlersTests : IDisposable
{
    private readonly SignedClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void A_changed_method_keeps_what_hangs_on_it()
    {
        var (api, pets) = _client.MakeApi();
        var path = $"/restapis/{api}/resources/{pets}/methods/GET";
        _client.Call("PUT", path + "/responses/200", """{"responseModels":{"application/json":"Empty"}}""", 201);
        var changed = _client.Patch(path, 200, ("replace", "/apiKeyRequired", "true"), ("add", "/requestParameters/method.request.header.x", "true"));
        Assert.True((bool)changed["apiKeyRequired"]!);
        Assert.True((bool)changed["requestParameters"]!["method.request.header.x"]!);
        Assert.Equal("Empty", (string)changed["methodResponses"]!["200"]!["responseModels"]!["application/json"]!);
        Assert.Equal("MOCK", (string)changed["methodIntegration"]!["type"]!);
        Assert.Equal("Invalid patch path /requestParameters", (string)_client.Patch(path, 400, ("replace", "/requestParameters", "x"))["message"]!);
        Assert.Equal("Invalid Resource identifier specified", (string)_client.Call("GET", $"/restapis/none/resources/{pets}/methods/GET", "", 404)["message"]!);
        _client.Call("DELETE", path, "", 204);
        Assert.Equal("Invalid Method identifier specified", (string)_client.Call("GET", path, "", 404)["message"]!);
    }

    [Theory]
    [InlineData("""{"authorizationType":"open"}""", "Invalid authorization type specified. Valid options are NONE,AWS_IAM,CUSTOM,COGNITO_USER_POOLS")]
    [InlineData("""{"authorizationType":"NONE","requestValidatorId":"fake-validator"}""", "Invalid Request Validator identifier specified")]
    [InlineData("""{"authorizationType":"NONE","requestModels":{"application/json":"petModel"}}""", "Invalid model identifier specified: petModel")]
    [InlineData("""{"authorizationType":"CUSTOM","authorizerId":"none"}""", "Invalid authorizer ID specified. Setting the authorization type to CUSTOM or COGNITO_USER_POOLS requires a valid authorizer.")]
    public void What_is_wrong_is_told(string body, string message)
    {
        var (api, pets) = _client.MakeApi();
        Assert.Equal(message, (string)_client.Call("PUT", $"/restapis/{api}/resources/{pets}/methods/POST", body, 400)["message"]!);
    }

    [Fact]
    public void Models_are_kept_and_the_type_of_authorization_is_read_in_any_case()
    {
        var (api, pets) = _client.MakeApi();
        var path = $"/restapis/{api}/resources/{pets}/methods/POST";
        var made = _client.Call("PUT", path, """{"authorizationType":"none","requestModels":{"application/json":"Empty"}}""", 201);
        Assert.Equal("NONE", (string)made["authorizationType"]!);
        var changed = _client.Patch(path, 200, ("replace", "/requestModels/application~1json", "Error"), ("add", "/requestModels/text~1plain", "Empty"));
        Assert.Equal("""{"application/json":"Error","text/plain":"Empty"}""", changed["requestModels"]!.ToJsonString());
        Assert.Equal("Content-Type specified was not found", (string)_client.Patch(path, 404, ("remove", "/requestModels/x", null))["message"]!);
    }
}
