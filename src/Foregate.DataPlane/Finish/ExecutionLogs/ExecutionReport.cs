// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Answers;
using Foregate.DataPlane.Finish.Metrics;
using Foregate.DataPlane.Mapping;
using Foregate.DataPlane.Traces;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Finish.ExecutionLogs;

/// <summary>Says what happened to a request in AWS's words and order (aws-apigateway §7.2).</summary>
/// <param name="time">The clock that the exchange's timestamps are of.</param>
internal sealed class ExecutionReport(TimeProvider time)
{
    /// <summary>Whether there is anything to tell: not of a request that went well on a method that logs errors only.</summary>
    public static bool IsTold(Exchange exchange, ExecutionTrace trace) => !trace.Settings.ErrorsOnly || exchange.Rejection is not null || exchange.IsTruncated;

    /// <summary>Everything that its level lets be told.</summary>
    /// <param name="checks">Whether it came through a stage: a test invocation has no checks of usage plans, and does not tell its endpoint's request id.</param>
    public void Fill(Exchange exchange, ExecutionTrace trace, in Outcome outcome, ExecutionLines lines, bool checks)
    {
        var settings = trace.Settings;
        var rejection = exchange.Rejection;
        var end = At(exchange, exchange.FinishedAt);
        if (settings.ErrorsOnly && !settings.HasData)
        {
            Failure(exchange, settings, end, lines);
            Completed(outcome, end, lines);
            return;
        }

        if (checks)
        {
            Checks(exchange, settings, rejection, lines);
        }

        if (!IsBeforeStart(rejection))
        {
            Started(exchange, trace, lines);
            Endpoint(exchange, trace, lines);
        }

        if (rejection is not null || exchange.IsTruncated)
        {
            Failure(exchange, settings, end, lines);
        }
        else
        {
            Answered(exchange, trace, end, lines);
        }

        Completed(outcome, end, lines);
        if (checks && exchange.IntegrationResponse.ServiceRequestId is var id && id != Guid.Empty)
        {
            Write(id, lines.Line(end, "AWS Integration Endpoint RequestId : "u8));
            lines.End();
        }
    }

    /// <summary>Keys, quotas and rates come before the execution: what they refuse was never started.</summary>
    private static bool IsBeforeStart(Rejection? rejection) =>
        rejection?.Reason is RejectionReason.InvalidApiKey or RejectionReason.QuotaExceeded or RejectionReason.Throttled;

    private static void Checks(Exchange exchange, TraceSettings settings, Rejection? rejection, ExecutionLines lines)
    {
        var time = exchange.RequestTimeEpoch;
        lines.Add(time, "Extended Request Id: "u8, exchange.Ids.Extended);
        var key = KeyOf(exchange, settings);
        var line = lines.Line(time, "Verifying Usage Plan for request: "u8);
        line.Write(exchange.Ids.Uuid);
        line.Write(". API Key: "u8);
        FieldMap.Mask(key, line);
        line.Write(" API Stage: "u8);
        WriteStage(exchange, line);
        lines.End();
        if (IsBeforeStart(rejection))
        {
            return;
        }

        line = lines.Line(time, "API Key "u8);
        FieldMap.Mask(key, line);
        line.Write(" authorized because method '"u8);
        line.WriteText(exchange.Route.Plan?.RouteKey ?? "");
        line.Write(settings.RequiresKey
            ? "' requires API Key and API Key is authorized"u8
            : "' does not require API Key. Request will not contribute to throttle or quota limits"u8);
        lines.End();
        line = lines.Line(time, "Usage Plan check succeeded for API Key "u8);
        FieldMap.Mask(key, line);
        line.Write(" and API Stage "u8);
        WriteStage(exchange, line);
        lines.End();
    }

    /// <summary>The key that a method asked for; empty where it asks for none.</summary>
    private static ReadOnlySpan<byte> KeyOf(Exchange exchange, TraceSettings settings)
    {
        ReadOnlySpan<byte> key = default;
        if (settings.RequiresKey)
        {
            exchange.Request.Headers.TryGetLast(KnownHeader.XApiKey, out key);
        }

        return key;
    }

    private static void WriteStage(Exchange exchange, ByteWriter line)
    {
        line.WriteText(exchange.Stage!.ApiId);
        line.Write((byte)'/');
        line.WriteText(exchange.Stage.StageName);
    }

    private static void Started(Exchange exchange, ExecutionTrace trace, ExecutionLines lines)
    {
        var time = exchange.RequestTimeEpoch;
        var request = exchange.Request;
        lines.Add(time, "Starting execution for request: "u8, exchange.Ids.Uuid);
        var line = lines.Line(time, "HTTP Method: "u8);
        line.Write(HttpVerbs.Bytes(exchange.Verb));
        line.Write(", Resource Path: "u8);
        line.Write(request[exchange.StagePath]);
        lines.End();
        if (!trace.Settings.HasData)
        {
            return;
        }

        var fields = new FieldMap(lines.Line(time, "Method request path: "u8));
        var parameters = exchange.Route.Parameters;
        for (var i = 0; i < parameters.Length; i++)
        {
            if (!parameters[i].IsEmpty)
            {
                fields.Add(exchange.Route.Plan!.ParameterNames[i], request[parameters[i]]);
            }
        }

        fields.End();
        lines.End();
        fields = new FieldMap(lines.Line(time, "Method request query string: "u8));
        for (var query = new QueryReader(request[request.Query]); query.Next();)
        {
            fields.Add(query.Name, query.Value);
        }

        fields.End();
        lines.End();
        fields = new FieldMap(lines.Line(time, "Method request headers: "u8));
        foreach (ref readonly var field in request.Headers.Fields)
        {
            fields.Add(request.Headers.Name(field), request.Headers.Value(field));
        }

        fields.End();
        lines.End();
        lines.Add(time, "Method request body before transformations: "u8, trace.RequestBody);
    }

    private void Endpoint(Exchange exchange, ExecutionTrace trace, ExecutionLines lines)
    {
        if (trace.EndpointUri.IsEmpty)
        {
            return;
        }

        var asked = At(exchange, exchange.IntegrationStartedAt);
        if (trace.Settings.HasData)
        {
            lines.Add(asked, "Endpoint request URI: "u8, trace.EndpointUri);
            if (trace.IsFunction)
            {
                InvocationText.Request(exchange, trace, asked, lines);
            }
            else
            {
                lines.Add(asked, "Endpoint request headers: "u8, trace.EndpointHeaders);
            }

            lines.Add(asked, "Endpoint request body after transformations: "u8, trace.EndpointBody);
        }

        lines.Add(asked, "Sending request to "u8, trace.EndpointUri);
        var response = exchange.IntegrationResponse;
        var status = response.ServiceStatus != 0 ? response.ServiceStatus : response.IsPresent ? response.Status : 0;
        if (status == 0)
        {
            return;
        }

        var answered = At(exchange, exchange.IntegrationAnsweredAt);
        var line = lines.Line(answered, "Received response. Status: "u8);
        line.WriteDecimal(status);
        line.Write(", Integration latency: "u8);
        line.WriteDecimal(Math.Max(0, answered - asked));
        line.Write(" ms"u8);
        lines.End();
        if (!trace.Settings.HasData)
        {
            return;
        }

        if (trace.IsFunction)
        {
            InvocationText.Answer(exchange, trace, answered, lines);
        }
        else if (!trace.AnswerHeaders.IsEmpty)
        {
            lines.Add(answered, "Endpoint response headers: "u8, trace.AnswerHeaders);
        }

        lines.Add(answered, "Endpoint response body before transformations: "u8, trace.AnswerBody);
    }

    private static void Answered(Exchange exchange, ExecutionTrace trace, long time, ExecutionLines lines)
    {
        if (trace.Settings.HasData)
        {
            lines.Add(time, "Method response body after transformations: "u8, trace.ResponseBody);
            var response = exchange.Response;
            var fields = new FieldMap(lines.Line(time, "Method response headers: "u8));
            // Recorded: the content's type comes last.
            Tell(response, isType: false, fields);
            Tell(response, isType: true, fields);
            fields.End();
            lines.End();
        }

        lines.Add(time, "Successfully completed execution"u8);
    }

    private static void Tell(ResponseHead response, bool isType, FieldMap fields)
    {
        foreach (ref readonly var field in response.Fields)
        {
            // The gateway's own marks are not the method's.
            if (isType == (field.Id == KnownHeader.ContentType) && field.Id is not (KnownHeader.XAmznRequestId or KnownHeader.XAmzApigwId))
            {
                fields.Add(response.Lines.Slice(field.NameOffset, field.NameLength), response.Lines.Slice(field.ValueOffset, field.ValueLength));
            }
        }
    }

    private static void Failure(Exchange exchange, TraceSettings settings, long time, ExecutionLines lines)
    {
        if (exchange.Rejection is not { } rejection)
        {
            lines.Add(time, "Execution failed: the answer broke off after its head had gone out"u8);
        }
        else if (rejection is { Reason: RejectionReason.InvalidApiKey, Logged: { } unauthorized })
        {
            var line = lines.Line(time, "API Key "u8);
            FieldMap.Mask(KeyOf(exchange, settings), line);
            line.Write(" not authorized because method '"u8);
            line.WriteText(exchange.Route.Plan?.RouteKey ?? "");
            line.Write("' requires API Key and "u8);
            line.WriteText(unauthorized);
            lines.End();
        }
        else if (rejection.Logged is { } limit)
        {
            Exceeded(exchange, rejection.Reason, limit, time, lines);
        }
        else if (rejection.Reason == RejectionReason.BadRequestBody && exchange.ValidationErrors is { } errors)
        {
            var line = lines.Line(time, "Request body does not match model schema for content type "u8);
            line.Write(exchange.Request.Headers.TryGetLast(KnownHeader.ContentType, out var type) ? MediaType.First(type) : MediaType.Json);
            line.Write(": "u8);
            line.WriteText(errors);
            lines.End();
        }
        else if (rejection.Reason == RejectionReason.BadRequestParameters)
        {
            lines.Add(time, default, rejection.Message);
        }
        else if (rejection.Detail is { } detail)
        {
            lines.Add(time, default, detail);
        }
        else if (rejection.Reason == RejectionReason.Default5xx)
        {
            lines.Add(time, "Execution failed due to an internal error"u8);
        }
        else
        {
            lines.Add(time, "Execution failed: "u8, rejection.Message);
        }
    }

    private static void Exceeded(Exchange exchange, RejectionReason reason, string limit, long time, ExecutionLines lines)
    {
        var line = lines.Line(time, reason == RejectionReason.QuotaExceeded ? "Key quota limit exceeded for RestApi "u8 : "Key throttle limit exceeded for RestApi "u8);
        line.WriteText(exchange.Stage!.ApiId);
        line.Write(", Stage "u8);
        line.WriteText(exchange.Stage.StageName);
        line.Write(", Resource "u8);
        line.WriteText(exchange.Route.Plan?.ResourceId ?? "");
        line.Write(", HttpMethod "u8);
        line.Write(HttpVerbs.Bytes(exchange.Verb));
        line.Write(". "u8);
        line.WriteText(limit);
        lines.End();
    }

    private static void Completed(in Outcome outcome, long time, ExecutionLines lines)
    {
        lines.Line(time, "Method completed with status: "u8).WriteDecimal(outcome.Status);
        lines.End();
    }

    private static void Write(Guid id, ByteWriter line)
    {
        id.TryFormat(line.GetSpan(36), out var written);
        line.Advance(written);
    }

    /// <summary>A moment of the request in milliseconds since 1970; one that was not reached is its beginning.</summary>
    private long At(Exchange exchange, long timestamp) => timestamp == 0
        ? exchange.RequestTimeEpoch
        : exchange.RequestTimeEpoch + Math.Max(0, (long)time.GetElapsedTime(exchange.ReceivedAt, timestamp).TotalMilliseconds);
}
