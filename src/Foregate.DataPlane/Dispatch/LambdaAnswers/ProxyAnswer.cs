// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using Foregate.DataPlane.Dispatch.LambdaEvents;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Dispatch.LambdaAnswers;

/// <summary>
/// Reads what a function returned into status, header lines and body, without a tree of it. What both formats share; each says what it takes for
/// an answer.
/// </summary>
internal abstract class ProxyAnswer
{
    /// <summary>Levels of JSON that an answer may have.</summary>
    private const int MaxDepth = 1024;

    /// <summary>Reads the answer into the call.</summary>
    /// <param name="decodesBase64">Whether a body that is base64 goes out decoded.</param>
    public AnswerFault Read(ReadOnlyMemory<byte> payload, LambdaCall call, bool decodesBase64, out int status, out ReadOnlyMemory<byte> body)
    {
        status = 200;
        body = default;
        call.AnswerLines.Clear();
        call.AnswerHeaders.Clear();
        call.AnswerText.Clear();
        try
        {
            return ReadParts(payload, call, decodesBase64, ref status, ref body);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // Not JSON, or a text in it is not Unicode.
            return AnswerFault.NotJson;
        }
    }

    protected abstract AnswerFault ReadParts(ReadOnlyMemory<byte> payload, LambdaCall call, bool decodesBase64, ref int status, ref ReadOnlyMemory<byte> body);

    protected static Utf8JsonReader Reader(ReadOnlySpan<byte> json) => new(json, new JsonReaderOptions { MaxDepth = MaxDepth });

    /// <summary>Finds the members of the answer. The last of a name counts, as JSON readers have it.</summary>
    /// <param name="isStrict">Whether a member that is none of an answer's makes it none.</param>
    protected static AnswerFault Split(ReadOnlySpan<byte> payload, bool isStrict, out AnswerParts parts)
    {
        parts = default;
        var reader = Reader(payload);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            reader.Read();
            return AnswerFault.NotAnObject;
        }

        parts.IsObject = true;
        var fault = AnswerFault.None;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var part = reader.ValueTextEquals("statusCode"u8) ? AnswerPart.StatusCode
                : reader.ValueTextEquals("headers"u8) ? AnswerPart.Headers
                : reader.ValueTextEquals("multiValueHeaders"u8) ? AnswerPart.MultiValueHeaders
                : reader.ValueTextEquals("body"u8) ? AnswerPart.Body
                : reader.ValueTextEquals("isBase64Encoded"u8) ? AnswerPart.IsBase64Encoded
                : reader.ValueTextEquals("cookies"u8) ? AnswerPart.Cookies
                : AnswerPart.Other;
            if (isStrict && part is AnswerPart.Other or AnswerPart.Cookies)
            {
                fault = AnswerFault.UnknownMember;
            }

            reader.Read();
            var start = (int)reader.TokenStartIndex;
            reader.Skip();
            parts.Set(part, reader.TokenType == JsonTokenType.Null ? default : new ByteRange(start, (int)reader.BytesConsumed - start));
        }

        // Whatever follows the object makes this throw.
        reader.Read();
        return fault;
    }

    /// <summary>A whole number from 200 to 599, or a text of one.</summary>
    protected static bool TryReadStatus(ReadOnlySpan<byte> json, out int status)
    {
        if (json.Length > 2 && json[0] == (byte)'"')
        {
            json = json[1..^1];
        }

        return Utf8Parser.TryParse(json, out status, out var read) && read == json.Length && status is >= 200 and <= 599;
    }

    protected static bool TryReadBoolean(ReadOnlySpan<byte> json, out bool value)
    {
        value = json.SequenceEqual("true"u8);
        return value || json.IsEmpty || json.SequenceEqual("false"u8);
    }

    /// <summary>Reads an object of single values into header lines.</summary>
    /// <param name="isMerged">Whether names and pairs that are there already keep their spelling, and are not said twice.</param>
    protected static AnswerFault ReadHeaders(ReadOnlySpan<byte> json, LambdaCall call, bool isMerged)
    {
        var reader = Reader(json);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return AnswerFault.BadHeaders;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = Text(ref reader, call.Scratch);
            reader.Read();
            var from = call.Scratch.Length;
            if (!TryAppendValue(ref reader, call.Scratch))
            {
                return AnswerFault.BadHeaderValue;
            }

            var fault = isMerged ? Merge(call, name, call.Scratch.Written[from..]) : Add(call, name.In(call.Scratch.Written), call.Scratch.Written[from..]);
            if (fault != AnswerFault.None)
            {
                return fault;
            }
        }

        return AnswerFault.None;
    }

    /// <summary>Reads an object of lists into header lines.</summary>
    protected static AnswerFault ReadMultiValueHeaders(ReadOnlySpan<byte> json, LambdaCall call)
    {
        var reader = Reader(json);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            return AnswerFault.BadHeaders;
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = Text(ref reader, call.Scratch);
            reader.Read();
            if (reader.TokenType != JsonTokenType.StartArray)
            {
                return AnswerFault.BadHeaderValue;
            }

            var from = call.Scratch.Length;
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                call.Scratch.Truncate(from);
                if (!TryAppendValue(ref reader, call.Scratch))
                {
                    return AnswerFault.BadHeaderValue;
                }

                var fault = Add(call, name.In(call.Scratch.Written), call.Scratch.Written[from..]);
                if (fault != AnswerFault.None)
                {
                    return fault;
                }
            }
        }

        return AnswerFault.None;
    }

    /// <summary>Reads a list of cookies into set-cookie lines.</summary>
    protected static AnswerFault ReadCookies(ReadOnlySpan<byte> json, LambdaCall call)
    {
        var reader = Reader(json);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            return AnswerFault.BadCookies;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.String)
            {
                return AnswerFault.BadCookies;
            }

            var fault = Add(call, "set-cookie"u8, Text(ref reader, call.Scratch).In(call.Scratch.Written));
            if (fault != AnswerFault.None)
            {
                return fault;
            }
        }

        return AnswerFault.None;
    }

    /// <summary>Adds a header line.</summary>
    protected static AnswerFault Add(LambdaCall call, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        // A value's white space at its ends is not part of it (RFC 9110 §5.5).
        value = value.Trim(" \t"u8);
        if (!HeaderLine.IsToken(name) || name.Length > ushort.MaxValue || !HeaderLine.IsFieldValue(value))
        {
            return AnswerFault.BadHeaderValue;
        }

        var lines = call.AnswerLines;
        var start = lines.Length;
        lines.Write(name);
        lines.Write(": "u8);
        lines.Write(value);
        lines.Write("\r\n"u8);
        call.AnswerHeaders.Bytes = lines.Buffer;
        return call.AnswerHeaders.Add(new HeaderField(start, name.Length, start + name.Length + 2, value.Length, KnownHeaders.Find(name)))
            ? AnswerFault.None
            : AnswerFault.TooManyHeaders;
    }

    /// <summary>Reads the body: a slice of the payload where that is its text already.</summary>
    protected static AnswerFault ReadBody(ReadOnlyMemory<byte> json, LambdaCall call, bool isBase64, ref ReadOnlyMemory<byte> body)
    {
        var text = json.Span;
        if (text.IsEmpty)
        {
            return AnswerFault.None;
        }

        if (text[0] != (byte)'"')
        {
            return AnswerFault.BadBody;
        }

        var writer = call.AnswerText;
        body = json[1..^1];
        if (text.Contains((byte)'\\'))
        {
            var reader = Reader(text);
            reader.Read();
            writer.Advance(reader.CopyString(writer.GetSpan(text.Length)));
            body = writer.WrittenMemory;
        }

        if (!isBase64 || body.IsEmpty)
        {
            return AnswerFault.None;
        }

        var start = writer.Length;
        var to = writer.GetSpan(Base64.GetMaxDecodedFromUtf8Length(body.Length));
        var done = Base64.DecodeFromUtf8(body.Span, to, out _, out var written);
        writer.Advance(written);
        body = writer.WrittenMemory[start..];
        return done == OperationStatus.Done ? AnswerFault.None : AnswerFault.NotBase64;
    }

    /// <summary>Adds a line of "headers" beside those of "multiValueHeaders": the name as written there, and no pair twice (recorded, documented).</summary>
    private static AnswerFault Merge(LambdaCall call, ByteRange nameRange, ReadOnlySpan<byte> value)
    {
        var headers = call.AnswerHeaders;
        var name = nameRange.In(call.Scratch.Written);
        var first = headers.IndexOf(name, ignoreCase: true);
        if (first < 0)
        {
            return Add(call, name, value);
        }

        for (var at = first; at >= 0; at = headers.IndexOf(name, ignoreCase: true, at + 1))
        {
            if (headers.Value(headers.Fields[at]).SequenceEqual(value))
            {
                return AnswerFault.None;
            }
        }

        // The lines may move when they grow: the name is copied first.
        var from = call.Scratch.Length;
        call.Scratch.Write(headers.Name(headers.Fields[first]));
        var spelled = call.Scratch.Written[from..];
        return Add(call, spelled, call.Scratch.Written.Slice(from - value.Length, value.Length));
    }

    /// <summary>Where in the writer the reader's text stands now; the writer is begun anew.</summary>
    private static ByteRange Text(ref Utf8JsonReader reader, ByteWriter writer)
    {
        writer.Clear();
        writer.Advance(reader.CopyString(writer.GetSpan(reader.ValueSpan.Length)));
        return new ByteRange(0, writer.Length);
    }

    private static bool TryAppendValue(ref Utf8JsonReader reader, ByteWriter writer)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.String:
                writer.Advance(reader.CopyString(writer.GetSpan(reader.ValueSpan.Length)));
                return true;
            case JsonTokenType.True:
                writer.Write("true"u8);
                return true;
            case JsonTokenType.False:
                writer.Write("false"u8);
                return true;
            default:
                return false;
        }
    }
}
