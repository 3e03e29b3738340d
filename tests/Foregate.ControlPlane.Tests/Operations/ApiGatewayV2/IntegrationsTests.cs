// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Foregate.Definitions.ApiGatewayV2;

namespace Foregate.ControlPlane.Tests.Operations.ApiGatewayV2;

public sealed class IntegrationsTests
{
    private readonly HttpGround _ground = new();

    [Fact]
    public void Makes_gets_updates_and_deletes()
    {
        var integration = _ground.Integration();
        Assert.Equal((30_000, "1.0"), (integration.TimeoutInMillis, integration.PayloadFormatVersion));
        var updated = _ground.Do(Integrations.UpdateIntegration(
            _ground.Account, _ground.ApiId, integration.IntegrationId, new Integrations.UpdateIntegrationRequest { TimeoutInMillis = 50 }, Ground.Context));
        Assert.Equal((50, "http://127.0.0.1"), (updated.TimeoutInMillis, updated.IntegrationUri));
        Assert.Same(updated, Integrations.GetIntegration(_ground.Account, _ground.ApiId, integration.IntegrationId).Done());
        var route = _ground.Route("GET /x", $"integrations/{integration.IntegrationId}");
        Assert.Equal(409, Integrations.DeleteIntegration(_ground.Account, _ground.ApiId, integration.IntegrationId, Ground.Context).Error!.StatusCode);
        _ground.Do(Routes.DeleteRoute(_ground.Account, _ground.ApiId, route.RouteId, Ground.Context));
        _ground.Do(Integrations.DeleteIntegration(_ground.Account, _ground.ApiId, integration.IntegrationId, Ground.Context));
        Integrations.GetIntegration(_ground.Account, _ground.ApiId, integration.IntegrationId).Refused(404, $"Invalid Integration identifier specified {integration.IntegrationId}");
    }

    [Fact]
    public void Refuses_what_AWS_refuses()
    {
        var proxy = HttpGround.Proxy;
        Create(proxy with { IntegrationMethod = null }).Refused(400, "Invalid HttpMethod specified. Valid options are GET,PUT,POST,DELETE,PATCH,OPTIONS,HEAD,ANY");
        Create(proxy with { IntegrationUri = "nowhere" }).Refused(400, "Invalid HTTP endpoint specified for URI");
        Create(proxy with { TimeoutInMillis = 30_001 }).Refused(400, "Timeout should be between 50 ms and 30000 ms");
        Create(proxy with { PayloadFormatVersion = "2.0" }).Refused(400, "PayloadFormatVersion 2.0 is not supported for integrations of type HTTP_PROXY: use 1.0");
        Create(proxy with { RequestParameters = Ground.Map(("overwrite:header.Via", "x")) })
            .Refused(400, "Invalid mapping expression specified: Validation Result: warnings : [], errors : [Operations on header Via are restricted]");
    }

    [Fact]
    public void Makes_one_with_a_Lambda_function()
    {
        var function = new Integrations.CreateIntegrationRequest
        {
            IntegrationType = IntegrationType.AwsProxy, IntegrationUri = "arn:aws:lambda:us-east-1:123456789012:function:pets", PayloadFormatVersion = "2.0",
        };
        var made = Create(function).Done();
        Assert.Equal(("POST", "2.0", 30_000), (made.IntegrationMethod, made.PayloadFormatVersion, made.TimeoutInMillis));
        _ground.Do(Create(function));
        var updated = _ground.Do(Integrations.UpdateIntegration(
            _ground.Account, _ground.ApiId, made.IntegrationId, new Integrations.UpdateIntegrationRequest { PayloadFormatVersion = "1.0" }, Ground.Context));
        Assert.Equal("1.0", updated.PayloadFormatVersion);
        Create(function with { PayloadFormatVersion = "3.0" }).Refused(400, "PayloadFormatVersion 3.0 is not supported for integrations of type AWS_PROXY: use 1.0 or 2.0");
        Create(function with { IntegrationUri = "http://127.0.0.1" }).Refused(400, "Invalid ARN specified in the request");
        Create(function with { RequestParameters = Ground.Map(("append:header.a", "b")) })
            .Refused(400, "Foregate cannot do this yet: request parameters of integrations with Lambda functions.");
    }

    private OperationResult<Integration> Create(Integrations.CreateIntegrationRequest request) =>
        Integrations.CreateIntegration(_ground.Account, _ground.ApiId, request, Ground.Context);
}
