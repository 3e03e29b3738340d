// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using Foregate.DataPlane.Dispatch.MappedRequests;
using Foregate.DataPlane.Dispatch.RequestMapping;
using Foregate.DataPlane.Mapping.Payloads;
using Foregate.DataPlane.Upstream.Backends;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Awaiting;
using Foregate.DataPlane.Wire.Bodies;
using Rest = Foregate.Definitions.ApiGateway;
using V2 = Foregate.Definitions.ApiGatewayV2;

namespace Foregate.DataPlane.Dispatch.Integrations;

/// <summary>HTTP_PROXY of both kinds of API: asks an HTTP back end and hands its answer on as it arrives (aws-apigateway §3.5, §3.16, §4.4).</summary>
internal sealed class HttpProxyIntegration : IStep
{
    private readonly Destination _destination;
    private readonly RequestHeadTemplate _head;
    private readonly WholePayload? _whole;
    private readonly IntegrationMethod _method;
    private readonly int _timeout;
    private readonly long _limit;
    private readonly long _answerLimit;
    private readonly bool _streams;
    private readonly bool _isRest;
    private readonly TimeProvider _time;
    private readonly BackendFailures _failures;

    private HttpProxyIntegration(IntegrationUri uri, Destination destination, RequestPlan plan, string? method, int timeout, WholePayload? whole, bool streams, Compilation c)
    {
        _limit = c.Options.Quotas.PayloadBytes;
        _isRest = c.Kind == ApiKind.Rest;
        _time = c.Options.Time;
        _failures = new BackendFailures(timeout, c);
        _streams = streams;
        _answerLimit = streams ? long.MaxValue : _limit;
        _whole = whole;
        _destination = destination;
        _head = new RequestHeadTemplate(plan, uri.Authority, c);
        _method = IntegrationMethod.Of(method, c);
        _timeout = timeout;
    }

    /// <summary>For a method of a REST API.</summary>
    public static IStep? For(Rest.Integration integration, Rest.ApiSnapshot api, string[] pathNames, Compilation c) =>
        Read(integration.Uri, c, out var step) is not { } uri ? step
        : Destination.Of(integration, uri.Origin, c, out var unreachable) is not { } destination ? IntegrationKinds.Misconfigured(unreachable!)
        : Make(
            uri, destination, RestRequestMapping.Compile(integration, uri, pathNames, c), integration.HttpMethod, integration.TimeoutInMillis,
            integration.ContentHandling is { } handling ? (handling, api) : null, integration.ResponseTransferMode == Rest.ResponseTransferMode.Stream, c);

    /// <summary>For a route of an HTTP API.</summary>
    public static IStep? For(V2.Integration integration, string routeKey, Compilation c) =>
        Read(integration.IntegrationUri, c, out var step) is { } uri
            ? Make(uri, new Destination(c.Ledgers.Of(BackendPools.Make).Get(uri.Origin)), HttpRequestMapping.Compile(integration, uri, routeKey, c), integration.IntegrationMethod, integration.TimeoutInMillis, null, streams: false, c)
            : step;

    public ValueTask<Verdict> InvokeAsync(Exchange exchange)
    {
        if (RequestBodies.IsTooLarge(exchange, _limit))
        {
            return Verdict.Reject(_failures.RequestTooLarge);
        }

        return _whole is null ? Send(exchange, exchange.Body) : SendWhole(exchange, _whole);
    }

    private ValueTask<Verdict> SendWhole(Exchange exchange, WholePayload whole)
    {
        var making = whole.MakeAsync(exchange);
        return making.IsCompletedSuccessfully ? SendMade(exchange, making.Result) : AwaitedMade(exchange, making);
    }

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private async ValueTask<Verdict> AwaitedMade(Exchange exchange, ValueTask<(IBodyReader? Body, Rejection? Refusal)> making) => await SendMade(exchange, await making);

    private ValueTask<Verdict> SendMade(Exchange exchange, (IBodyReader? Body, Rejection? Refusal) made) =>
        made.Refusal is { } refused ? Verdict.Reject(refused) : Send(exchange, made.Body!);

    private ValueTask<Verdict> Send(Exchange exchange, IBodyReader body)
    {
        var verb = _method.Verb(exchange);
        var length = body.Length;
        // On REST APIs requests that ask go out without a body (aws-apigateway §3.5).
        var hasBody = length != 0 && !(_isRest && verb is HttpVerb.Get or HttpVerb.Head or HttpVerb.Options);
        var call = ProxyCall.Of(exchange);
        var method = _method.Bytes(exchange);
        var unmade = _head.Write(exchange, method, hasBody, length, call.Head);
        if (unmade is not null || exchange.IsMappedBodyInvalid)
        {
            return Verdict.Reject(exchange.IsMappedBodyInvalid ? RequestBodies.InvalidJson : unmade!);
        }

        exchange.Trace?.Ask(_destination.IsSecure, call.Head.Written);
        if (!hasBody)
        {
            exchange.Trace?.Send(default);
        }

        var request = call.Request;
        request.Head = call.Head.WrittenMemory;
        request.Verb = verb;
        request.BodyIsChunked = hasBody && length is null;
        request.TimeoutMilliseconds = _timeout;
        var asking = _destination.SendAsync(request, hasBody ? body : null, exchange.Caller);
        return asking.IsCompletedSuccessfully ? Take(exchange, call, asking.Result) : Awaited(exchange, call, asking);
    }

    /// <summary>Where an HTTP integration goes; null after noting a fault, or with the step that answers instead.</summary>
    public static IntegrationUri? Read(string? text, Compilation c, out IStep? instead)
    {
        var uri = IntegrationUri.Read(text, c, out var error, out var isForVariables);
        instead = null;
        if (uri is null && isForVariables)
        {
            // The definition may be right in a stage that sets its variables: this one answers as AWS does.
            instead = IntegrationKinds.Misconfigured(
                c.Rejections.ApiConfigurationError.At(c.Path, "Execution failed due to configuration error: Invalid endpoint address (" + error + ")"));
        }
        else if (uri is null)
        {
            c.Fault(error);
        }

        return uri;
    }

    private static IStep Make(
        IntegrationUri uri, Destination destination, RequestPlan plan, string? method, int timeout, (Rest.ContentHandling Handling, Rest.ApiSnapshot Api)? content,
        bool streams, Compilation c)
    {
        if (plan.Misconfigured is { } misconfigured)
        {
            return IntegrationKinds.Misconfigured(misconfigured);
        }

        var whole = content is { } said ? new WholePayload(said.Handling, new BinaryMediaTypes(said.Api.BinaryMediaTypes), c)
            : plan.ReadsBody ? new WholePayload(null, null, c)
            : null;
        return new HttpProxyIntegration(uri, destination, plan, method, timeout, whole, streams, c);
    }

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private async ValueTask<Verdict> Awaited(Exchange exchange, ProxyCall call, ValueTask<BackendCall> asking) => await Take(exchange, call, await asking);

    private ValueTask<Verdict> Take(Exchange exchange, ProxyCall call, BackendCall answer)
    {
        exchange.IntegrationStartedAt = answer.StartedAt;
        exchange.IntegrationAnsweredAt = answer.FirstByteAt;
        exchange.IntegrationResponse.IsStreamed = _streams;
        if (answer.Outcome != BackendOutcome.Answered)
        {
            return Fail(exchange, answer, _failures.Of(answer));
        }

        exchange.IntegrationResponse.AllHeadersAt = answer.HeadAt;
        var length = answer.Body.Length;
        if (length > _answerLimit)
        {
            return Fail(exchange, answer, _failures.AnswerTooLarge(length, _limit));
        }

        if (length == 0)
        {
            exchange.IntegrationResponse.Set(answer.Head.Status, answer.Head.Headers, null, answer);
            return Verdict.Continue;
        }

        // Nothing is answered before the first piece is there, which nearly always came with the head: AWS waits for the whole of it.
        var starting = call.Answer.StartAsync(answer.Body, _answerLimit);
        return starting.IsCompletedSuccessfully ? Start(exchange, call, answer, starting.Result) : AwaitedStart(exchange, call, answer, starting);
    }

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private async ValueTask<Verdict> AwaitedStart(Exchange exchange, ProxyCall call, BackendCall answer, ValueTask<BodyStatus> starting) =>
        Start(exchange, call, answer, await starting);

    private Verdict Start(Exchange exchange, ProxyCall call, BackendCall answer, BodyStatus first)
    {
        if (first is BodyStatus.Data or BodyStatus.End)
        {
            exchange.IntegrationResponse.FirstContentAt = first == BodyStatus.Data ? answer.FirstContentAt : 0;
            exchange.IntegrationResponse.Set(answer.Head.Status, answer.Head.Headers, call.Answer, answer);
            return Verdict.Continue;
        }

        if (first == BodyStatus.TooLarge)
        {
            return Fail(exchange, answer, _failures.AnswerTooLarge(null, _limit));
        }

        answer.BreakOff(first);
        return Fail(exchange, answer, _failures.Of(answer));
    }

    private Verdict Fail(Exchange exchange, BackendCall answer, Rejection rejection)
    {
        exchange.IntegrationAnsweredAt = _time.GetTimestamp();
        exchange.IntegrationResponse.Hold(answer);
        return Verdict.Reject(rejection);
    }
}
