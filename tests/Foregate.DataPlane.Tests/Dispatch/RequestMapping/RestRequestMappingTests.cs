// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Tests.Dispatch.RequestMapping;

public sealed class RestRequestMappingTests
{
    [Theory]
    [InlineData("integration.request.body.x", "'a'", "Invalid mapping expression specified: integration.request.body.x")]
    [InlineData("integration.request.header.a b", "'a'", "Invalid mapping expression specified: integration.request.header.a b")]
    [InlineData("method.request.header.a", "'a'", "Invalid mapping expression specified: method.request.header.a")]
    [InlineData("integration.request.header.a", "a", "Invalid mapping expression specified: a")]
    [InlineData("integration.request.header.a", "context.nonsense", "Invalid mapping expression specified: context.nonsense")]
    [InlineData("integration.request.header.a", "context.status", "Invalid mapping expression specified: context.status")]
    [InlineData("integration.request.header.a", "method.request.cookie.x", "Invalid mapping expression specified: method.request.cookie.x")]
    [InlineData("integration.request.header.a", "method.request.header.", "Invalid mapping expression specified: method.request.header.")]
    [InlineData("integration.request.header.a", "method.request.body.[", "is no JSONPath")]
    [InlineData("integration.request.header.Connection", "'close'", "belongs to the gateway's connection")]
    [InlineData("integration.request.header.keep-alive", "'1'", "belongs to the gateway's connection")]
    public void Faults_name_what_is_wrong(string key, string expression, string problem)
    {
        var faults = new List<CompilationFault>();
        Heads.OfRest("http://b", "/", [], [(key, expression)], faults);
        Assert.Contains(problem, Assert.Single(faults).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Expect")]
    [InlineData("te")]
    [InlineData("Proxy-Authenticate")]
    [InlineData("Via")]
    public void What_AWS_drops_on_the_way_to_HTTP_back_ends_is_taken_and_not_sent(string name)
    {
        var template = Heads.OfRest("http://b", "/", ("integration.request.header." + name, "'trailers'"), ("integration.request.header.X-A", "'b'"));
        var head = Heads.Write(template, Sample.Exchange(ApiKind.Rest, "GET /prod/ HTTP/1.1"));
        Assert.Contains("X-A: b", head, StringComparison.Ordinal);
        Assert.DoesNotContain(name + ":", head, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void A_URI_with_dot_segments_is_a_fault()
    {
        var faults = new List<CompilationFault>();
        Heads.OfRest("http://b/a/../b", "/", [], [], faults);
        Assert.Contains("dot segments", Assert.Single(faults).Message, StringComparison.Ordinal);
    }
}
