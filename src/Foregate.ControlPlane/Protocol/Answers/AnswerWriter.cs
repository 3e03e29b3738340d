// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Protocol.Shapes;
using Foregate.ControlPlane.Protocol.Values;

namespace Foregate.ControlPlane.Protocol.Answers;

/// <summary>Writes what an operation gave, or why it did not, as its shape says (rest-json, the server's side). What is absent is left out.</summary>
internal static class AnswerWriter
{
    private static readonly JsonWriterOptions s_options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private const int FirstBuffer = 16 * 1024;

    private const int LargestKeptBuffer = 1024 * 1024;

    // A list of 500 has a hundred kilobytes: what grows towards them anew in each call keeps the collector busy.
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? t_buffer;

    public static ProtocolAnswer Write(OperationShape operation, WireValue output)
    {
        var headers = new List<KeyValuePair<string, string>>();
        var body = operation.Output is { } shape ? Write(shape, output, headers) : default;
        var status = operation.Output?.Members.FirstOrDefault(static member => member.Location == MemberLocation.StatusCode) is { } member && output[member.Name] is { } said
            ? checked((int)said.Integer)
            : operation.StatusCode;
        return new ProtocolAnswer { StatusCode = status, Headers = headers, Body = status == 204 ? default : body };
    }

    /// <param name="model">Where the error's shape is looked for.</param>
    /// <param name="details">Members of the error besides its message.</param>
    public static ProtocolAnswer Write(AwsError error, ServiceModel model, WireValue? details = null)
    {
        var headers = new List<KeyValuePair<string, string>> { new("x-amzn-ErrorType", error.Code) };
        // The name of the message differs between models; where there is no shape, it is AWS's usual one, but for what is not allowed.
        if (model.Shapes.GetValueOrDefault(error.Code) is not { } shape)
        {
            return Answer(error, headers, Message(error.Code == "AccessDeniedException" ? "Message" : "message", error.Message, headers));
        }

        var members = details ?? WireValue.Empty;
        var message = shape.Members.FirstOrDefault(static member => member.Name.Equals("message", StringComparison.OrdinalIgnoreCase));
        return Answer(error, headers, Write(shape, message is null ? members : members.With((message.Name, error.Message)), headers));
    }

    private static ProtocolAnswer Answer(AwsError error, List<KeyValuePair<string, string>> headers, ReadOnlyMemory<byte> body) =>
        new() { StatusCode = error.StatusCode, Headers = headers, Body = body };

    /// <summary>The body of a structure; what it has in headers goes to <paramref name="headers"/>.</summary>
    private static ReadOnlyMemory<byte> Write(Shape shape, WireValue value, List<KeyValuePair<string, string>> headers)
    {
        foreach (var member in shape.Members)
        {
            if (value[member.Name] is { } said)
            {
                HeaderWriter.Write(member, said, headers);
            }
        }

        if (shape.Payload is not { } payload)
        {
            return Json(shape, value, TimestampFormat.ByPlace, headers);
        }

        switch (value[payload.Name])
        {
            case null:
                return default;
            case { Kind: WireKind.Bytes } blob when payload.Shape.Type == ShapeType.Blob:
                AddContentType(headers, "application/octet-stream");
                return blob.Bytes;
            case { Kind: WireKind.Text } text when payload.Shape.Type is ShapeType.String or ShapeType.Blob:
                AddContentType(headers, "text/plain");
                return Encoding.UTF8.GetBytes(text.Text);
            case { } other:
                return Json(payload.Shape, other, payload.TimestampFormat, headers);
        }
    }

    private static ReadOnlyMemory<byte> Json(Shape shape, WireValue value, TimestampFormat format, List<KeyValuePair<string, string>> headers)
    {
        AddContentType(headers, "application/json");
        var buffer = t_buffer ??= new ArrayBufferWriter<byte>(FirstBuffer);
        buffer.ResetWrittenCount();
        using (var writer = new Utf8JsonWriter(buffer, s_options))
        {
            BodyWriter.Write(writer, shape, value, format);
        }

        if (buffer.Capacity > LargestKeptBuffer)
        {
            t_buffer = null;
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static ReadOnlyMemory<byte> Message(string name, string message, List<KeyValuePair<string, string>> headers)
    {
        AddContentType(headers, "application/json");
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, s_options))
        {
            writer.WriteStartObject();
            writer.WriteString(name, message);
            writer.WriteEndObject();
        }

        return buffer.WrittenMemory;
    }

    private static void AddContentType(List<KeyValuePair<string, string>> headers, string contentType)
    {
        if (!headers.Exists(static header => header.Key.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)))
        {
            headers.Add(new("Content-Type", contentType));
        }
    }
}
