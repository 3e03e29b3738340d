// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Foregate.DataPlane.Dispatch.Integrations;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire.Bodies;
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Tests.Dispatch.Integrations;

public sealed class MockIntegrationTests
{
    [Theory]
    [InlineData("{\"statusCode\": 200}", 200)]
    [InlineData("{statusCode: 200}", 200)]
    [InlineData(" {'a':{\"b\":[1,{c:'}'}]}, 'statusCode' : 418 , } ", 418)]
    [InlineData("{\"statusCode\":200,\"statusCode\":201}", 201)]
    public async Task Reads_the_status_from_lenient_JSON(string template, int status)
    {
        var exchange = Sample.Exchange(ApiKind.Rest, "GET /prod/ HTTP/1.1");
        var verdict = await Step(template).InvokeAsync(exchange);
        Assert.Equal(VerdictKind.Continue, verdict.Kind);
        Assert.Equal(status, exchange.IntegrationResponse.Status);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"statusCode\": \"200\"}")]
    [InlineData("{\"statusCode\": 200.5}")]
    [InlineData("{\"statusCode\": -1}")]
    [InlineData("{\"statusCode\": 200")]
    [InlineData("{\"x\": {\"statusCode\": 200}}")]
    [InlineData("[200]")]
    [InlineData("{\"statusCode\": 99999999999}")]
    public async Task Refuses_what_says_no_status(string template)
    {
        var verdict = await Step(template).InvokeAsync(Sample.Exchange(ApiKind.Rest, "GET /prod/ HTTP/1.1"));
        Assert.Equal(500, verdict.Rejection!.Status);
        Assert.Equal(RejectionReason.ApiConfigurationError, verdict.Rejection.Reason);
        Assert.StartsWith("Execution failed due to configuration error: Unable to parse statusCode.", verdict.Rejection.Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text/plain", PassthroughBehavior.Never, 415)]
    [InlineData("text/plain", PassthroughBehavior.WhenNoTemplates, 415)]
    [InlineData("text/plain", PassthroughBehavior.WhenNoMatch, 0)]
    [InlineData("Application/JSON; charset=utf-8", PassthroughBehavior.Never, 0)]
    public async Task Selects_the_template_by_the_media_type(string contentType, PassthroughBehavior behavior, int refusal)
    {
        var exchange = Sample.Exchange(ApiKind.Rest, "POST /prod/ HTTP/1.1\nContent-Type: " + contentType, body: new ScriptedBody("{\"statusCode\":200}"));
        var verdict = await Step("{\"statusCode\":200}", behavior).InvokeAsync(exchange);
        Assert.Equal(refusal, verdict.Rejection?.Status ?? 0);
    }

    [Fact]
    public async Task Without_a_template_the_body_takes_its_place()
    {
        var step = MockIntegration.For(new Integration { Type = IntegrationType.Mock }, new ApiSnapshot(), Sample.Compilation(ApiKind.Rest, []));
        var body = new ScriptedBody(["{\"status", "Code\":202}"]) { IsSlow = true };
        var exchange = Sample.Exchange(ApiKind.Rest, "POST /prod/ HTTP/1.1", body: body);
        var pending = step.InvokeAsync(exchange).AsTask();
        body.Arrive();
        body.Arrive();
        body.Arrive();
        Assert.Equal(VerdictKind.Continue, (await pending).Kind);
        Assert.Equal(202, exchange.IntegrationResponse.Status);
    }

    [Theory]
    [InlineData((int)BodyStatus.TooLarge, 413)]
    [InlineData((int)BodyStatus.TimedOut, 408)]
    [InlineData((int)BodyStatus.Malformed, 400)]
    [InlineData((int)BodyStatus.Undecodable, 415)]
    public async Task A_body_that_cannot_be_read_is_the_clients_fault(int end, int status)
    {
        var step = MockIntegration.For(new Integration { Type = IntegrationType.Mock }, new ApiSnapshot(), Sample.Compilation(ApiKind.Rest, []));
        var verdict = await step.InvokeAsync(Sample.Exchange(ApiKind.Rest, "POST /prod/ HTTP/1.1", body: new ScriptedBody(["{"], (BodyStatus)end)));
        Assert.Equal(status, verdict.Rejection!.Status);
    }

    // AWS: why preflights of APIs with */* need CONVERT_TO_TEXT.
    [Theory]
    [InlineData("*/*", null, 500)]
    [InlineData("*/*", ContentHandling.ConvertToText, 0)]
    [InlineData("*/*", ContentHandling.ConvertToBinary, 500)]
    [InlineData("image/png", null, 0)]
    public async Task A_template_is_for_text_only(string binary, ContentHandling? handling, int refusal)
    {
        var step = MockIntegration.For(
            Mock("{\"statusCode\":200}") with { ContentHandling = handling }, new ApiSnapshot { BinaryMediaTypes = [binary] }, Sample.Compilation(ApiKind.Rest, []));
        var verdict = await step.InvokeAsync(Sample.Exchange(ApiKind.Rest, "OPTIONS /prod/ HTTP/1.1"));
        Assert.Equal(refusal, verdict.Rejection?.Status ?? 0);
    }

    private static IStep Step(string template, PassthroughBehavior behavior = PassthroughBehavior.WhenNoMatch)
    {
        var faults = new List<CompilationFault>();
        var step = MockIntegration.For(Mock(template) with { PassthroughBehavior = behavior }, new ApiSnapshot(), Sample.Compilation(ApiKind.Rest, faults));
        Assert.Empty(faults);
        return step;
    }

    private static Integration Mock(string template) => new()
    {
        Type = IntegrationType.Mock,
        RequestTemplates = ImmutableSortedDictionary<string, string>.Empty.Add("application/json", template),
    };
}
