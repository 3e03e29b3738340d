// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Answers;
using Foregate.DataPlane.Mapping;
using Foregate.DataPlane.Mapping.Expressions;
using Foregate.DataPlane.Mapping.Payloads;
using Foregate.DataPlane.Mapping.Values;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Heads;
using Foregate.Definitions.ApiGateway;
using Foregate.Standards.Values;
using Definition = Foregate.Definitions.ApiGateway.IntegrationResponse;

namespace Foregate.DataPlane.Emit.ResponseMapping;

/// <summary>One integration response of a method, compiled: status, headers and body (aws-apigateway §3.6-3.9).</summary>
internal sealed class IntegrationResponsePlan
{
    private const string HeaderKey = "method.response.header.";

    private static readonly PreparedHeader JsonContentType = new("Content-Type", "application/json");

    [ThreadStatic]
    private static ByteWriter? t_value;

    private readonly int _status;
    private readonly PreparedHeader[] _fixed;
    private readonly MappedHeader[] _mapped;
    private readonly ResponsePayload _payload;
    private readonly IntegrationType _type;
    private readonly Rejection? _undeclared;
    private readonly Rejection _unmappable;
    private readonly Rejection _invalid;
    private readonly Rejection _interim;

    private IntegrationResponsePlan(
        int status, PreparedHeader[] prepared, MappedHeader[] mapped, ResponsePayload payload, IntegrationType type, Rejection? undeclared, Rejection unmappable)
    {
        _status = status;
        _fixed = prepared;
        _mapped = mapped;
        _payload = payload;
        _type = type;
        _undeclared = undeclared;
        _unmappable = unmappable;
        _invalid = unmappable.At(unmappable.Place!, "Execution failed due to configuration error: Invalid JSON in response body");
        _interim = unmappable.At(unmappable.Place!, "Execution failed due to configuration error: A status below 200 is no answer");
    }

    public static IntegrationResponsePlan? Compile(Definition response, Method method, BinaryMediaTypes types, Compilation c)
    {
        if (!int.TryParse(response.StatusCode, System.Globalization.NumberStyles.None, null, out var status) || status is < 100 or > 599)
        {
            c.Fault($"The status code \"{response.StatusCode}\" is not a number from 100 to 599.");
            return null;
        }

        var type = method.MethodIntegration!.Type;
        method.MethodResponses.TryGetValue(response.StatusCode, out var declared);
        var prepared = new List<PreparedHeader>();
        var mapped = new List<MappedHeader>();
        foreach (var (key, expression) in response.ResponseParameters)
        {
            if (!key.StartsWith(HeaderKey, StringComparison.Ordinal) || !HeaderLine.IsToken(Encoding.UTF8.GetBytes(key[HeaderKey.Length..])))
            {
                c.Fault($"Invalid mapping expression specified: {key}. The key of a response parameter is {HeaderKey}NAME.");
            }
            else if (declared is not null && !declared.ResponseParameters.ContainsKey(key))
            {
                c.Fault($"Invalid mapping expression parameter specified: {key}. Declare it in the method response {response.StatusCode}.");
            }
            else if (RestExpression.OfResponse(expression, c) is { } value && Name(key[HeaderKey.Length..], type) is { } name)
            {
                Add(name, value, prepared, mapped, c);
            }
        }

        var undeclared = declared is not null ? null : c.Rejections.ApiConfigurationError.At(
            c.Path, $"Execution failed due to configuration error: Output mapping refers to an invalid method response: {response.StatusCode}");
        var unmappable = c.Rejections.ApiConfigurationError.At(c.Path, "Execution failed due to configuration error: A mapped response header holds control characters");
        return new IntegrationResponsePlan(status, [.. prepared], [.. mapped], ResponsePayload.Compile(response, types, type == IntegrationType.Mock, c), type, undeclared, unmappable);
    }

    public Verdict Apply(Exchange exchange)
    {
        if (_undeclared is not null)
        {
            return Verdict.Reject(_undeclared);
        }

        // The template first: it may override what the mappings say.
        if (_payload.Make(exchange) is { } refused)
        {
            return Verdict.Reject(refused);
        }

        var response = exchange.Response;
        response.Status = exchange.Overrides is { ResponseStatus: not 0 } overrides ? overrides.ResponseStatus : _status;
        if (response.Status < 200)
        {
            return Verdict.Reject(_interim);
        }

        var overridden = exchange.Overrides?.ResponseHeaders;
        foreach (var header in _fixed)
        {
            if (overridden is null || !IsOverridden(overridden, header.Name))
            {
                response.Add(header);
            }
        }

        if (!AddMapped(exchange, overridden) || (overridden is not null && !AddOverrides(overridden, response)))
        {
            return Verdict.Reject(_unmappable);
        }

        if (exchange.IsMappedBodyInvalid)
        {
            return Verdict.Reject(_invalid);
        }

        if (!response.Has(KnownHeader.ContentType))
        {
            response.Add(JsonContentType);
        }

        if (_type != IntegrationType.Mock)
        {
            AddTrace(exchange, response);
        }

        response.ContentLength = exchange.IsBodyMade ? exchange.ResponseBody.Length : exchange.IntegrationResponse.Body?.Length ?? 0;
        return Verdict.Continue;
    }

    private bool AddMapped(Exchange exchange, ValueMap? overridden)
    {
        foreach (var header in _mapped)
        {
            if (overridden is not null && IsOverridden(overridden, header.Name))
            {
                continue;
            }

            var value = t_value ??= new ByteWriter();
            value.Clear();
            if (header.Value.Write(exchange, value, ValueForm.Text))
            {
                if (!HeaderLine.IsFieldValue(value.Written))
                {
                    return false;
                }

                exchange.Response.Add(header.Name, value.Written);
            }
        }

        return true;
    }

    /// <summary>A list becomes as many lines. False when a name or a value would break the head.</summary>
    private bool AddOverrides(ValueMap overridden, ResponseHead response)
    {
        for (var i = 0; i < overridden.Count; i++)
        {
            var value = overridden.ValueAt(i);
            var key = overridden.KeyAt(i);
            if (value.IsNull || Name(key, _type) is not { } name)
            {
                continue;
            }

            var count = value.Kind == ValueKind.List ? value.AsList.Count : 1;
            for (var line = 0; line < count; line++)
            {
                var text = Encoding.UTF8.GetBytes(JavaText.Of(value.Kind == ValueKind.List ? value.AsList[line] : value));
                if (!HeaderLine.IsToken(name) || !HeaderLine.IsFieldValue(text))
                {
                    return false;
                }

                response.Add(name, text);
            }
        }

        return true;
    }

    /// <summary>Whether a header of this name, as it goes out, is set by a template.</summary>
    private bool IsOverridden(ValueMap overridden, ReadOnlySpan<byte> name)
    {
        for (var i = 0; i < overridden.Count; i++)
        {
            if (Name(overridden.KeyAt(i), _type) is { } own && Ascii.EqualsIgnoreCase(own, name))
            {
                return true;
            }
        }

        return false;
    }

    // Recorded: answers of integrations that are asked tell the trace, a MOCK's do not.
    private static void AddTrace(Exchange exchange, ResponseHead response)
    {
        if (!response.Has(KnownHeader.XAmznTraceId))
        {
            response.Add("X-Amzn-Trace-Id"u8, TraceIds.Of(exchange, t_value ??= new ByteWriter()).Span, KnownHeader.XAmznTraceId);
        }
    }

    // What the gateway itself sends under this name is not replaced: AWS renames the mapped one, and drops what frames a message or belongs to a connection (§3.6).
    private static byte[]? Name(string name, IntegrationType type)
    {
        var bytes = Encoding.UTF8.GetBytes(name);
        switch (bytes.Length == 0 ? KnownHeader.Unknown : KnownHeaders.Find(bytes))
        {
            case KnownHeader.Connection or KnownHeader.ContentLength or KnownHeader.Date or KnownHeader.Server or KnownHeader.XAmznRequestId:
                return Renamed(name);
            case KnownHeader.KeepAlive or KnownHeader.ProxyConnection or KnownHeader.Te or KnownHeader.TransferEncoding or KnownHeader.XAmzApigwId:
            case KnownHeader.Accept when type == IntegrationType.Http:
                return null;
            case KnownHeader.Expect or KnownHeader.Host or KnownHeader.ProxyAuthenticate or KnownHeader.Trailer or KnownHeader.Upgrade:
                return type == IntegrationType.Mock ? null : Renamed(name);
            case KnownHeader.Authorization or KnownHeader.ContentMd5 or KnownHeader.MaxForwards or KnownHeader.UserAgent or KnownHeader.WwwAuthenticate when type != IntegrationType.Mock:
                return Renamed(name);
            default:
                return bytes;
        }
    }

    private static byte[] Renamed(string name) => Encoding.UTF8.GetBytes("x-amzn-Remapped-" + name);

    private static void Add(byte[] name, MappedValue value, List<PreparedHeader> prepared, List<MappedHeader> mapped, Compilation c)
    {
        if (value is not StaticValue text)
        {
            mapped.Add(new MappedHeader(name, value));
        }
        else if (HeaderLine.IsFieldValue(text.Text))
        {
            prepared.Add(new PreparedHeader(Encoding.ASCII.GetString(name), Encoding.UTF8.GetString(text.Text)));
        }
        else
        {
            c.Fault($"The value of the header {Encoding.ASCII.GetString(name)} holds control characters. Remove them.");
        }
    }
}
