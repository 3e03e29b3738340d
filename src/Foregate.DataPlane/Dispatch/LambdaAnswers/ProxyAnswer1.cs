// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Dispatch.LambdaEvents;

namespace Foregate.DataPlane.Dispatch.LambdaAnswers;

/// <summary>The answer of payload format 1.0 (aws-apigateway §3.15, recorded): an object of known members, each of which may be absent.</summary>
internal sealed class ProxyAnswer1 : ProxyAnswer
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

        var text = parts[AnswerPart.Body];
        return fault != AnswerFault.None ? fault : ReadBody(payload.Slice(text.Offset, text.Length), call, isBase64 && decodesBase64, ref body);
    }
}
