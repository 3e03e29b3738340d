// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using Foregate.DataPlane.Dispatch.MappedRequests;
using Foregate.DataPlane.Upstream.Backends;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Awaiting;
using Foregate.DataPlane.Wire.Bodies;

namespace Foregate.DataPlane.Dispatch.Integrations;

/// <summary>Sends what a non-proxy integration has made, and reads the answer whole (aws-apigateway §3.10, §3.16).</summary>
/// <param name="timeout">Milliseconds that an answer has.</param>
internal sealed class MappedExchange(int timeout, Compilation c)
{
    private readonly BackendFailures _failures = new(timeout, c);
    private readonly int _timeout = timeout;
    private readonly long _limit = c.Options.Quotas.PayloadBytes;
    private readonly TimeProvider _time = c.Options.Time;

    /// <summary>Requests that ask go out without a body (§3.5).</summary>
    public static bool HasBody(HttpVerb verb) => verb is not (HttpVerb.Get or HttpVerb.Head or HttpVerb.Options);

    /// <param name="call">With request line and headers in its head, and its payload.</param>
    public ValueTask<Verdict> SendAsync(Exchange exchange, MappedCall call, Destination destination, HttpVerb verb)
    {
        var hasBody = !call.Payload.IsEmpty && HasBody(verb);
        var head = call.Head;
        head.Write("Connection: keep-alive\r\n"u8);
        if (hasBody || verb is HttpVerb.Post or HttpVerb.Put or HttpVerb.Patch)
        {
            head.Write("Content-Length: "u8);
            head.WriteDecimal(hasBody ? call.Payload.Length : 0);
            head.Write("\r\n"u8);
        }

        head.Write("\r\n"u8);
        call.PayloadBody.Set(hasBody ? call.Payload : default);
        var request = call.Request;
        exchange.Trace?.Ask(destination.IsSecure, head.Written);
        exchange.Trace?.Send(hasBody ? call.Payload.Span : default);
        request.Head = head.WrittenMemory;
        request.Verb = verb;
        request.BodyIsChunked = false;
        request.TimeoutMilliseconds = _timeout;
        var asking = destination.SendAsync(request, hasBody ? call.PayloadBody : null, exchange.Caller);
        return asking.IsCompletedSuccessfully ? Take(exchange, call, asking.Result) : Awaited(exchange, call, asking);
    }

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private async ValueTask<Verdict> Awaited(Exchange exchange, MappedCall call, ValueTask<BackendCall> asking) => await Take(exchange, call, await asking);

    private ValueTask<Verdict> Take(Exchange exchange, MappedCall call, BackendCall answer)
    {
        call.Hold(answer);
        exchange.IntegrationStartedAt = answer.StartedAt;
        exchange.IntegrationAnsweredAt = answer.FirstByteAt;
        if (answer.Outcome != BackendOutcome.Answered)
        {
            return Fail(exchange, _failures.Of(answer));
        }

        var reading = call.Answer.ReadAsync(answer.Body, _limit);
        return reading.IsCompletedSuccessfully ? End(exchange, call, answer, reading.Result) : AwaitedEnd(exchange, call, answer, reading);
    }

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private async ValueTask<Verdict> AwaitedEnd(Exchange exchange, MappedCall call, BackendCall answer, ValueTask<BodyStatus> reading) =>
        End(exchange, call, answer, await reading);

    private Verdict End(Exchange exchange, MappedCall call, BackendCall answer, BodyStatus status)
    {
        exchange.IntegrationAnsweredAt = _time.GetTimestamp();
        exchange.IntegrationResponse.AllHeadersAt = answer.HeadAt;
        if (status == BodyStatus.End)
        {
            var whole = call.Answer.Bytes;
            exchange.IntegrationResponse.FirstContentAt = whole.IsEmpty ? 0 : answer.FirstContentAt;
            call.AnswerBody.Set(whole);
            exchange.IntegrationResponse.Set(answer.Head.Status, answer.Head.Headers, whole, whole.IsEmpty ? null : call.AnswerBody, call);
            return Verdict.Continue;
        }

        if (status == BodyStatus.TooLarge)
        {
            return Fail(exchange, _failures.AnswerTooLarge(answer.Body.Length, _limit));
        }

        answer.BreakOff(status);
        return Fail(exchange, _failures.Of(answer));
    }

    private Verdict Fail(Exchange exchange, Rejection rejection)
    {
        exchange.IntegrationAnsweredAt = _time.GetTimestamp();
        return Verdict.Reject(rejection);
    }
}
