// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Text;
using System.Text.Unicode;
using Foregate.DataPlane.Dispatch.RequestMapping;
using Foregate.DataPlane.Mapping;
using Foregate.DataPlane.Mapping.Payloads;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Dispatch.LambdaEvents;

/// <summary>
/// Writes the event of one method or route as JSON, straight from the bytes of the request. What does not change from request to request is
/// written once, when the definition is compiled.
/// </summary>
internal abstract class LambdaEvent
{
    private readonly byte[][] _parameterNames;
    private readonly BinaryMediaTypes? _binaryMediaTypes;

    /// <param name="parameterNames">The route's path variables.</param>
    /// <param name="binaryMediaTypes">A REST API's; null for HTTP APIs.</param>
    protected LambdaEvent(string[] parameterNames, BinaryMediaTypes? binaryMediaTypes, Compilation c)
    {
        _parameterNames = Array.ConvertAll(parameterNames, static name => Json(name));
        _binaryMediaTypes = binaryMediaTypes;
        IsRest = c.Kind == ApiKind.Rest;
        RequestTime = Variable("requestTime", c);
        Protocol = Variable("protocol", c);
        DomainPrefix = Variable("domainPrefix", c);
        StageVariables = c.Variables.Count == 0 ? null : Variables(c);
    }

    protected bool IsRest { get; }

    /// <summary>The stage's variables as JSON; null when there are none.</summary>
    protected byte[]? StageVariables { get; }

    protected ContextWriter RequestTime { get; }

    protected ContextWriter Protocol { get; }

    protected ContextWriter DomainPrefix { get; }

    /// <summary>Writes the whole event into the call. Its body has been read, and its trace id is known.</summary>
    public abstract void Write(Exchange exchange, LambdaCall call);

    protected static byte[] Json(string text)
    {
        var writer = new ByteWriter();
        JsonText.WriteString(text, writer);
        return writer.Written.ToArray();
    }

    protected static ReadOnlySpan<byte> Method(Exchange exchange) =>
        exchange.Verb == HttpVerb.Other ? exchange.Request[exchange.Request.Method] : HttpVerbs.Bytes(exchange.Verb);

    /// <summary>Puts the client's headers that functions see into the call, but for the trace id and what the gateway says itself.</summary>
    /// <param name="ignoreCase">Whether names that differ in case only are one.</param>
    protected void CollectHeaders(Exchange exchange, LambdaCall call, bool ignoreCase, bool dropsCookies)
    {
        var headers = exchange.Request.Headers;
        var rules = IsRest
            ? exchange.IsFromTrustedProxy ? RequestHeaderRules.RestFunctionTrusted : RequestHeaderRules.RestFunction
            : exchange.IsFromTrustedProxy ? RequestHeaderRules.HttpFunctionTrusted : RequestHeaderRules.HttpFunction;
        var namesHeaders = ConnectionOptions.NameHeaders(headers);
        var groups = call.Headers;
        groups.Clear();
        foreach (ref readonly var field in headers.Fields)
        {
            if (!rules.Passes(headers, field)
                || (dropsCookies && field.Id == KnownHeader.Cookie)
                || (exchange.IsRequestBodyDecoded && field.Id == KnownHeader.ContentEncoding)
                || (namesHeaders && ConnectionOptions.Name(headers, headers.Name(field))))
            {
                continue;
            }

            // Of one head only 256 lines come: a weak hash will do.
            var name = headers.Name(field);
            var hash = ((uint)name.Length << 10) ^ ((uint)(name[0] | 0x20) << 5) ^ (uint)(name[^1] | 0x20);
            groups.Add(
                headers.Bytes,
                new ByteRange(field.NameOffset, field.NameLength),
                new ByteRange(field.ValueOffset, field.ValueLength),
                field.Id,
                hash,
                ignoreCase || IsTitled(field.Id));
        }
    }

    /// <summary>Whether a REST API writes the name its own way, however it was sent (recorded).</summary>
    protected static bool IsTitled(KnownHeader id) => id is KnownHeader.Authorization or KnownHeader.UserAgent;

    /// <summary>Puts the query's parameters into the call, decoded into its scratch.</summary>
    protected static void CollectQuery(Exchange exchange, LambdaCall call)
    {
        var groups = call.Query;
        var text = call.QueryText;
        groups.Clear();
        text.Clear();
        var reader = new QueryReader(exchange.Request[exchange.Request.Query]);
        while (reader.Next())
        {
            var start = text.Length;
            PercentEncoding.Decode(reader.Name, text, plusIsSpace: true);
            var end = text.Length;
            PercentEncoding.Decode(reader.Value, text, plusIsSpace: true);
            var hash = (uint)SeededHash.Of(text.Written[start..end]);
            groups.Add(text.Written, new ByteRange(start, end - start), new ByteRange(end, text.Length - end), KnownHeader.Unknown, hash, ignoreCase: false);
        }
    }

    /// <summary>Writes the route's path variables as an object: as sent on REST APIs (recorded), decoded on HTTP APIs.</summary>
    protected void WritePathParameters(Exchange exchange, LambdaCall call)
    {
        var writer = call.Event;
        var values = exchange.Route.Parameters;
        for (var i = 0; i < values.Length; i++)
        {
            writer.Write(i == 0 ? (byte)'{' : (byte)',');
            writer.Write(_parameterNames[i]);
            writer.Write((byte)':');
            var raw = exchange.Request[values[i]];
            if (IsRest || !raw.Contains((byte)'%'))
            {
                JsonText.WriteString(raw, writer);
            }
            else
            {
                call.Scratch.Clear();
                PercentEncoding.Decode(raw, call.Scratch, plusIsSpace: false);
                JsonText.WriteString(call.Scratch.Written, writer);
            }
        }

        writer.Write((byte)'}');
    }

    /// <summary>The value of X-Forwarded-For as JSON without quotes: a proxy that is trusted may still say what is no JSON.</summary>
    protected static void WriteForwardedFor(Exchange exchange, LambdaCall call)
    {
        call.Scratch.Clear();
        ForwardedHeaders.WriteXForwardedFor(exchange, call.Scratch);
        JsonText.Write(call.Scratch.Written, call.Event);
    }

    /// <summary>Writes the body's value and whether it is base64.</summary>
    protected bool WriteBody(Exchange exchange, LambdaCall call)
    {
        var body = call.Body.Written;
        var writer = call.Event;
        var type = exchange.Request.Headers.TryGet(KnownHeader.ContentType, out var value) ? value : default;
        var isBinary = _binaryMediaTypes is { } listed ? listed.Match(type.IsEmpty ? MediaType.Json : type) : !BinaryMediaTypes.IsText(type);
        if (!isBinary && Utf8.IsValid(body))
        {
            writer.Write((byte)'"');
            JsonText.WriteValid(body, writer);
            writer.Write((byte)'"');
            return false;
        }

        writer.Write((byte)'"');
        Base64.EncodeToUtf8(body, writer.GetSpan(Base64.GetMaxEncodedToUtf8Length(body.Length)), out _, out var written);
        writer.Advance(written);
        writer.Write((byte)'"');
        return true;
    }

    private static ContextWriter Variable(string name, Compilation c) =>
        ContextVariables.TryFind(name, c.Kind, ContextUse.Mapping, c.Options.Time, out var writer)
            ? writer
            : throw new InvalidOperationException("There is no variable $context." + name);

    private static byte[] Variables(Compilation c)
    {
        var names = new List<string>(c.Variables.Keys);
        names.Sort(StringComparer.Ordinal);
        var writer = new ByteWriter();
        foreach (var name in names)
        {
            writer.Write(writer.Length == 0 ? (byte)'{' : (byte)',');
            JsonText.WriteString(name, writer);
            writer.Write((byte)':');
            JsonText.WriteString(c.Variables[name], writer);
        }

        writer.Write((byte)'}');
        return writer.Written.ToArray();
    }
}
