// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Finish.Lines;
using Foregate.DataPlane.Finish.Metrics;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Finish.AccessLogs;

/// <summary>
/// The log line of stages without a format of their own: one JSON object. Members without a value are left out. Latencies are in
/// milliseconds; gatewayLatency is latency less integrationLatency.
/// </summary>
internal sealed class ReadyJson : ILineFormat
{
    private ReadyJson()
    {
    }

    public static ReadyJson Instance { get; } = new();

    /// <summary>The members that are the same for all requests of a route, made once.</summary>
    public static byte[] Origin(string? apiId, string? stage, string? route)
    {
        var (line, value) = (new ByteWriter(), new ByteWriter());
        Text(line, ",\"apiId\":\""u8, apiId, value);
        Text(line, ",\"stage\":\""u8, stage, value);
        Text(line, ",\"route\":\""u8, route, value);
        return line.Written.ToArray();
    }

    public void Write(Exchange exchange, in Outcome outcome, ReadOnlySpan<byte> origin, ByteWriter line, ByteWriter value)
    {
        var request = exchange.Request;
        line.Write("{\"time\":\""u8);
        LineTime.WriteIso(exchange.RequestTimeEpoch, line);
        line.Write("\",\"requestId\":\""u8);
        line.Write(exchange.Stage?.Kind == ApiKind.Http ? exchange.Ids.Extended : exchange.Ids.Uuid);
        line.Write((byte)'"');
        line.Write(origin);
        Member(line, ",\"method\":\""u8, exchange.Verb == HttpVerb.Other ? request[request.Method] : HttpVerbs.Bytes(exchange.Verb));
        Member(line, ",\"path\":\""u8, request[exchange.VisiblePath.IsEmpty ? request.Path : exchange.VisiblePath]);
        if (!request.Path.IsEmpty)
        {
            // Not known of a request line that could not be read.
            line.Write(request.Protocol switch
            {
                HttpProtocol.Http10 => ",\"protocol\":\"HTTP/1.0\""u8,
                HttpProtocol.Http11 => ",\"protocol\":\"HTTP/1.1\""u8,
                _ => ",\"protocol\":\"HTTP/2.0\""u8,
            });
        }

        line.Write(",\"status\":"u8);
        line.WriteDecimal(outcome.Status);
        line.Write(",\"responseLength\":"u8);
        line.WriteDecimal(exchange.Sink.BodyBytes);
        Latencies(line, outcome);
        if (exchange.IntegrationResponse.IsPresent)
        {
            line.Write(",\"integrationStatus\":"u8);
            line.WriteDecimal(exchange.IntegrationResponse.Status);
        }

        Member(line, ",\"sourceIp\":\""u8, exchange.SourceIp.IsEmpty ? exchange.Connection.RemoteAddress : exchange.SourceIp.Span);
        Header(line, request, ",\"userAgent\":\""u8, KnownHeader.UserAgent);
        Header(line, request, ",\"traceId\":\""u8, KnownHeader.XAmznTraceId);
        if (exchange.Rejection is { } rejection)
        {
            Text(line, ",\"rejection\":\""u8, RejectionNames.Of(rejection.Reason), value);
            Text(line, ",\"rejectionDetail\":\""u8, rejection.Detail, value);
            Text(line, ",\"rejectionPlace\":\""u8, rejection.Place, value);
        }

        line.Write(exchange.IsTruncated ? ",\"truncated\":true}"u8 : "}"u8);
    }

    private static void Latencies(ByteWriter line, in Outcome outcome)
    {
        line.Write(",\"latency\":"u8);
        Millis(line, outcome.TotalMicros);
        line.Write(",\"gatewayLatency\":"u8);
        Millis(line, outcome.GatewayMicros);
        if (outcome.IntegrationMicros >= 0)
        {
            line.Write(",\"integrationLatency\":"u8);
            Millis(line, outcome.IntegrationMicros);
        }
    }

    // Three decimals by hand: formatting a double costs ten times as much.
    private static void Millis(ByteWriter line, long micros)
    {
        line.WriteDecimal(micros / 1000);
        line.Write((byte)'.');
        LineTime.Digits(line, (int)(micros % 1000), 3);
    }

    private static void Header(ByteWriter line, RequestHead request, ReadOnlySpan<byte> start, KnownHeader id)
    {
        if (request.Headers.TryGet(id, out var header))
        {
            Member(line, start, header);
        }
    }

    private static void Member(ByteWriter line, ReadOnlySpan<byte> start, ReadOnlySpan<byte> value)
    {
        if (!value.IsEmpty)
        {
            line.Write(start);
            ValueEscaping.Json.Write(value, line);
            line.Write((byte)'"');
        }
    }

    private static void Text(ByteWriter line, ReadOnlySpan<byte> start, string? text, ByteWriter value)
    {
        if (text is not null)
        {
            value.Clear();
            value.WriteText(text);
            Member(line, start, value.Written);
        }
    }
}
