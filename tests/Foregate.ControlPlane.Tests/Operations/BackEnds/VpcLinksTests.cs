// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations.BackEnds;
using Foregate.ControlPlane.Tests.Operations.ApiGatewayV2;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.ApiGatewayV2;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Tests.Operations.BackEnds;

public sealed class VpcLinksTests
{
    private const string Target = "arn:aws:elasticloadbalancing:eu-central-1:123456789012:loadbalancer/net/n/1";

    [Fact]
    public void Stays_while_an_integration_needs_it()
    {
        var ground = new HttpGround(ProtocolType.WebSocket);
        var link = ground.Do(VpcLinks.CreateVpcLink(ground.Account, "l", null, [Target], OrdinalMap.Empty<string>(), Ground.Context));
        var integration = ground.Integration(new ControlPlane.Operations.ApiGatewayV2.Integrations.CreateIntegrationRequest
        {
            IntegrationType = Definitions.ApiGatewayV2.IntegrationType.HttpProxy,
            IntegrationMethod = "GET",
            IntegrationUri = "http://internal.example",
            ConnectionType = ConnectionType.VpcLink,
            ConnectionId = link.Id,
        });
        VpcLinks.DeleteVpcLink(ground.Account, link.Id)
            .Refused(400, $"Cannot delete vpc link. Vpc link '{link.Id}', is referenced in [{integration.IntegrationId}] in format of [Method:Resource].");
        ground.Do(ControlPlane.Operations.ApiGatewayV2.Integrations.DeleteIntegration(ground.Account, ground.ApiId, integration.IntegrationId, Ground.Context));
        ground.Do(VpcLinks.DeleteVpcLink(ground.Account, link.Id));
        VpcLinks.GetVpcLink(ground.Account, link.Id).Refused(404, "Invalid Vpc Link identifier specified");
    }

    [Fact]
    public void Refuses_what_AWS_refuses()
    {
        VpcLinks.CreateVpcLink(Ground.Empty, " ", null, [Target], OrdinalMap.Empty<string>(), Ground.Context).Refused(400, "Name cannot be empty");
        VpcLinks.CreateVpcLink(Ground.Empty, "l", null, ["me"], OrdinalMap.Empty<string>(), Ground.Context).Refused(400, "Invalid ARN. ARN is not well formed me");
        VpcLinks.CreateVpcLink(Ground.Empty, "l", null, [Target, Target], OrdinalMap.Empty<string>(), Ground.Context).Refused(400, "Exactly one target ARN is required");
        var context = Ground.Context with { Quotas = Ground.Context.Quotas with { VpcLinks = 0 } };
        Assert.Equal(429, VpcLinks.CreateVpcLink(Ground.Empty, "l", null, [Target], OrdinalMap.Empty<string>(), context).Error!.StatusCode);
    }
}
