// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;
using Foregate.Definitions;
using Foregate.Definitions.Lambda;

namespace Foregate.ControlPlane.Operations.Lambda;

/// <summary>Invoke: runs a function by whatever runs functions here, and says what came of it. Changes nothing in the account.</summary>
internal static class Invocations
{
    /// <summary>Runs an invocation. One that nobody waits for ends as soon as it is accepted.</summary>
    public delegate ValueTask<Execution> Executor(Invocation invocation, CancellationToken cancellationToken);

    public enum ExecutionOutcome
    {
        /// <summary>The payload is what the function returned.</summary>
        Returned,

        /// <summary>The payload is the error object: the function threw, ran out of time, or its process ended.</summary>
        FunctionError,

        /// <summary>An invocation that nobody waits for will be run.</summary>
        Accepted,

        /// <summary>As many run as may.</summary>
        Throttled,

        /// <summary>It could not be run at all; the message says why.</summary>
        NotRun,
    }

    private const int TailBytes = 4096;

    public sealed record InvocationRequest
    {
        public required string FunctionName { get; init; }

        public string? Qualifier { get; init; }

        /// <summary><c>RequestResponse</c> when <see langword="null"/>; or <c>Event</c> or <c>DryRun</c>.</summary>
        public string? InvocationType { get; init; }

        /// <summary><c>None</c> when <see langword="null"/>; or <c>Tail</c>, of invocations that are waited for.</summary>
        public string? LogType { get; init; }

        /// <summary>A JSON object in base64.</summary>
        public string? ClientContext { get; init; }

        /// <summary>JSON; none is an empty object.</summary>
        public ReadOnlyMemory<byte> Payload { get; init; }
    }

    /// <param name="StatusCode">200, 202 for an event, 204 for a dry run.</param>
    /// <param name="FunctionError"><c>Unhandled</c> when the payload is an error object.</param>
    /// <param name="LogResult">The end of the log, in base64.</param>
    /// <param name="ExecutedVersion"><c>$LATEST</c> or a number, whatever alias was called.</param>
    /// <param name="RequestId">What the function knows it by; <see langword="null"/> where it was not run.</param>
    public sealed record InvocationResponse(
        int StatusCode, string? FunctionError, string? LogResult, ReadOnlyMemory<byte> Payload, string? ExecutedVersion, string? RequestId = null);

    /// <param name="Version">What to run.</param>
    /// <param name="Qualifier">The version or alias that was called: the invoked ARN ends in it.</param>
    /// <param name="Payload">The event.</param>
    /// <param name="ClientContext">JSON as UTF-8; empty for none.</param>
    /// <param name="IsEvent">Whether nobody waits for what comes of it.</param>
    /// <param name="WantsLog">Whether the caller wants the end of the log.</param>
    public sealed record Invocation(
        Function Version, string? Qualifier, ReadOnlyMemory<byte> Payload, ReadOnlyMemory<byte> ClientContext, bool IsEvent, bool WantsLog);

    /// <param name="Outcome">Decides what the payload is.</param>
    /// <param name="Payload">What the function returned, or its error object.</param>
    /// <param name="Log">What the invocation wrote, or the end of it.</param>
    /// <param name="Message">Why it was not run.</param>
    /// <param name="RequestId">What the function knows the invocation by.</param>
    public sealed record Execution(ExecutionOutcome Outcome, ReadOnlyMemory<byte> Payload = default, string? Log = null, string? Message = null, string? RequestId = null);

    public static async ValueTask<OperationResult<InvocationResponse>> InvokeAsync(
        Account account, InvocationRequest request, Executor executor, OperationContext context, CancellationToken cancellationToken)
    {
        if (Check(request, context.Quotas, out var clientContext) is { } invalid)
        {
            return invalid;
        }

        if (FunctionReference.TryFindVersion(account, request.FunctionName, request.Qualifier, out var reference) is { } error)
        {
            return error;
        }

        if (reference.Version!.TenantIsolationMode is not null)
        {
            return AwsError.NotBuilt("tenant isolation of functions");
        }

        if (request.InvocationType == "DryRun")
        {
            return OperationResult<InvocationResponse>.Done(account, new InvocationResponse(204, null, null, default, null));
        }

        var isEvent = request.InvocationType == "Event";
        var version = reference.Version!;
        var invocation = new Invocation(
            version, reference.Qualifier, request.Payload.IsEmpty ? "{}"u8.ToArray() : request.Payload, clientContext, isEvent, request.LogType == "Tail" && !isEvent);
        var execution = await executor(invocation, cancellationToken);
        return execution.Outcome switch
        {
            ExecutionOutcome.Throttled => AwsError.RateExceeded(),
            ExecutionOutcome.NotRun => AwsError.NotRun(execution.Message ?? "The function could not be run."),
            _ when isEvent => OperationResult<InvocationResponse>.Done(account, new InvocationResponse(202, null, null, default, null)),
            var outcome => OperationResult<InvocationResponse>.Done(account, new InvocationResponse(
                200,
                outcome == ExecutionOutcome.FunctionError ? "Unhandled" : null,
                invocation.WantsLog ? Tail(execution.Log ?? "") : null,
                execution.Payload,
                version.Version,
                execution.RequestId)),
        };
    }

    private static AwsError? Check(InvocationRequest request, Quotas quotas, out ReadOnlyMemory<byte> clientContext)
    {
        clientContext = default;
        if (request.InvocationType is not (null or "RequestResponse" or "Event" or "DryRun"))
        {
            return AwsError.ValidationFailed(request.InvocationType, "invocationType", "Member must satisfy enum value set: [Event, DryRun, RequestResponse]");
        }

        if (request.LogType is not (null or "None" or "Tail"))
        {
            return AwsError.ValidationFailed(request.LogType, "logType", "Member must satisfy enum value set: [None, Tail]");
        }

        var limit = request.InvocationType == "Event" ? quotas.FunctionEventBytes : quotas.FunctionPayloadBytes;
        if (request.Payload.Length > limit)
        {
            return AwsError.PayloadTooLarge(limit);
        }

        if (!request.Payload.IsEmpty && WhyNotJson(request.Payload.Span) is { } why)
        {
            return AwsError.PayloadNotJson(why);
        }

        if (string.IsNullOrEmpty(request.ClientContext))
        {
            return null;
        }

        var bytes = new byte[request.ClientContext.Length];
        if (!Convert.TryFromBase64String(request.ClientContext, bytes, out var written) || WhyNotJson(bytes.AsSpan(0, written)) is not null || !IsObject(bytes.AsSpan(0, written)))
        {
            return AwsError.ClientContextNotJson();
        }

        clientContext = bytes.AsMemory(0, written);
        return null;
    }

    private static bool IsObject(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        return reader.Read() && reader.TokenType == JsonTokenType.StartObject;
    }

    private static string? WhyNotJson(ReadOnlySpan<byte> json)
    {
        try
        {
            var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = 1000 });
            while (reader.Read())
            {
                // A string's escapes and characters are looked at only when it is read.
                if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && (reader.ValueIsEscaped || !System.Text.Unicode.Utf8.IsValid(reader.ValueSpan)))
                {
                    reader.GetString();
                }
            }

            return null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return exception.Message;
        }
    }

    /// <summary>The last 4 KB, from the beginning of a character on.</summary>
    private static string Tail(string log)
    {
        var bytes = Encoding.UTF8.GetBytes(log);
        var start = Math.Max(0, bytes.Length - TailBytes);
        while (start < bytes.Length && start > 0 && (bytes[start] & 0xC0) == 0x80)
        {
            start++;
        }

        return Convert.ToBase64String(bytes.AsSpan(start));
    }
}
