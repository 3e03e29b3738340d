// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Emit.ResponseCache;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.DataPlane.Tests.Emit.ResponseCache;

public sealed class CacheKeyTests
{
    private static readonly Resource Pets = new() { Id = "res001", Path = "/pets" };

    [Fact]
    public void Deployment_namespace_and_method_are_always_in_it()
    {
        var get = Sample.Exchange(ApiKind.Rest, "GET /prod/pets HTTP/1.1");
        var own = Of(new Integration { Type = IntegrationType.Mock }, "dep001").Of(get).ToArray();
        Assert.Equal(own, Of(new Integration { Type = IntegrationType.Mock, CacheNamespace = "res001" }, "dep001").Of(get).ToArray());
        Assert.NotEqual(own, Of(new Integration { Type = IntegrationType.Mock, CacheNamespace = "shared" }, "dep001").Of(get).ToArray());
        Assert.NotEqual(own, Of(new Integration { Type = IntegrationType.Mock }, "dep002").Of(get).ToArray());
        Assert.NotEqual(own, Of(new Integration { Type = IntegrationType.Mock }, "dep001").Of(Sample.Exchange(ApiKind.Rest, "HEAD /prod/pets HTTP/1.1")).ToArray());
    }

    [Theory]
    [InlineData("a=1&b=2", "a=1&b=2&c=3", true)]
    [InlineData("a=1&b=2", "b=2&a=1", true)]
    [InlineData("a=1&b=2", "%61=1&b=2", true)]
    [InlineData("a=1&b=2", "a=12", false)]
    [InlineData("a=1", "b=1", false)]
    [InlineData("a=", "", false)]
    [InlineData("a=1&a=2", "a=2&a=1", false)]
    [InlineData("a=1,2", "a=1&a=2", false)]
    public void Requests_that_differ_in_a_parameter_have_other_keys(string one, string other, bool same)
    {
        var key = Of(new Integration { Type = IntegrationType.Mock, CacheKeyParameters = ["method.request.querystring.a", "method.request.querystring.b"] });
        Assert.Equal(same, key.Of(Sample.Exchange(ApiKind.Rest, $"GET /prod/pets?{one} HTTP/1.1")).ToArray()
            .SequenceEqual(key.Of(Sample.Exchange(ApiKind.Rest, $"GET /prod/pets?{other} HTTP/1.1")).ToArray()));
    }

    [Fact]
    public void What_the_integration_is_given_is_what_counts()
    {
        var key = Of(new Integration
        {
            Type = IntegrationType.HttpProxy,
            RequestParameters = OrdinalMap.Empty<string>().Add("integration.request.header.X-User", "context.identity.sourceIp").Add("integration.request.querystring.s", "'fixed'"),
            CacheKeyParameters = ["integration.request.header.X-User", "integration.request.querystring.s"],
        });
        var exchange = Sample.Exchange(ApiKind.Rest, "GET /prod/pets?s=1 HTTP/1.1\nX-User: me");
        var before = key.Of(exchange).ToArray();
        exchange.SourceIp = "198.51.100.1"u8.ToArray();
        Assert.NotEqual(before, key.Of(exchange).ToArray());
        Assert.Equal(before, key.Of(Sample.Exchange(ApiKind.Rest, "GET /prod/pets?s=2 HTTP/1.1\nX-User: you")).ToArray());
    }

    [Fact]
    public void Making_one_allocates_nothing()
    {
        var key = Of(new Integration { Type = IntegrationType.Mock, CacheKeyParameters = ["method.request.querystring.a", "method.request.header.X-User"] });
        var exchange = Sample.Exchange(ApiKind.Rest, "GET /prod/pets?a=1 HTTP/1.1\nX-User: me");
        Assert.Equal(0, GivenRequest.Allocated(() => Assert.False(key.Of(exchange).IsEmpty)));
    }

    [Fact]
    public void What_is_no_parameter_is_a_fault()
    {
        List<CompilationFault> faults = [];
        CacheKey.For(new Integration { Type = IntegrationType.Mock, CacheKeyParameters = ["method.request.cookie.a"] }, "dep001", Pets, Sample.Compilation(ApiKind.Rest, faults));
        Assert.Single(faults);
    }

    private static CacheKey Of(Integration integration, string deployment = "dep001")
    {
        List<CompilationFault> faults = [];
        var key = CacheKey.For(integration, deployment, Pets, Sample.Compilation(ApiKind.Rest, faults));
        Assert.Empty(faults);
        return key;
    }
}
