// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.Handlers.ApiGateway;

public sealed class SdkHandlersTests : IDisposable
{
    private readonly SignedClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void Types_are_listed_and_none_is_generated()
    {
        Assert.Equal(
            ["android", "java", "javascript", "objectivec", "ruby", "swift"], _client.Call("GET", "/sdktypes", "", 200)["item"]!.AsArray().Select(static type => (string)type!["id"]!));
        Assert.Equal("classPrefix", (string)_client.Call("GET", "/sdktypes/swift", "", 200)["configurationProperties"]![0]!["name"]!);
        _client.Call("GET", "/sdktypes/cobol", "", 404);
        var (api, _) = _client.MakeApi();
        _client.Call("POST", $"/restapis/{api}/deployments", """{"stageName":"dev"}""", 201);
        Assert.StartsWith("Foregate cannot do this yet: ", (string)_client.Call("GET", $"/restapis/{api}/stages/dev/sdks/java", "", 400)["message"]!, StringComparison.Ordinal);
        _client.Call("GET", $"/restapis/{api}/stages/none/sdks/java", "", 404);
    }
}
