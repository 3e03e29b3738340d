// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations.ApiGateway.Parts;
using Foregate.Definitions;

namespace Foregate.ControlPlane.Tests.Operations.ApiGateway.Parts;

public sealed class GatewayResponsesTests
{
    private readonly RestGround _ground = new();

    [Fact]
    public void Puts_over_the_default_and_falls_back_to_it()
    {
        Assert.Same(GatewayResponses.Default, GatewayResponses.GetGatewayResponse(_ground.Account, _ground.ApiId, GatewayResponseType.Throttled).Done());
        var response = _ground.Do(GatewayResponses.PutGatewayResponse(_ground.Account, _ground.ApiId, GatewayResponseType.Throttled, new() { StatusCode = "430" }, Ground.Context));
        Assert.Equal(("430", GatewayResponses.Default.ResponseTemplates), (response.StatusCode, response.ResponseTemplates));
        _ground.Do(GatewayResponses.DeleteGatewayResponse(_ground.Account, _ground.ApiId, GatewayResponseType.Throttled));
        GatewayResponses.DeleteGatewayResponse(_ground.Account, _ground.ApiId, GatewayResponseType.Throttled).Refused(404, "Gateway response type not defined on api");
    }

    [Theory]
    [InlineData("gatewayresponse.header.A", "'x'", null)]
    [InlineData("gatewayresponse.header.A", "method.request.path.id", null)]
    [InlineData("gatewayresponse.header.A", "context.requestId", null)]
    [InlineData("gatewayresponse.header.A", "integration.response.header.B", "integration.response.header.B")]
    [InlineData("method.response.header.A", "'x'", "method.response.header.A")]
    public void Maps_what_is_known_when_a_request_is_refused(string key, string value, string? refused) => Assert.Equal(
        refused is null ? null : $"Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression specified: {refused}]",
        GatewayResponses.PutGatewayResponse(_ground.Account, _ground.ApiId, GatewayResponseType.Unauthorized, new() { ResponseParameters = Ground.Map((key, value)) }, Ground.Context).Error?.Message);
}
