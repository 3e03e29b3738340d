// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Dispatch.RequestMapping;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Dispatch.LambdaEvents;

/// <summary>The event of payload format 2.0 (aws-apigateway §4.3): lower-case names, values joined by commas, and nothing that is absent.</summary>
internal sealed class ProxyEvent2 : LambdaEvent
{
    private readonly byte[] _start;
    private readonly byte[] _context;
    private readonly byte[] _routeAndStage;

    public ProxyEvent2(string routeKey, string[] parameterNames, Compilation c)
        : base(parameterNames, null, c)
    {
        byte[] key = Json(routeKey);
        _start = [.. "{\"version\":\"2.0\",\"routeKey\":"u8, .. key, .. ",\"rawPath\":\""u8];
        _context =
        [
            .. ",\"requestContext\":{\"accountId\":"u8, .. Json(c.AccountId), .. ",\"apiId\":"u8, .. Json(c.ApiId), .. ",\"domainName\":\""u8,
        ];
        _routeAndStage = [.. "\",\"routeKey\":"u8, .. key, .. ",\"stage\":"u8, .. Json(c.StageName), .. ",\"time\":\""u8];
    }

    public override void Write(Exchange exchange, LambdaCall call)
    {
        var writer = call.Event;
        var request = exchange.Request;
        writer.Clear();
        writer.Write(_start);
        JsonText.Write(request[exchange.VisiblePath], writer);
        writer.Write("\",\"rawQueryString\":\""u8);
        JsonText.Write(request[request.Query], writer);
        writer.Write((byte)'"');
        if (request.Headers.Has(KnownHeader.Cookie))
        {
            WriteCookies(request.Headers, writer);
        }

        writer.Write(",\"headers\":{"u8);
        CollectHeaders(exchange, call, ignoreCase: true, dropsCookies: true);
        WriteHeaders(exchange, call);
        CollectQuery(exchange, call);
        if (call.Query.Count > 0)
        {
            WriteQuery(call);
        }

        WriteContext(exchange, writer);
        if (!exchange.Route.Parameters.IsEmpty)
        {
            writer.Write(",\"pathParameters\":"u8);
            WritePathParameters(exchange, call);
        }

        if (StageVariables is not null)
        {
            writer.Write(",\"stageVariables\":"u8);
            writer.Write(StageVariables);
        }

        var isBase64 = false;
        if (call.Body.Length > 0)
        {
            writer.Write(",\"body\":"u8);
            isBase64 = WriteBody(exchange, call);
        }

        writer.Write(isBase64 ? ",\"isBase64Encoded\":true}"u8 : ",\"isBase64Encoded\":false}"u8);
    }

    private static void WriteCookies(HeaderTable headers, ByteWriter writer)
    {
        var isFirst = true;
        foreach (ref readonly var field in headers.Fields)
        {
            if (field.Id != KnownHeader.Cookie)
            {
                continue;
            }

            var line = headers.Value(field);
            foreach (var part in line.Split((byte)';'))
            {
                var cookie = line[part];
                cookie = cookie[Ascii.Trim(cookie)];
                if (!cookie.IsEmpty)
                {
                    writer.Write(isFirst ? ",\"cookies\":["u8 : ","u8);
                    JsonText.WriteString(cookie, writer);
                    isFirst = false;
                }
            }
        }

        if (!isFirst)
        {
            writer.Write((byte)']');
        }
    }

    private static void WriteHeaders(Exchange exchange, LambdaCall call)
    {
        var writer = call.Event;
        ReadOnlySpan<byte> bytes = exchange.Request.Headers.Bytes;
        var entries = call.Headers.Entries;
        for (var i = 0; i < entries.Length; i++)
        {
            ref readonly var first = ref entries[i];
            if (first.IsFirst)
            {
                writer.Write((byte)'"');
                var name = first.Name.In(bytes);
                Ascii.ToLower(name, writer.GetSpan(name.Length), out var length);
                writer.Advance(length);
                writer.Write("\":\""u8);
                WriteJoined(entries, i, bytes, writer);
                writer.Write("\","u8);
            }
        }

        writer.Write("\"content-length\":\""u8);
        writer.WriteDecimal(call.Body.Length);
        if (!exchange.Request.Headers.Has(KnownHeader.XAmznTraceId))
        {
            writer.Write("\",\"x-amzn-trace-id\":\""u8);
            writer.Write(call.Trace.Written);
        }

        writer.Write("\",\"x-forwarded-for\":\""u8);
        WriteForwardedFor(exchange, call);
        writer.Write("\",\"x-forwarded-port\":\""u8);
        JsonText.Write(ForwardedHeaders.XForwardedPort(exchange), writer);
        writer.Write("\",\"x-forwarded-proto\":\""u8);
        writer.Write(exchange.IsSecure ? "https\"}"u8 : "http\"}"u8);
    }

    private static void WriteQuery(LambdaCall call)
    {
        var writer = call.Event;
        var entries = call.Query.Entries;
        var bytes = call.QueryText.Written;
        writer.Write(",\"queryStringParameters\":"u8);
        for (var i = 0; i < entries.Length; i++)
        {
            ref readonly var first = ref entries[i];
            if (first.IsFirst)
            {
                writer.Write(i == 0 ? (byte)'{' : (byte)',');
                JsonText.WriteString(first.Name.In(bytes), writer);
                writer.Write(":\""u8);
                WriteJoined(entries, i, bytes, writer);
                writer.Write((byte)'"');
            }
        }

        writer.Write((byte)'}');
    }

    private static void WriteJoined(ReadOnlySpan<FieldGroups.Entry> entries, int first, ReadOnlySpan<byte> bytes, ByteWriter writer)
    {
        for (var at = first; at >= 0; at = entries[at].Next)
        {
            if (at != first)
            {
                writer.Write((byte)',');
            }

            JsonText.Write(entries[at].Value.In(bytes), writer);
        }
    }

    private void WriteContext(Exchange exchange, ByteWriter writer)
    {
        writer.Write(_context);
        JsonText.Write(exchange.DomainName.Span, writer);
        writer.Write("\",\"domainPrefix\":\""u8);
        DomainPrefix(exchange, writer);
        writer.Write("\",\"http\":{\"method\":\""u8);
        writer.Write(Method(exchange));
        writer.Write("\",\"path\":\""u8);
        JsonText.Write(exchange.Request[exchange.VisiblePath], writer);
        writer.Write("\",\"protocol\":\""u8);
        Protocol(exchange, writer);
        writer.Write("\",\"sourceIp\":\""u8);
        JsonText.Write(exchange.SourceIp.Span, writer);
        writer.Write("\",\"userAgent\":\""u8);
        if (exchange.Request.Headers.TryGet(KnownHeader.UserAgent, out var agent))
        {
            JsonText.Write(agent, writer);
        }

        writer.Write("\"},\"requestId\":\""u8);
        writer.Write(exchange.Ids.Extended);
        writer.Write(_routeAndStage);
        RequestTime(exchange, writer);
        writer.Write("\",\"timeEpoch\":"u8);
        writer.WriteDecimal(exchange.RequestTimeEpoch);
        writer.Write((byte)'}');
    }
}
