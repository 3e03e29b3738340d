// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Dispatch.MappedRequests;
using Foregate.DataPlane.Mapping.Payloads;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.DataPlane.Tests.Dispatch.MappedRequests;

public sealed class RequestPayloadTests
{
    [Theory]
    [InlineData("application/json", "json")]
    [InlineData("Application/JSON;charset=x", "json")]
    [InlineData("text/plain", "default")]
    [InlineData("text/css", "given")]
    public async Task Is_what_the_template_of_the_content_type_makes(string contentType, string expected)
    {
        var (refused, payload) = await Make(contentType, PassthroughBehavior.Never, ("$default", "default"), ("application/json", "json"), ("text/css", ""));
        Assert.Null(refused);
        Assert.Equal(expected, payload);
    }

    [Theory]
    [InlineData(PassthroughBehavior.WhenNoMatch, 0)]
    [InlineData(PassthroughBehavior.WhenNoTemplates, 415)]
    [InlineData(PassthroughBehavior.Never, 415)]
    public async Task Is_the_body_where_it_may_pass(PassthroughBehavior behavior, int refusal)
    {
        var (refused, payload) = await Make("text/plain", behavior, ("application/json", "json"));
        Assert.Equal((refusal, refusal == 0 ? "given" : ""), (refused?.Status ?? 0, payload));
    }

    [Fact]
    public async Task Does_not_read_a_body_that_nobody_looks_at()
    {
        var body = new ScriptedBody("given");
        var exchange = Sample.Exchange(ApiKind.Rest, "POST /prod/ HTTP/1.1", body: body);
        var integration = new Integration { Type = IntegrationType.Mock, RequestTemplates = OrdinalMap.Empty<string>().Add("application/json", "json") };
        var call = new MappedCalls().Rent();
        Assert.Null(await RequestPayload.Compile(integration, new BinaryMediaTypes([]), needsBody: false, Sample.Compilation(ApiKind.Rest, [])).MakeAsync(exchange, call));
        Assert.Equal(0, body.Reads);
        Assert.Null(await RequestPayload.Compile(integration, new BinaryMediaTypes([]), needsBody: true, Sample.Compilation(ApiKind.Rest, [])).MakeAsync(exchange, call));
        Assert.Equal(5, exchange.WholeBody.Length);
    }

    private static async Task<(Rejection? Refused, string Payload)> Make(string contentType, PassthroughBehavior behavior, params (string Type, string Text)[] templates)
    {
        var integration = new Integration
        {
            Type = IntegrationType.Http,
            PassthroughBehavior = behavior,
            RequestTemplates = OrdinalMap.Empty<string>().AddRange(templates.Select(static template => KeyValuePair.Create(template.Type, template.Text))),
        };
        var call = new MappedCalls().Rent();
        var exchange = Sample.Exchange(ApiKind.Rest, "POST /prod/ HTTP/1.1\nContent-Type: " + contentType, body: new ScriptedBody("given"));
        var refused = await RequestPayload.Compile(integration, new BinaryMediaTypes([]), needsBody: false, Sample.Compilation(ApiKind.Rest, [])).MakeAsync(exchange, call);
        return (refused, Encoding.UTF8.GetString(call.Payload.Span));
    }
}
