// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using Foregate.DataPlane.Dispatch.LambdaAnswers;
using Foregate.DataPlane.Dispatch.LambdaEvents;
using Foregate.DataPlane.Dispatch.LambdaPermissions;
using Foregate.DataPlane.Dispatch.RequestMapping;
using Foregate.DataPlane.Mapping;
using Foregate.DataPlane.Mapping.Payloads;
using Foregate.DataPlane.Upstream.Functions;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Awaiting;
using Foregate.DataPlane.Wire.Bodies;
using Foregate.DataPlane.Wire.Heads;
using Rest = Foregate.Definitions.ApiGateway;
using V2 = Foregate.Definitions.ApiGatewayV2;

namespace Foregate.DataPlane.Dispatch.Integrations;

/// <summary>AWS_PROXY of both kinds of API: asks a Lambda function with the whole request as its event, and answers what it returns (aws-apigateway §3.15, §4.3).</summary>
internal sealed class LambdaProxyIntegration : IStep
{
    private readonly InvokedFunction _function;
    private readonly LambdaCalls _calls;
    private readonly LambdaFailures _failures;
    private readonly Rejection? _misconfigured;
    private readonly Rejection? _notPosted;
    private readonly LambdaEvent? _event;
    private readonly ProxyAnswer _answer;
    private readonly BinaryMediaTypes? _binaryMediaTypes;
    private readonly StreamPrelude? _prelude;
    private readonly int _timeout;
    private readonly long _limit;
    private readonly int _functionLimit;
    private readonly TimeProvider _time;
    private readonly Rejections _rejections;

    private LambdaProxyIntegration(
        InvokedFunction function, Rejection? misconfigured, Rejection? notPosted, LambdaEvent? writer, ProxyAnswer answer, BinaryMediaTypes? binaryMediaTypes, bool streams, int timeout, Compilation c)
    {
        _function = function;
        _calls = c.Ledgers.Of(LambdaCalls.Make);
        _failures = new LambdaFailures(function.Key, timeout, c);
        _misconfigured = misconfigured;
        _notPosted = notPosted;
        _event = writer;
        _answer = answer;
        _binaryMediaTypes = binaryMediaTypes;
        _prelude = streams ? StreamPrelude.Instance : null;
        _timeout = timeout;
        _limit = c.Options.Quotas.PayloadBytes;
        _functionLimit = c.Options.Quotas.FunctionPayloadBytes;
        _time = c.Options.Time;
        _rejections = c.Rejections;
    }

    /// <summary>For a method of a REST API.</summary>
    public static IStep? For(Rest.Integration integration, Rest.Method method, Rest.ApiSnapshot api, Rest.Resource resource, Compilation c)
    {
        var types = new BinaryMediaTypes(api.BinaryMediaTypes);
        var writer = new ProxyEvent1(resource.Path, resource.Id, PathTemplate.Names(resource.Path), types, c);
        var function = InvokedFunction.Find(integration.Uri, integration.Credentials, $"{method.HttpMethod} {resource.Path}", c);
        return Make(function, integration.HttpMethod, integration.TimeoutInMillis, writer, new ProxyAnswer1(tellsTrace: true), types, RestRequestMapping.ForbiddenHeader(integration, c), c,
            streams: integration.ResponseTransferMode == Rest.ResponseTransferMode.Stream);
    }

    /// <summary>For a route of an HTTP API.</summary>
    public static IStep? For(V2.Integration integration, string routeKey, Compilation c)
    {
        var space = routeKey.IndexOf(' ', StringComparison.Ordinal);
        var path = space < 0 ? routeKey : routeKey[(space + 1)..];
        string[] names = space < 0 ? [] : PathTemplate.Names(path);
        if (integration.RequestParameters.Count > 0)
        {
            c.Fault("Request parameters of integrations with Lambda functions are not served. Remove them; the event has the whole request.");
        }

        var isFirst = integration.PayloadFormatVersion == "1.0";
        if (!isFirst && integration.PayloadFormatVersion != "2.0")
        {
            c.Fault($"There is no payload format version \"{integration.PayloadFormatVersion}\". Use 1.0 or 2.0.");
            return null;
        }

        LambdaEvent writer = isFirst ? new ProxyEvent1(path, null, names, null, c) : new ProxyEvent2(routeKey, names, c);
        ProxyAnswer answer = isFirst ? new ProxyAnswer1(tellsTrace: false) : new ProxyAnswer2();
        var function = InvokedFunction.Find(integration.IntegrationUri, integration.CredentialsArn, routeKey, c);
        return Make(function, integration.IntegrationMethod ?? "POST", integration.TimeoutInMillis, writer, answer, null, null, c);
    }

    public ValueTask<Verdict> InvokeAsync(Exchange exchange)
    {
        if (RequestBodies.IsTooLarge(exchange, _limit))
        {
            return Verdict.Reject(_failures.RequestTooLarge);
        }

        if ((_misconfigured ?? (exchange.Verb == HttpVerb.Post ? null : _notPosted)) is { } misconfigured)
        {
            return Verdict.Reject(misconfigured);
        }

        var call = _calls.Rent();
        exchange.IntegrationResponse.Hold(call);
        // An event has the whole body.
        var body = exchange.Body;
        while (true)
        {
            var reading = body.ReadAsync();
            if (!reading.IsCompletedSuccessfully)
            {
                return Awaited(exchange, call, body, reading);
            }

            var chunk = reading.Result;
            if (chunk.Status == BodyStatus.End)
            {
                return Ask(exchange, call);
            }

            if (Take(chunk, call) is { } refused)
            {
                return Verdict.Reject(refused);
            }
        }
    }

    private static LambdaProxyIntegration? Make(
        InvokedFunction? function, string? method, int timeout, LambdaEvent writer, ProxyAnswer answer, BinaryMediaTypes? types, Rejection? forbidden, Compilation c,
        bool streams = false)
    {
        const string Configuration = "Execution failed due to configuration error: ";
        if (function is null)
        {
            return null;
        }

        var misconfigured = function.Error is { } error ? c.Rejections.ApiConfigurationError.At(c.Path, Configuration + "Invalid permissions on Lambda function (" + error + ")") : forbidden;
        var notPosted = method == "POST" ? null : c.Rejections.ApiConfigurationError.At(
            c.Path, Configuration + $"Lambda functions are invoked by POST, and the integration's method is {method ?? "the client's"}");
        var isAny = method is null or "" or "ANY";
        return new LambdaProxyIntegration(function, misconfigured ?? (isAny ? null : notPosted), isAny ? notPosted : null, writer, answer, types, streams, timeout, c);
    }

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private async ValueTask<Verdict> Awaited(Exchange exchange, LambdaCall call, IBodyReader body, ValueTask<BodyChunk> reading)
    {
        while (true)
        {
            var chunk = await reading;
            if (chunk.Status == BodyStatus.End)
            {
                return await Ask(exchange, call);
            }

            if (Take(chunk, call) is { } refused)
            {
                return Verdict.Reject(refused);
            }

            reading = body.ReadAsync();
        }
    }

    private Rejection? Take(BodyChunk chunk, LambdaCall call)
    {
        if (chunk.Status != BodyStatus.Data)
        {
            return RequestBodies.Rejection(chunk.Status, _rejections);
        }

        if (call.Body.Length + chunk.Bytes.Length > _limit)
        {
            return _failures.RequestTooLarge;
        }

        call.Body.Write(chunk.Bytes.Span);
        return null;
    }

    private ValueTask<Verdict> Ask(Exchange exchange, LambdaCall call)
    {
        var target = _function.Target();
        if (target is null && exchange.Trace is null)
        {
            return Verdict.Reject(_failures.NotFound);
        }

        var function = call.Function;
        function.TraceId = TraceIds.Of(exchange, call.Trace);
        _event!.Write(exchange, call);
        if (call.Event.Length > _functionLimit)
        {
            return Verdict.Reject(_failures.EventTooLarge);
        }

        function.Payload = call.Event.WrittenMemory;
        function.TakesStream = _prelude is not null;
        _function.Ask(exchange, function, _timeout);
        if (target is null)
        {
            // A log tells what it would have been asked.
            return Verdict.Reject(_failures.NotFound);
        }

        exchange.IntegrationStartedAt = _time.GetTimestamp();
        var asking = target.InvokeAsync(function);
        return asking.IsCompletedSuccessfully ? Take(exchange, call, asking.Result) : Awaited(exchange, call, asking);
    }

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private async ValueTask<Verdict> Awaited(Exchange exchange, LambdaCall call, ValueTask<FunctionAnswer> asking) => await Take(exchange, call, await asking);

    private ValueTask<Verdict> Take(Exchange exchange, LambdaCall call, FunctionAnswer answer)
    {
        call.Keep(answer);
        exchange.IntegrationAnsweredAt = _time.GetTimestamp();
        var response = exchange.IntegrationResponse;
        response.ServiceStatus = LambdaFailures.ServiceStatus(answer.Outcome);
        response.ServiceRequestId = answer.RequestId;
        exchange.Trace?.Receive(answer.Payload.Span);
        if (answer.Outcome != FunctionOutcome.Answered)
        {
            // Who ended it is not told: time tells.
            var isCallers = answer.Outcome == FunctionOutcome.TimedOut
                && _time.GetElapsedTime(exchange.IntegrationStartedAt, exchange.IntegrationAnsweredAt).TotalMilliseconds >= _timeout;
            return Verdict.Reject(_failures.Of(answer, isCallers));
        }

        if (_prelude is not null)
        {
            return Begin(exchange, call, answer);
        }

        // An invocation's answer comes at once, head and body.
        response.AllHeadersAt = response.FirstContentAt = exchange.IntegrationAnsweredAt;
        if (answer.Payload.Length > _functionLimit)
        {
            return Verdict.Reject(_failures.Of(AnswerFault.TooLarge));
        }

        var decodes = _binaryMediaTypes is null
            || _binaryMediaTypes.Match(exchange.Request.Headers.TryGet(KnownHeader.Accept, out var accept) ? accept : default);

        // Of a function that streams, who does not take streams gets the head (aws-apigateway §3.23).
        var payload = _binaryMediaTypes is null ? answer.Payload : StreamedAnswer.PreludeOf(answer.Payload);
        var fault = (payload.Length < answer.Payload.Length ? StreamPrelude.Instance : _answer).Read(payload, call, decodes, out var status, out var body);
        if (fault != AnswerFault.None)
        {
            return Verdict.Reject(_failures.Of(fault));
        }

        call.AnswerBody.Set(body);
        response.Set(status, call.AnswerHeaders, body.IsEmpty ? null : call.AnswerBody, call);
        return Verdict.Continue;
    }

    /// <summary>Answers while the function still runs: as soon as it has said with what status.</summary>
    private ValueTask<Verdict> Begin(Exchange exchange, LambdaCall call, FunctionAnswer answer)
    {
        if (answer.Stream is { } stream && !stream.Attach(exchange.Caller))
        {
            return Verdict.Reject(_rejections.ClientGone);
        }

        var starting = call.Streamed.StartAsync(answer);
        return starting.IsCompletedSuccessfully ? Begin(exchange, call, starting.Result) : AwaitedBegin(exchange, call, starting);
    }

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private async ValueTask<Verdict> AwaitedBegin(Exchange exchange, LambdaCall call, ValueTask<BodyStatus> starting) => Begin(exchange, call, await starting);

    private Verdict Begin(Exchange exchange, LambdaCall call, BodyStatus started)
    {
        var response = exchange.IntegrationResponse;
        exchange.IntegrationAnsweredAt = _time.GetTimestamp();
        response.IsStreamed = true;
        if (started != BodyStatus.Data)
        {
            return Verdict.Reject(exchange.Caller.IsGone ? _rejections.ClientGone : _failures.OfStream(started));
        }

        response.AllHeadersAt = exchange.IntegrationAnsweredAt;
        call.Streamed.TellTo(response, _time);
        var fault = _prelude!.Read(call.Streamed.Prelude, call, decodesBase64: false, out var status, out _);
        if (fault != AnswerFault.None)
        {
            return Verdict.Reject(_failures.OfStream(fault));
        }

        if (call.AnswerHeaders.TryGet(KnownHeader.ContentLength, out var text))
        {
            if (!BodyFraming.TryReadLength(text, out var length))
            {
                return Verdict.Reject(_failures.OfStream(AnswerFault.BadHeaderValue));
            }

            call.Streamed.Expect(length);
        }

        response.Set(status, call.AnswerHeaders, call.Streamed, call);
        return Verdict.Continue;
    }
}
