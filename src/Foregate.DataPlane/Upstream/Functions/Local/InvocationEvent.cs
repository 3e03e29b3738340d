// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Text;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Upstream.Functions.Local;

/// <summary>The answer to a process that asks for its next invocation.</summary>
internal static class InvocationEvent
{
    public static void Write(ByteWriter writer, Guid requestId, long deadline, ReadOnlySpan<byte> arn, FunctionCall call)
    {
        writer.Write("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nLambda-Runtime-Aws-Request-Id: "u8);
        Utf8Formatter.TryFormat(requestId, writer.GetSpan(36), out var written);
        writer.Advance(written);
        writer.Write("\r\nLambda-Runtime-Deadline-Ms: "u8);
        writer.WriteDecimal(deadline);
        writer.Write("\r\nLambda-Runtime-Invoked-Function-Arn: "u8);
        writer.Write(arn);
        WriteHeader(writer, "\r\nLambda-Runtime-Trace-Id: "u8, call.TraceId.Span);
        WriteHeader(writer, "\r\nLambda-Runtime-Client-Context: "u8, call.ClientContext.Span);
        WriteHeader(writer, "\r\nLambda-Runtime-Cognito-Identity: "u8, call.CognitoIdentity.Span);
        writer.Write("\r\nContent-Length: "u8);
        writer.WriteDecimal(call.Payload.Length);
        writer.Write("\r\n\r\n"u8);
        writer.Write(call.Payload.Span);
    }

    private static void WriteHeader(ByteWriter writer, ReadOnlySpan<byte> name, ReadOnlySpan<byte> value)
    {
        // A line end inside would be a header of the caller's making.
        if (!value.IsEmpty && value.IndexOfAnyInRange((byte)0, (byte)31) < 0)
        {
            writer.Write(name);
            writer.Write(value);
        }
    }
}
