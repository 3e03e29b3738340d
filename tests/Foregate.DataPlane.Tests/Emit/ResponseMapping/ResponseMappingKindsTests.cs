// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Foregate.DataPlane.Emit.ResponseMapping;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;
using Foregate.Definitions.ApiGateway;
using V2 = Foregate.Definitions.ApiGatewayV2;

namespace Foregate.DataPlane.Tests.Emit.ResponseMapping;

public sealed class ResponseMappingKindsTests
{
    [Theory]
    [InlineData(IntegrationType.Mock, typeof(IntegrationResponseSelection))]
    [InlineData(IntegrationType.HttpProxy, typeof(RestProxyResponse))]
    [InlineData(IntegrationType.Http, typeof(IntegrationResponseSelection))]
    [InlineData(IntegrationType.Aws, typeof(IntegrationResponseSelection))]
    [InlineData(IntegrationType.AwsProxy, typeof(RestProxyResponse))]
    public void A_method_answers_by_the_kind_of_its_integration(IntegrationType type, Type step)
    {
        var method = new Method { HttpMethod = "GET", MethodIntegration = new Integration { Type = type } };
        Assert.Equal(step, ResponseMappingKinds.For(new ApiSnapshot(), method, Sample.Compilation(ApiKind.Rest, []))?.GetType());
    }

    [Fact]
    public void A_route_answers_by_the_kind_of_its_integration()
    {
        var api = new V2.ApiSnapshot
        {
            Integrations = ImmutableSortedDictionary<string, V2.Integration>.Empty
                .Add("int1", new V2.Integration { IntegrationId = "int1", IntegrationType = V2.IntegrationType.HttpProxy }),
        };
        var c = Sample.Compilation(ApiKind.Http, []);
        Assert.IsType<HttpProxyResponse>(ResponseMappingKinds.For(api, new V2.Route { RouteId = "r", RouteKey = "GET /", Target = "integrations/int1" }, null, c));
        Assert.Null(ResponseMappingKinds.For(api, new V2.Route { RouteId = "r", RouteKey = "GET /", Target = "integrations/none" }, null, c));
    }
}
