// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.Handlers.ApiGatewayV2;

public sealed class PortalHandlersTests : IDisposable
{
    private readonly SignedClient _client = new();

    public void Dispose() => _client.Dispose();

    [Theory]
    [InlineData("GET", "/v2/portals", "ListPortals")]
    [InlineData("GET", "/v2/portalproducts/abcdefghij", "GetPortalProduct")]
    [InlineData("POST", "/v2/portals/abcdefghij/publish", "PublishPortal")]
    public void There_are_none(string method, string path, string operation) =>
        Assert.Equal($"Foregate has no portals: {operation} is not supported.", (string)_client.Call(method, path, method == "POST" ? "{}" : "", 400)["message"]!);
}
