// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Answers;
using Foregate.DataPlane.Dispatch.MappedRequests;
using Foregate.DataPlane.Dispatch.RequestMapping;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;
using Foregate.Standards.Values;

namespace Foregate.DataPlane.Tests.Dispatch.MappedRequests;

public sealed class MappedHeadTests
{
    [Theory]
    [InlineData(false, "Content-Length", 500)]
    [InlineData(false, "Connection", 400)]
    [InlineData(true, "Authorization", 500)]
    [InlineData(false, "Authorization", 0)]
    [InlineData(false, "X Y", 400)]
    public void Templates_may_not_say_what_is_the_gateways(bool signs, string name, int refusal)
    {
        var (refused, head) = Write(signs, overrides => overrides.RequestHeaders[name] = Value.Of("said"));
        Assert.Equal(refusal, refused?.Status ?? 0);
        Assert.Equal(refusal == 0, head.Contains($"\r\n{name}: said\r\n", StringComparison.Ordinal));
    }

    [Fact]
    public void An_override_takes_the_place_of_a_mapping_of_any_case_and_lists_are_joined()
    {
        var (refused, head) = Write(false, static overrides => overrides.RequestHeaders["X-MAPPED"] = Value.Of(new ValueList([Value.Of("a"), Value.Of(2)])));
        Assert.Null(refused);
        Assert.Contains("\r\nx-mapped: a,2\r\n", head, StringComparison.Ordinal);
        Assert.DoesNotContain("definition", head, StringComparison.Ordinal);
    }

    [Fact]
    public void A_value_that_would_break_the_head_is_refused() =>
        Assert.Equal(400, Write(false, static overrides => overrides.RequestHeaders["X-A"] = Value.Of("a\r\nX-B: b")).Refused?.Status);

    private static (Rejection? Refused, string Head) Write(bool signs, Action<TemplateOverrides> set)
    {
        var c = Sample.Compilation(ApiKind.Rest, []);
        var integration = new Integration { Type = IntegrationType.Http, RequestParameters = OrdinalMap.Empty<string>().Add("integration.request.header.x-mapped", "'definition'") };
        var exchange = Sample.Exchange(ApiKind.Rest, "GET /prod/ HTTP/1.1");
        exchange.Overrides = new TemplateOverrides();
        set(exchange.Overrides);
        var writer = new ByteWriter();
        var plan = RestRequestMapping.Compile(integration, "/a", "", [], isProxy: false, signs, c);
        var refused = new MappedHead(plan, "b"u8.ToArray(), signs, c).Write(exchange, "GET"u8, false, writer, new ByteWriter());
        return (refused, Sample.Text(writer.Written));
    }
}
