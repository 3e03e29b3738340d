// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Traces;

namespace Foregate.DataPlane.Tests.Traces;

public sealed class ExecutionTraceTests
{
    private readonly ExecutionTraces _traces = new();

    [Fact]
    public void A_request_to_an_endpoint_is_read_from_its_head()
    {
        var trace = Begun();
        trace.Ask(isTls: true, "POST /pets?x=1 HTTP/1.1\r\nHost: pets.example:8443\r\nAuthorization: Bearer 0123456789\r\n\r\n"u8);
        Assert.Equal("https://pets.example:8443/pets?x=1", Text(trace.EndpointUri));
        Assert.Equal("{Host=pets.example:8443, Authorization=***********456789}", Text(trace.EndpointHeaders));
    }

    [Fact]
    public async Task What_goes_out_is_the_clients_body_unless_another_is_told()
    {
        var trace = Begun();
        var reader = trace.WatchRequest(new Doubles.BytesBody("client's"u8.ToArray()));
        await reader.ReadAsync();
        Assert.Equal("client's", Text(trace.EndpointBody));
        trace.Send("mapped"u8);
        Assert.Equal("mapped", Text(trace.EndpointBody));
        Assert.Equal("client's", Text(trace.RequestBody));
    }

    [Fact]
    public async Task The_answer_is_the_integrations_unless_the_gateway_made_one()
    {
        var trace = Begun();
        await trace.WatchAnswer(new Doubles.BytesBody("passed on"u8.ToArray())).ReadAsync();
        trace.Answer(default);
        Assert.Equal(("passed on", "passed on"), (Text(trace.AnswerBody), Text(trace.ResponseBody)));
        trace.Answer("made"u8);
        Assert.Equal(("passed on", "made"), (Text(trace.AnswerBody), Text(trace.ResponseBody)));
    }

    [Fact]
    public void A_functions_return_is_not_what_is_passed_on()
    {
        var trace = Begun();
        trace.Invoke("eu-west-1", "arn:aws:lambda:eu-west-1:123456789012:function:pets", "{}"u8, "Root=1-2-3"u8);
        trace.Receive("{\"statusCode\":200}"u8);
        Assert.Equal("https://lambda.eu-west-1.amazonaws.com/2015-03-31/functions/arn:aws:lambda:eu-west-1:123456789012:function:pets/invocations", Text(trace.EndpointUri));
        Assert.Equal(("Root=1-2-3", "{\"statusCode\":200}", 18), (Text(trace.TraceId), Text(trace.AnswerBody), trace.AnswerLength));
    }

    [Fact]
    public void Without_data_no_body_is_watched()
    {
        var trace = _traces.Rent();
        trace.Begin(new TraceSettings("group", ErrorsOnly: false, HasData: false, RequiresKey: false));
        var body = new Doubles.BytesBody([]);
        Assert.Same(body, trace.WatchRequest(body));
        trace.Send("secret"u8);
        Assert.True(trace.EndpointBody.IsEmpty);
    }

    private ExecutionTrace Begun()
    {
        var trace = _traces.Rent();
        trace.Begin(new TraceSettings("group", ErrorsOnly: false, HasData: true, RequiresKey: false));
        return trace;
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.UTF8.GetString(bytes);
}
