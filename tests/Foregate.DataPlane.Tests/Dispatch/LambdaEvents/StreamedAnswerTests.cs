// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire.Bodies;
using Foregate.DataPlane.Wire.Heads;
using Microsoft.Extensions.Time.Testing;

namespace Foregate.DataPlane.Tests.Dispatch.LambdaEvents;

/// <summary>Functions that answer while they run (aws-apigateway §3.23), through the integration and the answer's way.</summary>
public sealed class StreamedAnswerTests
{
    private const string Zeros = "\0\0\0\0\0\0\0\0";

    [Theory]
    [InlineData("{\"statusCode\":201,\"headers\":{\"X-A\":\"b\"}}" + Zeros + "one", " two")]
    [InlineData("{\"statusCode\":201,\"head", "ers\":{\"X-A\":\"b\"}}" + "\0\0\0", "\0\0\0\0\0one two")]
    [InlineData("{\"statusCode\":201,\"headers\":{\"X-A\":\"b\"}}" + Zeros, "one", " ", "two")]
    public async Task The_body_is_what_follows_eight_zeros(params string[] pieces)
    {
        using var behind = FunctionBehind.Rest(streams: true);
        var stream = new StreamDouble(BodyStatus.End, pieces);
        behind.Function.Stream = stream;
        var sink = await behind.RunAsync("POST /prod/x HTTP/1.1", [("proxy", "x")]);
        Assert.True(behind.Function.StreamIsTaken);
        Assert.Equal((201, "one two", false), (sink.Status, sink.Body, behind.Last!.IsTruncated));
        Assert.True(behind.Last.Response.Has(KnownHeader.XAmznTraceId));
        Assert.True(stream.IsReleased);
    }

    [Theory]
    [InlineData(5, 12, "{\"statusCode\":201}" + Zeros, "one", "two")]
    [InlineData(5, 5, "{\"statusCode\":201}" + Zeros + "one", "two", "three")]
    [InlineData(12, 23, "{\"statusCode\"", ":201}" + Zeros, "one")]
    public async Task It_is_told_when_headers_and_content_came(int headers, int content, params string[] pieces)
    {
        var time = new FakeTimeProvider();
        using var behind = FunctionBehind.Rest(streams: true, time: time);
        behind.Function.Stream = new StreamDouble(BodyStatus.End, pieces) { Before = at => time.Advance(TimeSpan.FromMilliseconds(at switch { 0 => 5, 1 => 7, _ => 11 })) };
        await behind.RunAsync("POST /prod/x HTTP/1.1", [("proxy", "x")]);
        var exchange = behind.Last!;
        Assert.Equal(headers, time.GetElapsedTime(exchange.IntegrationStartedAt, exchange.IntegrationResponse.AllHeadersAt).TotalMilliseconds);
        Assert.Equal(content, time.GetElapsedTime(exchange.IntegrationStartedAt, exchange.IntegrationResponse.FirstContentAt).TotalMilliseconds);
    }

    [Fact]
    public async Task An_answer_that_came_whole_is_read_alike()
    {
        using var behind = FunctionBehind.Rest(streams: true);
        var sink = await behind.AnswerAsync("{\"statusCode\":202}" + Zeros + "body");
        Assert.Equal((202, "body"), (sink.Status, sink.Body));
    }

    [Fact]
    public async Task Who_buffers_is_given_cookies_too()
    {
        using var behind = FunctionBehind.Rest();
        var sink = await behind.AnswerAsync("{\"statusCode\":202,\"cookies\":[\"a=b\"]}" + Zeros + "body");
        Assert.Equal((202, ""), (sink.Status, sink.Body));
        Assert.True(behind.Last!.Response.Has(KnownHeader.SetCookie));
    }

    [Fact]
    public async Task Who_buffers_is_given_the_head_alone()
    {
        using var behind = FunctionBehind.Rest();
        var sink = await behind.AnswerAsync("{\"statusCode\":202}" + Zeros + "body");
        Assert.False(behind.Function.StreamIsTaken);
        Assert.Equal((202, ""), (sink.Status, sink.Body));
    }

    [Theory]
    [InlineData("{\"body\":\"x\"}" + Zeros, "before a streamed body it may say")]
    [InlineData("{\"more\":1}" + Zeros, "before a streamed body it may say")]
    [InlineData("{\"statusCode\":\"x\"}" + Zeros, "its statusCode is no whole number")]
    [InlineData("{\"headers\":{\"Content-Length\":\"x\"}}" + Zeros, "a header has a name or a value")]
    [InlineData("nonsense" + Zeros, "it is not JSON")]
    [InlineData("{}", "eight bytes of zero")]
    public async Task What_is_no_head_is_an_error(string said, string detail)
    {
        using var behind = FunctionBehind.Rest(streams: true);
        var stream = new StreamDouble(BodyStatus.End, said);
        behind.Function.Stream = stream;
        var sink = await behind.RunAsync("POST /prod/x HTTP/1.1", [("proxy", "x")]);
        Assert.Equal((500, "{\"message\":\"Internal server error\"}"), (sink.Status, sink.Body));
        Assert.Contains(detail, behind.Last!.Rejection!.Detail, StringComparison.Ordinal);
        Assert.True(stream.IsReleased);
    }

    [Fact]
    public async Task A_head_that_does_not_end_is_an_error()
    {
        using var behind = FunctionBehind.Rest(streams: true);
        behind.Function.Stream = new StreamDouble(BodyStatus.End, [.. Enumerable.Repeat(new string(' ', 1024), 17), Zeros]);
        Assert.Equal(500, (await behind.RunAsync("POST /prod/x HTTP/1.1", [("proxy", "x")])).Status);
    }

    [Theory]
    [InlineData((int)BodyStatus.TimedOut, 504, RejectionReason.IntegrationTimeout)]
    [InlineData((int)BodyStatus.Aborted, 502, RejectionReason.Default5xx)]
    public async Task A_stream_that_ends_before_its_head_is_no_answer(int end, int status, object reason)
    {
        using var behind = FunctionBehind.Rest(streams: true);
        behind.Function.Stream = new StreamDouble((BodyStatus)end, "{");
        Assert.Equal(status, (await behind.RunAsync("POST /prod/x HTTP/1.1", [("proxy", "x")])).Status);
        Assert.Equal(reason, behind.Last!.Rejection!.Reason);
    }

    [Theory]
    [InlineData("5", "12345", false)]
    [InlineData("6", "12345", true)]
    [InlineData("4", "12345", true)]
    public async Task A_length_that_was_promised_is_held(string length, string body, bool isTruncated)
    {
        using var behind = FunctionBehind.Rest(streams: true);
        behind.Function.Stream = new StreamDouble(BodyStatus.End, $"{{\"headers\":{{\"Content-Length\":\"{length}\"}}}}{Zeros}", body);
        await behind.RunAsync("POST /prod/x HTTP/1.1", [("proxy", "x")]);
        Assert.Equal(isTruncated, behind.Last!.IsTruncated);
        Assert.Equal(long.Parse(length, System.Globalization.CultureInfo.InvariantCulture), behind.Last.Response.ContentLength);
    }

    [Fact]
    public async Task What_breaks_off_is_no_clean_end()
    {
        using var behind = FunctionBehind.Rest(streams: true);
        var stream = new StreamDouble(BodyStatus.Aborted, "{}" + Zeros + "half");
        behind.Function.Stream = stream;
        await behind.RunAsync("POST /prod/x HTTP/1.1", [("proxy", "x")]);
        Assert.True(behind.Last!.IsTruncated);
        Assert.True(stream.IsReleased);
    }
}
