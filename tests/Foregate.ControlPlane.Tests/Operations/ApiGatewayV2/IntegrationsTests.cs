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
    public void Says_that_Lambda_is_not_built() =>
        Create(HttpGround.Proxy with { IntegrationType = IntegrationType.AwsProxy }).Refused(400, "Foregate cannot do this yet: integrations of type AWS_PROXY.");

    private OperationResult<Integration> Create(Integrations.CreateIntegrationRequest request) =>
        Integrations.CreateIntegration(_ground.Account, _ground.ApiId, request, Ground.Context);
}
