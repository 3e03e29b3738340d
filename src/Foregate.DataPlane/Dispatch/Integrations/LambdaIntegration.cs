// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.Buffers.Text;
using System.Runtime.CompilerServices;
using System.Text;
using Foregate.DataPlane.Dispatch.LambdaAnswers;
using Foregate.DataPlane.Dispatch.LambdaPermissions;
using Foregate.DataPlane.Dispatch.MappedRequests;
using Foregate.DataPlane.Dispatch.RequestMapping;
using Foregate.DataPlane.Mapping;
using Foregate.DataPlane.Mapping.Payloads;
using Foregate.DataPlane.Upstream.Functions;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire.Awaiting;
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Dispatch.Integrations;

/// <summary>AWS with a Lambda URI: invokes a function with what the template makes of the request; what it returns is the answer (aws-apigateway §3.5, §3.9).</summary>
internal sealed class LambdaIntegration : MappedIntegration
{
    private readonly InvokedFunction _function;
    private readonly EventInvocations _events;
    private readonly HeaderMapping? _invocationType;
    private readonly HeaderMapping? _clientContext;
    private readonly LambdaFailures _failures;
    private readonly Rejection _badInvocation;
    private readonly int _functionLimit;
    private readonly TimeProvider _time;

    private LambdaIntegration(InvokedFunction function, RequestPlan plan, Integration integration, BinaryMediaTypes types, Compilation c)
        : base(plan, integration, types, c)
    {
        _function = function;
        _events = c.Ledgers.Of(EventInvocations.Make);
        _invocationType = Array.Find(plan.Headers, static mapping => Ascii.EqualsIgnoreCase(mapping.Name, "X-Amz-Invocation-Type"u8));
        _clientContext = Array.Find(plan.Headers, static mapping => Ascii.EqualsIgnoreCase(mapping.Name, "X-Amz-Client-Context"u8));
        _failures = new LambdaFailures(function.Key, integration.TimeoutInMillis, c);
        _badInvocation = c.Rejections.ApiConfigurationError.At(
            c.Path, "Lambda invocation failed with status: 400 (X-Amz-Invocation-Type is none of RequestResponse, Event and DryRun, or X-Amz-Client-Context no base64)");
        _functionLimit = c.Options.Quotas.FunctionPayloadBytes;
        _time = c.Options.Time;
    }

    public static IStep? For(Integration integration, Method method, ApiSnapshot api, Resource resource, Compilation c)
    {
        const string Configuration = "Execution failed due to configuration error: ";
        if (InvokedFunction.Find(integration.Uri, integration.Credentials, $"{method.HttpMethod} {resource.Path}", c) is not { } function)
        {
            return null;
        }

        if (function.Error is { } error)
        {
            return IntegrationKinds.Misconfigured(c.Rejections.ApiConfigurationError.At(c.Path, $"{Configuration}Invalid permissions on Lambda function ({error})"));
        }

        if (integration.HttpMethod != "POST")
        {
            return IntegrationKinds.Misconfigured(c.Rejections.ApiConfigurationError.At(
                c.Path, $"{Configuration}Lambda functions are invoked by POST, and the integration's method is {integration.HttpMethod ?? "the client's"}"));
        }

        var plan = RestRequestMapping.Compile(integration, "", "", PathTemplate.Names(resource.Path), isProxy: false, signs: true, c);
        return plan.Misconfigured is { } misconfigured
            ? IntegrationKinds.Misconfigured(misconfigured)
            : new LambdaIntegration(function, plan, integration, new BinaryMediaTypes(api.BinaryMediaTypes), c);
    }

    protected override ValueTask<Verdict> Ask(Exchange exchange, MappedCall call)
    {
        var target = _function.Target();
        if (target is null && exchange.Trace is null)
        {
            return Verdict.Reject(_failures.NotFound);
        }

        if (call.Payload.Length > _functionLimit)
        {
            return Verdict.Reject(_failures.EventTooLarge);
        }

        if (!call.Payload.IsEmpty && FunctionEvent.Check(call.Payload.Span) is { } unread)
        {
            return Verdict.Reject(unread);
        }

        var function = call.Function;
        function.Payload = call.Payload.IsEmpty ? "{}"u8.ToArray() : call.Payload;
        function.TraceId = TraceIds.Of(exchange, call.Trace);
        if (!TryReadContext(exchange, call, function) || !TryReadType(exchange, call, out var type) || exchange.IsMappedBodyInvalid)
        {
            return Verdict.Reject(exchange.IsMappedBodyInvalid ? RequestBodies.InvalidJson : _badInvocation);
        }

        _function.Ask(exchange, function, Timeout);
        if (call.Payload.IsEmpty)
        {
            // Recorded: the log tells nothing as sent, where the function sees an empty object.
            exchange.Trace?.Send(default);
        }

        if (target is null)
        {
            // A log tells what it would have been asked.
            return Verdict.Reject(_failures.NotFound);
        }

        exchange.IntegrationStartedAt = _time.GetTimestamp();
        if (type != InvocationType.RequestResponse)
        {
            return Accept(exchange, call, target, type);
        }

        var asking = target.InvokeAsync(function);
        return asking.IsCompletedSuccessfully ? Take(exchange, call, asking.Result) : Awaited(exchange, call, asking);
    }

    /// <summary>Lambda answers at once, without a body, to an event that it will run and to a dry run.</summary>
    private Verdict Accept(Exchange exchange, MappedCall call, FunctionTarget target, InvocationType type)
    {
        exchange.IntegrationAnsweredAt = exchange.IntegrationResponse.AllHeadersAt = _time.GetTimestamp();
        if (type == InvocationType.Event && !_events.TryAdd(target, call.Function))
        {
            exchange.IntegrationResponse.ServiceStatus = 429;
            return Verdict.Reject(_failures.Throttled);
        }

        exchange.IntegrationResponse.ServiceStatus = type == InvocationType.Event ? 202 : 204;
        exchange.IntegrationResponse.Set(exchange.IntegrationResponse.ServiceStatus, null, null, call);
        return Verdict.Continue;
    }

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private async ValueTask<Verdict> Awaited(Exchange exchange, MappedCall call, ValueTask<FunctionAnswer> asking) => Take(exchange, call, await asking);

    private Verdict Take(Exchange exchange, MappedCall call, FunctionAnswer answer)
    {
        call.Hold(answer.Lease);
        exchange.IntegrationAnsweredAt = _time.GetTimestamp();
        var response = exchange.IntegrationResponse;
        response.ServiceStatus = LambdaFailures.ServiceStatus(answer.Outcome);
        response.ServiceRequestId = answer.RequestId;
        if (answer.Outcome is not (FunctionOutcome.Answered or FunctionOutcome.FunctionError))
        {
            var isCallers = answer.Outcome == FunctionOutcome.TimedOut
                && _time.GetElapsedTime(exchange.IntegrationStartedAt, exchange.IntegrationAnsweredAt).TotalMilliseconds >= Timeout;
            return Verdict.Reject(_failures.Of(answer, isCallers));
        }

        if (answer.Payload.Length > _functionLimit)
        {
            return Verdict.Reject(_failures.Of(AnswerFault.TooLarge));
        }

        // An invocation's answer comes at once, head and body.
        response.AllHeadersAt = response.FirstContentAt = exchange.IntegrationAnsweredAt;
        // A function that threw has answered too: its error object is what the selection patterns look into.
        call.AnswerBody.Set(answer.Payload);
        response.Set(200, null, answer.Payload, answer.Payload.IsEmpty ? null : call.AnswerBody, call);
        return Verdict.Continue;
    }

    private bool TryReadType(Exchange exchange, MappedCall call, out InvocationType type)
    {
        type = InvocationType.RequestResponse;
        call.Head.Clear();
        return _invocationType is null || !_invocationType.Value.Write(exchange, call.Head, ValueForm.Text)
            || Enum.TryParse(Encoding.ASCII.GetString(call.Head.Written), out type);
    }

    private bool TryReadContext(Exchange exchange, MappedCall call, FunctionCall function)
    {
        call.Head.Clear();
        if (_clientContext is null || !_clientContext.Value.Write(exchange, call.Head, ValueForm.Text))
        {
            return true;
        }

        var context = new byte[Base64.GetMaxDecodedFromUtf8Length(call.Head.Length)];
        if (Base64.DecodeFromUtf8(call.Head.Written, context, out _, out var length) != OperationStatus.Done)
        {
            return false;
        }

        function.ClientContext = context.AsMemory(0, length);
        return true;
    }

    /// <summary>Lambda's own names.</summary>
    private enum InvocationType
    {
        RequestResponse,
        Event,
        DryRun,
    }
}
