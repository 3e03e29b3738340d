// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Arrive;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Tests.Arrive;

public sealed class MethodOverrideTests
{
    [Fact]
    public void Is_no_step_of_an_HTTP_API() => Assert.Null(MethodOverride.For(GivenRequest.Compilation(ApiKind.Http)));

    [Theory]
    [InlineData("DELETE", HttpVerb.Delete)]
    [InlineData("GET", HttpVerb.Get)]
    [InlineData("HEAD", HttpVerb.Head)]
    [InlineData("OPTIONS", HttpVerb.Options)]
    [InlineData("PATCH", HttpVerb.Patch)]
    [InlineData("POST", HttpVerb.Post)]
    [InlineData("PUT", HttpVerb.Put)]
    public void Makes_the_named_method_count(string method, object verb)
    {
        var exchange = GivenRequest.Of("POST", "/", "x-http-method-override: " + method);
        Assert.Equal(VerdictKind.Continue, Run(exchange).Kind);
        Assert.Equal((HttpVerb)verb, exchange.Verb);
    }

    [Fact]
    public void Leaves_a_request_without_it_alone()
    {
        var exchange = GivenRequest.Of("PUT", "/", "X_HTTP_Method_Override: DELETE", "X-HTTP-Method: DELETE", "X-Method-Override: DELETE");
        Assert.Equal(VerdictKind.Continue, Run(exchange).Kind);
        Assert.Equal(HttpVerb.Put, exchange.Verb);
    }

    [Theory]
    [InlineData("")]
    [InlineData("get")]
    [InlineData("TRACE")]
    [InlineData("CONNECT")]
    [InlineData("ANY")]
    [InlineData("GET, PUT")]
    [InlineData("DELETEDELETE")]
    public void Refuses_what_is_no_method_of_AWS(string method)
    {
        var exchange = GivenRequest.Of("POST", "/", "X-HTTP-Method-Override: " + method);
        Assert.Equal(400, Run(exchange).Rejection!.Status);
        Assert.Equal(HttpVerb.Post, exchange.Verb);
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PUT")]
    public void Refuses_it_twice(string second)
    {
        Assert.Equal(400, Run(GivenRequest.Of("POST", "/", "X-HTTP-Method-Override: GET", "x-http-method-override: " + second)).Rejection!.Status);
    }

    private static Verdict Run(Exchange exchange) => GivenRequest.Run(MethodOverride.For(GivenRequest.Compilation(ApiKind.Rest))!, exchange);
}
