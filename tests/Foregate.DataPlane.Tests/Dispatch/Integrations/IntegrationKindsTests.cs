// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Foregate.DataPlane.Dispatch.Integrations;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;
using Foregate.Definitions.ApiGateway;
using V2 = Foregate.Definitions.ApiGatewayV2;

namespace Foregate.DataPlane.Tests.Dispatch.Integrations;

public sealed class IntegrationKindsTests
{
    private const string Function = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:f/invocations";

    private static readonly ApiSnapshot Api = new();

    private static readonly Resource Root = new() { Id = "root", Path = "/" };

    [Fact]
    public void Makes_the_step_of_each_kind_that_is_served()
    {
        var faults = new List<CompilationFault>();
        var c = Sample.Compilation(ApiKind.Rest, faults);
        Assert.IsType<MockIntegration>(IntegrationKinds.For(Api, Root, Method(new Integration { Type = IntegrationType.Mock }), c));
        Assert.IsType<HttpProxyIntegration>(IntegrationKinds.For(Api, Root, Method(new Integration { Type = IntegrationType.HttpProxy, Uri = "http://b" }), c));
        Assert.IsType<HttpIntegration>(IntegrationKinds.For(Api, Root, Method(new Integration { Type = IntegrationType.Http, Uri = "http://b" }), c));
        Assert.IsType<LambdaIntegration>(IntegrationKinds.For(Api, Root, Method(new Integration { Type = IntegrationType.Aws, HttpMethod = "POST", Uri = Function }), c));
        Assert.IsType<LambdaProxyIntegration>(IntegrationKinds.For(Api, Root, Method(new Integration { Type = IntegrationType.AwsProxy, Uri = Function }), c));
        Assert.Empty(faults);
        c.Ledgers.Dispose();
    }

    [Fact]
    public void Refuses_what_is_no_service_loudly()
    {
        var faults = new List<CompilationFault>();
        Assert.Null(IntegrationKinds.For(Api, Root, Method(new Integration { Type = IntegrationType.Aws, Uri = "http://b" }), Sample.Compilation(ApiKind.Rest, faults)));
        Assert.Contains("names no AWS service", Assert.Single(faults).Message, StringComparison.Ordinal);
        Assert.EndsWith("/methods/GET/integration", faults[0].Path, StringComparison.Ordinal);
    }

    [Fact]
    public void A_method_needs_an_integration()
    {
        var faults = new List<CompilationFault>();
        Assert.Null(IntegrationKinds.For(Api, Root, Method(null), Sample.Compilation(ApiKind.Rest, faults)));
        Assert.StartsWith("No integration defined for method", Assert.Single(faults).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("integrations/int1", V2.IntegrationType.HttpProxy, null)]
    [InlineData("integrations/int1", V2.IntegrationType.AwsProxy, null)]
    [InlineData("integrations/other", V2.IntegrationType.HttpProxy, "names no integration")]
    [InlineData("int1", V2.IntegrationType.HttpProxy, "names no integration")]
    [InlineData(null, V2.IntegrationType.HttpProxy, "names no integration")]
    public void A_route_names_its_integration(string? target, V2.IntegrationType type, string? problem)
    {
        var faults = new List<CompilationFault>();
        var api = new V2.ApiSnapshot
        {
            Integrations = ImmutableSortedDictionary<string, V2.Integration>.Empty
                .Add("int1", new V2.Integration { IntegrationId = "int1", IntegrationType = type, IntegrationUri = type == V2.IntegrationType.AwsProxy ? Function : "http://b" }),
        };
        var c = Sample.Compilation(ApiKind.Http, faults);
        var step = IntegrationKinds.For(api, new V2.Route { RouteId = "r", RouteKey = "GET /", Target = target }, c);
        c.Ledgers.Dispose();
        Assert.Equal(problem is null, step is not null);
        Assert.Equal(problem is null ? 0 : 1, faults.Count);
        Assert.All(faults, fault => Assert.Contains(problem!, fault.Message, StringComparison.Ordinal));
    }

    private static Method Method(Integration? integration) => new() { HttpMethod = "GET", MethodIntegration = integration };
}
