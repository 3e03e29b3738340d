// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Tests.Operations.ApiGateway;

public sealed class IntegrationResponsesTests
{
    private static readonly IntegrationResponses.PutIntegrationResponseRequest Ok = new() { StatusCode = "200" };

    private readonly RestGround _ground = new();

    public IntegrationResponsesTests() => _ground.Method();

    [Fact]
    public void Needs_an_integration_first_and_no_method_response()
    {
        Put(Ok).Refused(404, "Invalid Integration identifier specified");
        _ground.Mock();
        Assert.Equal("200", _ground.Do(Put(Ok)).StatusCode);
        Put(Ok with { ResponseTemplates = Ground.Map(("123", "{}")) }).Refused(400, "Validation Result: warnings : [], errors : [Invalid content type specified: 123]");
    }

    [Fact]
    public void Puts_gets_and_deletes()
    {
        Ready();
        var response = _ground.Do(Put(Ok with { SelectionPattern = @"2\d\d", ResponseParameters = Ground.Map(("method.response.header.A", "'x'")) }));
        Assert.Same(response, IntegrationResponses.GetIntegrationResponse(_ground.Account, _ground.ApiId, _ground.RootId, "GET", "200").Done());
        _ground.Do(IntegrationResponses.DeleteIntegrationResponse(_ground.Account, _ground.ApiId, _ground.RootId, "GET", "200"));
        IntegrationResponses.GetIntegrationResponse(_ground.Account, _ground.ApiId, _ground.RootId, "GET", "200").Refused(404, "Invalid Response status code specified");
    }

    [Fact]
    public void Refuses_headers_that_the_method_does_not_declare()
    {
        Ready();
        Put(Ok with { ResponseParameters = Ground.Map(("method.response.header.B", "'x'")) })
            .Refused(400, "Invalid mapping expression specified: Validation Result: warnings : [], errors : [Invalid mapping expression parameter specified: method.response.header.B]");
    }

    private void Ready()
    {
        _ground.Mock();
        _ground.Do(MethodResponses.PutMethodResponse(_ground.Account, _ground.ApiId, _ground.RootId, "GET", "200", Ground.Map(("method.response.header.A", false))));
    }

    private OperationResult<IntegrationResponse> Put(IntegrationResponses.PutIntegrationResponseRequest request) =>
        IntegrationResponses.PutIntegrationResponse(_ground.Account, _ground.ApiId, _ground.RootId, "GET", request, Ground.Context);
}
