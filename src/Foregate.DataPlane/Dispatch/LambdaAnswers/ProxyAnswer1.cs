// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Dispatch.LambdaEvents;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Dispatch.LambdaAnswers;

/// <summary>The answer of payload format 1.0 (aws-apigateway §3.15, recorded): an object of known members, each of which may be absent.</summary>
/// <param name="tellsTrace">Whether the client is told the trace that the function had (recorded on REST APIs).</param>
internal sealed class ProxyAnswer1(bool tellsTrace) : ProxyAnswer
{
    protected override AnswerFault ReadParts(ReadOnlyMemory<byte> payload, LambdaCall call, bool decodesBase64, ref int status, ref ReadOnlyMemory<byte> body)
    {
        var bytes = payload.Span;
        var fault = Split(bytes, isStrict: true, out var parts);
        if (fault != AnswerFault.None)
        {
            return fault;
        }

        var code = parts[AnswerPart.StatusCode];
        if (!code.IsEmpty && !TryReadStatus(code.In(bytes), out status))
        {
            return AnswerFault.BadStatusCode;
        }

        if (!TryReadBoolean(parts[AnswerPart.IsBase64Encoded].In(bytes), out var isBase64))
        {
            return AnswerFault.BadIsBase64Encoded;
        }

        var lists = parts[AnswerPart.MultiValueHeaders];
        var headers = parts[AnswerPart.Headers];
        if (!lists.IsEmpty)
        {
            fault = ReadMultiValueHeaders(lists.In(bytes), call);
        }

        if (fault == AnswerFault.None && !headers.IsEmpty)
        {
            fault = ReadHeaders(headers.In(bytes), call, isMerged: !lists.IsEmpty);
        }

        if (fault == AnswerFault.None && tellsTrace && !call.AnswerHeaders.Has(KnownHeader.XAmznTraceId))
        {
            // An answer that is full of headers goes out without it.
            _ = Add(call, "X-Amzn-Trace-Id"u8, call.Function.TraceId.Span);
        }

        var text = parts[AnswerPart.Body];
        return fault != AnswerFault.None ? fault : ReadBody(payload.Slice(text.Offset, text.Length), call, isBase64 && decodesBase64, ref body);
    }
}
