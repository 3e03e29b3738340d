// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Tests.Operations.ApiGateway;

public sealed class MethodResponsesTests
{
    private readonly RestGround _ground = new();

    public MethodResponsesTests() => _ground.Method();

    [Fact]
    public void Puts_gets_and_deletes()
    {
        var response = _ground.Do(Put("200", "method.response.header.X-A"));
        Assert.True(response.ResponseParameters.ContainsKey("method.response.header.X-A"));
        Assert.Same(response, MethodResponses.GetMethodResponse(_ground.Account, _ground.ApiId, _ground.RootId, "GET", "200").Done());
        Put("200").Refused(409, "Response already exists for this resource");
        _ground.Do(MethodResponses.DeleteMethodResponse(_ground.Account, _ground.ApiId, _ground.RootId, "GET", "200"));
        MethodResponses.GetMethodResponse(_ground.Account, _ground.ApiId, _ground.RootId, "GET", "200").Refused(404, "Invalid Response status code specified");
    }

    [Theory]
    [InlineData("2000")]
    [InlineData("600")]
    [InlineData("20")]
    [InlineData("default")]
    public void Refuses_other_statuses(string status)
    {
        var result = Put(status);
        Assert.Equal(("ValidationException", 400), (result.Error!.Code, result.Error.StatusCode));
        Assert.Contains(@"[1-5]\d\d", result.Error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_other_parameters() => Put("200", "method.request.header.A")
        .Refused(400, "Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression parameter specified: method.request.header.A]");

    private OperationResult<MethodResponse> Put(string status, params string[] headers) => MethodResponses.PutMethodResponse(
        _ground.Account, _ground.ApiId, _ground.RootId, "GET", status, Ground.Map([.. headers.Select(name => (name, false))]));
}
