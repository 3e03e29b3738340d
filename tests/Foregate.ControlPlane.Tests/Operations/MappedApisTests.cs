// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Foregate.ControlPlane.Operations.DomainNames;
using Foregate.ControlPlane.Tests.Operations.DomainNames;
using Foregate.Definitions.DomainNames;

namespace Foregate.ControlPlane.Tests.Operations;

public sealed class MappedApisTests
{
    [Fact]
    public void What_a_domain_name_leads_to_is_not_deleted()
    {
        var ground = new DomainGround();
        ground.Map("http", "h");
        Apis.DeleteApi(ground.Account, "http").Refused(400, "Please remove all base path mappings related to the API in your domain");
        Stages.DeleteStage(ground.Account, "http", "dev").Refused(400, "Please remove all base path mappings related to the stage in your domain");
        Assert.Null(Apis.DeleteApi(ground.Account, "socket").Error);
        ground = new DomainGround();
        var rule = new RoutingRules.RoutingRuleRequest(1, [], [new RoutingRuleAction { ApiId = "rest", Stage = "dev" }]);
        ground.Do(RoutingRules.CreateRoutingRule(ground.Account, "regional.example.com", null, rule, Ground.Context));
        ControlPlane.Operations.ApiGateway.RestApis.DeleteRestApi(ground.Account, "rest").Refused(400, "Please remove all base path mappings related to the API in your domain");
        ControlPlane.Operations.ApiGateway.Stages.DeleteStage(ground.Account, "rest", "dev").Refused(400, "Please remove all base path mappings related to the stage in your domain");
    }
}
