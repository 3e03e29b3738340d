// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Mapping;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Dispatch.RequestMapping;

/// <summary>
/// Writes the head of a proxy integration's request straight to bytes: request line, Host, what mappings say, what of the client's passes,
/// and what AWS adds (aws-apigateway §3.5, §4.1). The gateway's own headers are written whatever the client names in Connection.
/// </summary>
internal sealed class RequestHeadTemplate
{
    /// <summary>Mapped headers of one integration at most.</summary>
    private const int MaxMappings = 256;

    private readonly RequestPlan _plan;
    private readonly bool _isRest;
    private readonly bool _mapsHost;
    private readonly byte[] _host;
    private readonly byte[] _apiId;
    private readonly byte[] _userAgent;

    public RequestHeadTemplate(RequestPlan plan, byte[] authority, Compilation c)
    {
        if (plan.Headers.Length > MaxMappings)
        {
            c.Fault($"The integration maps {plan.Headers.Length} headers; at most {MaxMappings} are served.");
        }

        _plan = plan;
        _isRest = c.Kind == ApiKind.Rest;
        _mapsHost = Array.Exists(plan.Headers, static mapping => mapping.Id == KnownHeader.Host);
        _host = [.. "Host: "u8, .. authority, .. "\r\n"u8];
        _apiId = Encoding.ASCII.GetBytes($"X-Amzn-Apigateway-Api-Id: {c.ApiId}\r\n");
        _userAgent = Encoding.ASCII.GetBytes($"User-Agent: AmazonAPIGateway_{c.ApiId}\r\n");
    }

    /// <summary>Writes the head, or tells why it cannot be made.</summary>
    /// <param name="method">The method towards the back end.</param>
    /// <param name="hasBody">Whether a body follows.</param>
    /// <param name="length">Its length, or null when it is sent chunked.</param>
    public Rejection? Write(Exchange exchange, ReadOnlySpan<byte> method, bool hasBody, long? length, ByteWriter writer)
    {
        writer.Clear();
        writer.Write(method);
        writer.Write((byte)' ');
        if (_plan.Target.Write(exchange, writer) is { } unmade)
        {
            return unmade;
        }

        writer.Write(" HTTP/1.1\r\n"u8);
        if (!_mapsHost)
        {
            writer.Write(_host);
        }

        var mappings = _plan.Headers;
        Span<bool> replaced = stackalloc bool[mappings.Length];
        if (!WriteMapped(exchange, writer, replaced, out var mapped))
        {
            return _plan.Target.Malformed;
        }

        if (_mapsHost && !Is(mapped, KnownHeader.Host))
        {
            writer.Write(_host);
        }

        if (!WriteClients(exchange, writer, replaced))
        {
            return _plan.Target.Malformed;
        }

        if (_isRest)
        {
            WriteRestAdditions(exchange, writer, mapped);
        }
        else
        {
            WriteHttpAdditions(exchange, writer, mapped, hasBody);
        }

        WriteFraming(exchange, writer, hasBody, length);
        return null;
    }

    /// <param name="replaced">By mapping: whether the client's lines of this name stay behind.</param>
    /// <param name="mapped">Which known headers mappings have written, as bits.</param>
    private bool WriteMapped(Exchange exchange, ByteWriter writer, Span<bool> replaced, out ulong mapped)
    {
        mapped = 0;
        for (var i = 0; i < _plan.Headers.Length; i++)
        {
            var mapping = _plan.Headers[i];
            var start = writer.Length;
            writer.Write(mapping.Name);
            writer.Write(": "u8);
            var from = writer.Length;
            var isPresent = mapping.Value.Write(exchange, writer, ValueForm.Text);
            replaced[i] = mapping.Mode is HeaderMode.Overwrite or HeaderMode.Remove || (mapping.Mode == HeaderMode.Replace && isPresent);
            if (!isPresent)
            {
                writer.Truncate(start);
                continue;
            }

            var value = writer.Written[from..];
            if (!HeaderLine.IsFieldValue(value) || (mapping.Id == KnownHeader.Host && !RequestTarget.IsAuthority(value)))
            {
                return false;
            }

            writer.Write("\r\n"u8);
            mapped |= 1UL << (int)mapping.Id;
        }

        return true;
    }

    private bool WriteClients(Exchange exchange, ByteWriter writer, ReadOnlySpan<bool> replaced)
    {
        var headers = exchange.Request.Headers;
        var rules = _isRest
            ? exchange.IsFromTrustedProxy ? RequestHeaderRules.RestTrusted : RequestHeaderRules.Rest
            : exchange.IsFromTrustedProxy ? RequestHeaderRules.HttpTrusted : RequestHeaderRules.Http;
        var namesHeaders = ConnectionOptions.NameHeaders(headers);
        // HTTP/1.1 lines were read by our own strict reader; what came another way is looked at once more before it becomes HTTP/1.1.
        var isForeign = exchange.Request.Protocol == HttpProtocol.Http2;
        foreach (ref readonly var field in headers.Fields)
        {
            if (!rules.Passes(headers, field)
                || (namesHeaders && ConnectionOptions.Name(headers, headers.Name(field)))
                || (replaced.Length > 0 && IsReplaced(headers.Name(field), replaced)))
            {
                continue;
            }

            if (isForeign && !(HeaderLine.IsToken(headers.Name(field)) && HeaderLine.IsFieldValue(headers.Value(field))))
            {
                return false;
            }

            var line = headers.Line(field);
            if (!line.IsEmpty)
            {
                writer.Write(line);
                continue;
            }

            writer.Write(headers.Name(field));
            writer.Write(": "u8);
            writer.Write(headers.Value(field));
            writer.Write("\r\n"u8);
        }

        return true;
    }

    private void WriteRestAdditions(Exchange exchange, ByteWriter writer, ulong mapped)
    {
        var headers = exchange.Request.Headers;
        if (!headers.Has(KnownHeader.UserAgent) && !Is(mapped, KnownHeader.UserAgent))
        {
            writer.Write(_userAgent);
        }

        if (!headers.Has(KnownHeader.ContentType) && !Is(mapped, KnownHeader.ContentType))
        {
            writer.Write("Content-Type: application/json\r\n"u8);
        }

        writer.Write(_apiId);
        WriteTraceId(exchange, writer);
        if (!exchange.Request.IsHandmade)
        {
            ForwardedHeaders.WriteXForwarded(exchange, writer, mapped);
        }

        writer.Write("Connection: keep-alive\r\n"u8);
    }

    private static void WriteHttpAdditions(Exchange exchange, ByteWriter writer, ulong mapped, bool hasBody)
    {
        // Seen on AWS: a request without a body goes out as an empty form.
        if (!hasBody && !exchange.Request.Headers.Has(KnownHeader.ContentType) && !Is(mapped, KnownHeader.ContentType))
        {
            writer.Write("Content-Type: application/x-www-form-urlencoded\r\n"u8);
        }

        WriteTraceId(exchange, writer);
        ForwardedHeaders.WriteForwarded(exchange, writer);
        writer.Write("Via: HTTP/1.1 AmazonAPIGateway\r\n"u8);
    }

    /// <summary>The client's trace goes on; a request without one begins its own.</summary>
    private static void WriteTraceId(Exchange exchange, ByteWriter writer)
    {
        if (exchange.Request.Headers.Has(KnownHeader.XAmznTraceId))
        {
            return;
        }

        writer.Write("X-Amzn-Trace-Id: "u8);
        TraceIds.Write(exchange, writer);
        writer.Write("\r\n"u8);
    }

    private void WriteFraming(Exchange exchange, ByteWriter writer, bool hasBody, long? length)
    {
        if (!hasBody)
        {
            // REST tells an empty body where methods have one; HTTP APIs always do.
            writer.Write(!_isRest || exchange.Verb is HttpVerb.Post or HttpVerb.Put or HttpVerb.Patch ? "Content-Length: 0\r\n\r\n"u8 : "\r\n"u8);
        }
        else if (length is { } bytes)
        {
            writer.Write("Content-Length: "u8);
            writer.WriteDecimal(bytes);
            writer.Write("\r\n\r\n"u8);
        }
        else
        {
            writer.Write("Transfer-Encoding: chunked\r\n\r\n"u8);
        }
    }

    private bool IsReplaced(ReadOnlySpan<byte> name, ReadOnlySpan<bool> replaced)
    {
        for (var i = 0; i < replaced.Length; i++)
        {
            if (replaced[i] && name.Length == _plan.Headers[i].Name.Length && Ascii.EqualsIgnoreCase(name, _plan.Headers[i].Name))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Is(ulong ids, KnownHeader id) => (ids & (1UL << (int)id)) != 0;
}
