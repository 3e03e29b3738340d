// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using Foregate.DataPlane.Dispatch.LambdaEvents;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Dispatch.LambdaAnswers;

/// <summary>
/// The answer of payload format 2.0 (aws-apigateway §4.3): with a statusCode an answer whose other members are not looked at unless known; without one
/// the body itself, as JSON.
/// </summary>
internal sealed class ProxyAnswer2 : ProxyAnswer
{
    protected override AnswerFault ReadParts(ReadOnlyMemory<byte> payload, LambdaCall call, bool decodesBase64, ref int status, ref ReadOnlyMemory<byte> body)
    {
        var bytes = payload.Span;
        Split(bytes, isStrict: false, out var parts);
        var code = parts[AnswerPart.StatusCode];
        if (code.IsEmpty)
        {
            return Infer(payload, call, ref body);
        }

        if (!TryReadStatus(code.In(bytes), out status))
        {
            return AnswerFault.BadStatusCode;
        }

        if (!TryReadBoolean(parts[AnswerPart.IsBase64Encoded].In(bytes), out var isBase64))
        {
            return AnswerFault.BadIsBase64Encoded;
        }

        var fault = AnswerFault.None;
        var headers = parts[AnswerPart.Headers];
        if (!headers.IsEmpty)
        {
            fault = ReadHeaders(headers.In(bytes), call, isMerged: false);
        }

        if (fault == AnswerFault.None && !call.AnswerHeaders.Has(KnownHeader.ContentType))
        {
            fault = Add(call, "content-type"u8, "text/plain; charset=utf-8"u8);
        }

        var cookies = parts[AnswerPart.Cookies];
        if (fault == AnswerFault.None && !cookies.IsEmpty)
        {
            fault = ReadCookies(cookies.In(bytes), call);
        }

        var text = parts[AnswerPart.Body];
        return fault != AnswerFault.None ? fault : ReadBody(payload.Slice(text.Offset, text.Length), call, isBase64, ref body);
    }

    private static AnswerFault Infer(ReadOnlyMemory<byte> payload, LambdaCall call, ref ReadOnlyMemory<byte> body)
    {
        var reader = Reader(payload.Span);
        reader.Read();
        if (reader.TokenType == JsonTokenType.String)
        {
            // A text goes out without its quotes.
            var start = (int)reader.TokenStartIndex;
            ReadBody(payload[start..(int)reader.BytesConsumed], call, isBase64: false, ref body);
        }
        else
        {
            body = payload;
        }

        return Add(call, "content-type"u8, "application/json"u8);
    }
}
