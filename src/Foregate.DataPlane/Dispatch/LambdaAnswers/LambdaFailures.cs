// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Json;
using Foregate.DataPlane.Upstream.Functions;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire.Bodies;

namespace Foregate.DataPlane.Dispatch.LambdaAnswers;

/// <summary>What an invocation without a usable answer becomes (aws-apigateway §3.15, §3.16, §4.3), said about one integration.</summary>
internal sealed class LambdaFailures
{
    /// <summary>Characters of a function's own message in the records.</summary>
    private const int MaxMessage = 1024;

    private const string Configuration = "Execution failed due to configuration error: ";

    private readonly Rejections _rejections;
    private readonly string _place;
    private readonly Rejection _functionTimedOut;
    private readonly Rejection _throttled;
    private readonly Rejection _unavailable;
    private readonly Rejection[] _byFault;

    /// <param name="function">As refusals name it.</param>
    /// <param name="timeout">Milliseconds that an answer has.</param>
    public LambdaFailures(string function, int timeout, Compilation c)
    {
        _rejections = c.Rejections;
        _place = c.Path;
        var malformed = _rejections.MalformedAnswer;
        _functionTimedOut = malformed.At(_place, "Lambda execution failed with status 200 due to customer function error: the function did not end in its own time");
        _throttled = _rejections.ApiConfigurationError.At(_place, "Lambda invocation failed with status: 429 (as many invocations as the function may have are running)");
        _unavailable = malformed.At(_place, $"Lambda invocation failed: the function {function} could not be run");
        NotFound = _rejections.ApiConfigurationError.At(_place, $"{Configuration}Invalid permissions on Lambda function (there is no function {function})");
        RequestTooLarge = _rejections.TooLargeAt(_place, c.Options.Quotas.PayloadBytes);
        EventTooLarge = _rejections.RequestTooLarge.At(_place, "Lambda invocation failed with status: 413 (the event is larger than Lambda takes)");
        // HTTP APIs have one answer for all that a function does not do (§4.3).
        IntegrationTimeout = (c.Kind == ApiKind.Rest
            ? _rejections.IntegrationTimeout
            : new Rejection(RejectionReason.IntegrationTimeout, 500, malformed.Message, malformed.ErrorType, Blame.Backend))
            .At(_place, $"Execution failed due to a timeout error (no answer within the integration's {timeout} ms)");
        _byFault = new Rejection[(int)AnswerFault.BadPrelude + 1];
        for (var fault = AnswerFault.NotJson; fault <= AnswerFault.BadPrelude; fault++)
        {
            var detail = Text(fault);
            // Recorded on REST: what cannot be converted is the definition's fault.
            _byFault[(int)fault] = fault == AnswerFault.NotBase64
                ? _rejections.ApiConfigurationError.At(_place, Configuration + detail)
                : malformed.At(_place, "Execution failed due to configuration error: Malformed Lambda proxy response (" + detail + ")");
        }
    }

    public Rejection RequestTooLarge { get; }

    public Rejection EventTooLarge { get; }

    public Rejection NotFound { get; }

    /// <summary>As many invocations as may are waiting or running.</summary>
    public Rejection Throttled => _throttled;

    public Rejection IntegrationTimeout { get; }

    public Rejection Of(AnswerFault fault) => _byFault[(int)fault];

    /// <summary>A streamed answer whose beginning is none (aws-apigateway §3.23: 500).</summary>
    public Rejection OfStream(AnswerFault fault) => _rejections.Default5xx.At(_place, _byFault[(int)fault].Detail);

    /// <summary>A stream that ended before it had begun.</summary>
    public Rejection OfStream(BodyStatus status) => status switch
    {
        BodyStatus.TimedOut => IntegrationTimeout,
        BodyStatus.Malformed => _rejections.Default5xx.At(
            _place, "Execution failed due to configuration error: Malformed Lambda proxy response (eight bytes of zero must end its head within its first 16 KiB)"),
        _ => _rejections.MalformedAnswer.At(_place, "Lambda execution failed with status 200 due to customer function error: it broke off its answer"),
    };

    /// <param name="isCallers">Whether the time that ended was the caller's.</param>
    public Rejection Of(in FunctionAnswer answer, bool isCallers) => answer.Outcome switch
    {
        FunctionOutcome.FunctionError => _rejections.MalformedAnswer.At(
            _place, "Lambda execution failed with status 200 due to customer function error: " + Message(answer.Payload.Span) + RequestId(answer)),
        FunctionOutcome.TimedOut => isCallers ? IntegrationTimeout : _functionTimedOut,
        FunctionOutcome.Throttled => _throttled,
        FunctionOutcome.NotFound => NotFound,
        FunctionOutcome.ClientGone => _rejections.ClientGone,
        _ => _unavailable,
    };

    /// <summary>$context.integrationStatus: what the Lambda service says of the invocation; 0 for nothing.</summary>
    public static int ServiceStatus(FunctionOutcome outcome) => outcome switch
    {
        FunctionOutcome.Answered or FunctionOutcome.FunctionError => 200,
        FunctionOutcome.Throttled => 429,
        FunctionOutcome.NotFound => 404,
        FunctionOutcome.Unavailable => 502,
        _ => 0,
    };

    private static string RequestId(in FunctionAnswer answer) => answer.RequestId == Guid.Empty ? "" : $". Lambda request id: {answer.RequestId}";

    /// <summary>The errorMessage of an error object, or that there is none.</summary>
    private static string Message(ReadOnlySpan<byte> error)
    {
        try
        {
            var reader = new Utf8JsonReader(error);
            if (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
            {
                while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
                {
                    var isMessage = reader.ValueTextEquals("errorMessage"u8);
                    reader.Read();
                    if (isMessage && reader.TokenType == JsonTokenType.String)
                    {
                        // A message may be as large as an answer: only its beginning is looked at.
                        var text = reader.ValueSpan.Length <= MaxMessage ? reader.GetString()! : Encoding.UTF8.GetString(reader.ValueSpan[..MaxMessage]);
                        return text.Length > 0 ? text : "no message";
                    }

                    reader.Skip();
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Said below.
        }

        return "no message";
    }

    private static string Text(AnswerFault fault) => fault switch
    {
        AnswerFault.NotJson => "it is not JSON",
        AnswerFault.NotAnObject => "it is not an object",
        AnswerFault.UnknownMember => "it has a member other than statusCode, headers, multiValueHeaders, body and isBase64Encoded",
        AnswerFault.BadStatusCode => "its statusCode is no whole number from 200 to 599",
        AnswerFault.BadHeaders => "its headers or multiValueHeaders are not an object",
        AnswerFault.BadHeaderValue => "a header has a name or a value that HTTP or the format does not allow: values are texts or booleans, those of multiValueHeaders lists of them",
        AnswerFault.TooManyHeaders => "it has more than 256 header values",
        AnswerFault.BadCookies => "its cookies are not a list of texts",
        AnswerFault.BadBody => "its body is not a text",
        AnswerFault.BadIsBase64Encoded => "its isBase64Encoded is neither true nor false",
        AnswerFault.NotBase64 => "Unable to base64 decode the body",
        AnswerFault.BadPrelude => "before a streamed body it may say statusCode, headers, multiValueHeaders and cookies only",
        _ => "it is larger than Lambda lets an answer be",
    };
}
