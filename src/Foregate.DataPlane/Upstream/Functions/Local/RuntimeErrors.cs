// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.Globalization;
using System.Text.Json;

namespace Foregate.DataPlane.Upstream.Functions.Local;

/// <summary>The error objects that Lambda itself makes where the function could not.</summary>
internal static class RuntimeErrors
{
    public static byte[] TimedOut(Guid requestId, int seconds) =>
        Write("Sandbox.Timedout", string.Create(CultureInfo.InvariantCulture, $"RequestId: {requestId} Error: Task timed out after {seconds}.00 seconds"));

    public static byte[] InitTimedOut(int milliseconds) =>
        Write("Sandbox.Timedout", string.Create(CultureInfo.InvariantCulture, $"Init phase timed out after {milliseconds / 1000.0:0.00} seconds"));

    /// <param name="exitCode">As shells count: 128 and the signal for a process that was killed.</param>
    public static byte[] Exited(Guid requestId, int exitCode)
    {
        var how = exitCode switch
        {
            0 => "Error: Runtime exited without providing a reason",
            137 => "Error: Runtime exited with error: signal: killed",
            139 => "Error: Runtime exited with error: signal: segmentation fault",
            143 => "Error: Runtime exited with error: signal: terminated",
            _ => string.Create(CultureInfo.InvariantCulture, $"Error: Runtime exited with error: exit status {exitCode}"),
        };
        return Write("Runtime.ExitError", requestId == Guid.Empty ? how : $"RequestId: {requestId} {how}");
    }

    public static byte[] NotAnswered(Guid requestId) =>
        Write("Runtime.ProtocolError", $"RequestId: {requestId} Error: The runtime asked for the next invocation before it answered this one");

    public static byte[] TooLarge() =>
        Write("Function.ResponseSizeTooLarge", $"Response payload size exceeded maximum allowed payload size ({RuntimeConnection.MaxPayload} bytes).");

    public static byte[] Broken() => Write("Runtime.BadAnswer", "The runtime broke off its answer, or framed it wrongly.");

    public static byte[] Write(string errorType, string errorMessage)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using var writer = new Utf8JsonWriter(bytes);
        writer.WriteStartObject();
        writer.WriteString("errorType"u8, errorType);
        writer.WriteString("errorMessage"u8, errorMessage);
        writer.WriteEndObject();
        writer.Flush();
        return bytes.WrittenSpan.ToArray();
    }
}
