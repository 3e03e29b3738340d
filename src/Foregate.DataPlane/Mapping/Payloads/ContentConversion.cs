// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.Buffers.Text;
using System.Text;
using System.Text.Unicode;
using Foregate.DataPlane.Wire;
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Mapping.Payloads;

/// <summary>AWS's table of contentHandling and binaryMediaTypes (aws-apigateway §3.10), and what its cells do to bytes.</summary>
internal static class ContentConversion
{
    /// <param name="isBinary">Whether binaryMediaTypes lists the request's Content-Type.</param>
    public static PayloadChange OfRequest(bool isBinary, ContentHandling? handling) => (isBinary, handling) switch
    {
        (false, ContentHandling.ConvertToBinary) => PayloadChange.Decode,
        (false, _) => PayloadChange.Text,
        (true, ContentHandling.ConvertToText) => PayloadChange.Encode,
        (true, _) => PayloadChange.Bytes,
    };

    /// <param name="isBinary">Whether binaryMediaTypes lists the Content-Type of the integration's answer.</param>
    /// <param name="isAccepted">Whether it lists what the client accepts first.</param>
    public static PayloadChange OfResponse(bool isBinary, bool isAccepted, ContentHandling? handling) => (isBinary, isAccepted, handling) switch
    {
        (false, _, ContentHandling.ConvertToBinary) => PayloadChange.Decode,
        (false, true, null) => PayloadChange.Decode,
        (false, _, _) => PayloadChange.Text,
        (true, _, ContentHandling.ConvertToBinary) => PayloadChange.Bytes,
        (true, true, null) => PayloadChange.Bytes,
        (true, _, _) => PayloadChange.Encode,
    };

    /// <summary>Whether the outcome is text, so that templates can be used on it.</summary>
    public static bool IsText(PayloadChange change) => change is PayloadChange.Text or PayloadChange.Encode;

    /// <summary>Changes a payload. False when it is to be decoded and is no base64.</summary>
    /// <param name="room">Where the outcome is written if it is not the payload itself; what was in it is lost.</param>
    /// <param name="changed">The outcome: the payload, or what is in the room.</param>
    public static bool TryApply(PayloadChange change, ReadOnlyMemory<byte> payload, ByteWriter room, out ReadOnlyMemory<byte> changed)
    {
        changed = payload;
        if (change == PayloadChange.Bytes || payload.IsEmpty || (change == PayloadChange.Text && Utf8.IsValid(payload.Span)))
        {
            return true;
        }

        room.Clear();
        switch (change)
        {
            case PayloadChange.Encode:
                Base64.EncodeToUtf8(payload.Span, room.GetSpan(Base64.GetMaxEncodedToUtf8Length(payload.Length)), out _, out var encoded);
                room.Advance(encoded);
                break;
            case PayloadChange.Decode:
                if (Base64.DecodeFromUtf8(Unquoted(payload.Span), room.GetSpan(Base64.GetMaxDecodedFromUtf8Length(payload.Length)), out _, out var decoded) != OperationStatus.Done)
                {
                    return false;
                }

                room.Advance(decoded);
                break;
            default:
                Mend(payload.Span, room);
                break;
        }

        changed = room.WrittenMemory;
        return true;
    }

    // What a Lambda function returns as a text comes as JSON: AWS decodes what is between the quotes.
    private static ReadOnlySpan<byte> Unquoted(ReadOnlySpan<byte> payload)
    {
        payload = payload.Trim(" \t\r\n"u8);
        return payload is [(byte)'"', .., (byte)'"'] ? payload[1..^1] : payload;
    }

    private static void Mend(ReadOnlySpan<byte> bytes, ByteWriter room)
    {
        while (!bytes.IsEmpty)
        {
            var status = Rune.DecodeFromUtf8(bytes, out _, out var length);
            room.Write(status == OperationStatus.Done ? bytes[..length] : "\uFFFD"u8);
            bytes = bytes[length..];
        }
    }
}
