// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Foregate.Definitions.ApiGatewayV2;

namespace Foregate.ControlPlane.Tests.Operations.ApiGatewayV2;

public sealed class IntegrationResponsesTests
{
    private readonly HttpGround _ground = new(ProtocolType.WebSocket);

    [Fact]
    public void Makes_gets_updates_and_deletes()
    {
        var integration = _ground.Integration(new Integrations.CreateIntegrationRequest { IntegrationType = IntegrationType.Mock }).IntegrationId;
        var request = new IntegrationResponses.CreateIntegrationResponseRequest { IntegrationResponseKey = "/4\\d\\d/", ResponseTemplates = Ground.Map(("a", "b")) };
        var made = _ground.Do(IntegrationResponses.CreateIntegrationResponse(_ground.Account, _ground.ApiId, integration, request, Ground.Context));
        Assert.Same(made, IntegrationResponses.GetIntegrationResponse(_ground.Account, _ground.ApiId, integration, made.IntegrationResponseId).Done());
        Assert.Equal(409, IntegrationResponses.CreateIntegrationResponse(_ground.Account, _ground.ApiId, integration, request, Ground.Context).Error!.StatusCode);
        IntegrationResponses.CreateIntegrationResponse(_ground.Account, _ground.ApiId, integration, request with { IntegrationResponseKey = "400" }, Ground.Context)
            .Refused(400, "Invalid integration response key specified: 400. Must be $default or a pattern between slashes");
        var update = new IntegrationResponses.UpdateIntegrationResponseRequest { IntegrationResponseKey = "$default", TemplateSelectionExpression = "a" };
        var changed = _ground.Do(IntegrationResponses.UpdateIntegrationResponse(_ground.Account, _ground.ApiId, integration, made.IntegrationResponseId, update, Ground.Context));
        Assert.Equal(("$default", "a", 1), (changed.IntegrationResponseKey, changed.TemplateSelectionExpression, changed.ResponseTemplates.Count));
        _ground.Do(IntegrationResponses.DeleteIntegrationResponse(_ground.Account, _ground.ApiId, integration, made.IntegrationResponseId, Ground.Context));
        IntegrationResponses.GetIntegrationResponse(_ground.Account, _ground.ApiId, integration, made.IntegrationResponseId)
            .Refused(404, $"Invalid IntegrationResponse identifier specified {made.IntegrationResponseId}");
    }

    [Fact]
    public void Is_nothing_that_HTTP_APIs_have()
    {
        var ground = new HttpGround();
        var integration = ground.Integration().IntegrationId;
        IntegrationResponses.CreateIntegrationResponse(
            ground.Account, ground.ApiId, integration, new IntegrationResponses.CreateIntegrationResponseRequest { IntegrationResponseKey = "$default" }, Ground.Context)
            .Refused(400, "IntegrationResponse is not supported for HTTP APIs");
    }
}
