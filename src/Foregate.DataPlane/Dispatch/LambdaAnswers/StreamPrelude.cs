// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Dispatch.LambdaEvents;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Dispatch.LambdaAnswers;

/// <summary>What a function says of its answer before it streams the body (aws-apigateway §3.23): status, headers, cookies, and nothing else.</summary>
internal sealed class StreamPrelude : ProxyAnswer
{
    public static StreamPrelude Instance { get; } = new();

    protected override AnswerFault ReadParts(ReadOnlyMemory<byte> payload, LambdaCall call, bool decodesBase64, ref int status, ref ReadOnlyMemory<byte> body)
    {
        var bytes = payload.Span;
        var fault = Split(bytes, isStrict: false, out var parts);
        if (fault != AnswerFault.None)
        {
            return fault;
        }

        if (!parts[AnswerPart.Other].IsEmpty || !parts[AnswerPart.Body].IsEmpty || !parts[AnswerPart.IsBase64Encoded].IsEmpty)
        {
            return AnswerFault.BadPrelude;
        }

        var code = parts[AnswerPart.StatusCode];
        if (!code.IsEmpty && !TryReadStatus(code.In(bytes), out status))
        {
            return AnswerFault.BadStatusCode;
        }

        var lists = parts[AnswerPart.MultiValueHeaders];
        if (!lists.IsEmpty)
        {
            fault = ReadMultiValueHeaders(lists.In(bytes), call);
        }

        var headers = parts[AnswerPart.Headers];
        if (fault == AnswerFault.None && !headers.IsEmpty)
        {
            fault = ReadHeaders(headers.In(bytes), call, isMerged: !lists.IsEmpty);
        }

        var cookies = parts[AnswerPart.Cookies];
        if (fault == AnswerFault.None && !cookies.IsEmpty)
        {
            fault = ReadCookies(cookies.In(bytes), call);
        }

        if (fault == AnswerFault.None && !call.AnswerHeaders.Has(KnownHeader.XAmznTraceId))
        {
            // An answer that is full of headers goes out without it.
            _ = Add(call, "X-Amzn-Trace-Id"u8, call.Function.TraceId.Span);
        }

        return fault;
    }
}
