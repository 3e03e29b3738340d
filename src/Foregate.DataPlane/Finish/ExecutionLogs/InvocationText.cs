// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;
using Foregate.DataPlane.Traces;

namespace Foregate.DataPlane.Finish.ExecutionLogs;

/// <summary>What a function is asked and answers with, as Lambda's own protocol would say it; a signature that nobody made is not told.</summary>
internal static class InvocationText
{
    public static void Request(Exchange exchange, ExecutionTrace trace, long time, ExecutionLines lines)
    {
        var apiId = Encoding.UTF8.GetBytes(exchange.Stage!.ApiId);
        var fields = new FieldMap(lines.Line(time, "Endpoint request headers: "u8));
        fields.Add("x-amzn-lambda-integration-tag"u8, exchange.Ids.Uuid);
        fields.Add("X-Amz-Date"u8, Text(time, "yyyyMMdd'T'HHmmss'Z'"));
        fields.Add("x-amzn-apigateway-api-id"u8, apiId);
        fields.Add("Accept"u8, "application/json"u8);
        fields.Add("User-Agent"u8, [.. "AmazonAPIGateway_"u8, .. apiId]);
        fields.Add("X-Amzn-Trace-Id"u8, trace.TraceId);
        fields.Add("Content-Type"u8, "application/json"u8);
        fields.End();
        lines.End();
    }

    public static void Answer(Exchange exchange, ExecutionTrace trace, long time, ExecutionLines lines)
    {
        Span<byte> id = stackalloc byte[36];
        var fields = new FieldMap(lines.Line(time, "Endpoint response headers: "u8));
        fields.Add("Date"u8, Text(time, "r"));
        fields.Add("Content-Type"u8, "application/json"u8);
        fields.Add("Content-Length"u8, Encoding.ASCII.GetBytes(trace.AnswerLength.ToString(CultureInfo.InvariantCulture)));
        fields.Add("Connection"u8, "keep-alive"u8);
        if (exchange.IntegrationResponse.ServiceRequestId is var request && request != Guid.Empty)
        {
            request.TryFormat(id, out _);
            fields.Add("x-amzn-RequestId"u8, id);
        }

        fields.Add("x-amzn-Remapped-Content-Length"u8, "0"u8);
        fields.Add("X-Amz-Executed-Version"u8, "$LATEST"u8);
        fields.Add("X-Amzn-Trace-Id"u8, trace.TraceId);
        fields.End();
        lines.End();
    }

    private static byte[] Text(long time, string format) =>
        Encoding.ASCII.GetBytes(DateTimeOffset.FromUnixTimeMilliseconds(time).UtcDateTime.ToString(format, CultureInfo.InvariantCulture));
}
