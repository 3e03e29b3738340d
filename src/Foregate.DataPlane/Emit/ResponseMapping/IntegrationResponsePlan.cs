// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Answers;
using Foregate.DataPlane.Mapping;
using Foregate.DataPlane.Mapping.Expressions;
using Foregate.DataPlane.Mapping.Values;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Heads;
using Foregate.Definitions.ApiGateway;
using Definition = Foregate.Definitions.ApiGateway.IntegrationResponse;

namespace Foregate.DataPlane.Emit.ResponseMapping;

/// <summary>One integration response of a method, compiled: status, headers, and constant bodies by content type.</summary>
internal sealed class IntegrationResponsePlan
{
    private const string HeaderKey = "method.response.header.";

    private static readonly PreparedHeader JsonContentType = new("Content-Type", "application/json");

    [ThreadStatic]
    private static ByteWriter? t_value;

    private readonly PreparedHeader[] _fixed;
    private readonly MappedHeader[] _mapped;
    private readonly (byte[] ContentType, byte[] Body)[] _templates;
    private readonly Rejection? _undeclared;
    private readonly Rejection _unmappable;

    private IntegrationResponsePlan(
        int status, PreparedHeader[] prepared, MappedHeader[] mapped, (byte[], byte[])[] templates, Rejection? undeclared, Rejection unmappable)
    {
        Status = status;
        _fixed = prepared;
        _mapped = mapped;
        _templates = templates;
        _undeclared = undeclared;
        _unmappable = unmappable;
    }

    public int Status { get; }

    public static IntegrationResponsePlan? Compile(Definition response, Method method, Compilation c)
    {
        if (!int.TryParse(response.StatusCode, System.Globalization.NumberStyles.None, null, out var status) || status is < 100 or > 599)
        {
            c.Fault($"The status code \"{response.StatusCode}\" is not a number from 100 to 599.");
            return null;
        }

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
            else if (RestExpression.OfResponse(expression, c) is { } value && Name(key[HeaderKey.Length..]) is { } name)
            {
                Add(name, value, prepared, mapped, c);
            }
        }

        var undeclared = declared is not null ? null : c.Rejections.ApiConfigurationError.At(
            c.Path, $"Execution failed due to configuration error: Output mapping refers to an invalid method response: {response.StatusCode}");
        var unmappable = c.Rejections.ApiConfigurationError.At(c.Path, "Execution failed due to configuration error: A mapped response header holds control characters");
        return new IntegrationResponsePlan(status, [.. prepared], [.. mapped], Templates(response, c), undeclared, unmappable);
    }

    public Verdict Apply(Exchange exchange)
    {
        if (_undeclared is not null)
        {
            return Verdict.Reject(_undeclared);
        }

        var response = exchange.Response;
        response.Status = Status;
        foreach (var header in _fixed)
        {
            response.Add(header);
        }

        foreach (var header in _mapped)
        {
            var value = t_value ??= new ByteWriter();
            value.Clear();
            if (header.Value.Write(exchange, value, ValueForm.Text))
            {
                if (!HeaderLine.IsFieldValue(value.Written))
                {
                    return Verdict.Reject(_unmappable);
                }

                response.Add(header.Name, value.Written);
            }
        }

        if (!response.Has(KnownHeader.ContentType))
        {
            response.Add(JsonContentType);
        }

        exchange.ResponseBody = _templates.Length == 0 ? default : Select(exchange);
        response.ContentLength = exchange.ResponseBody.IsEmpty ? exchange.IntegrationResponse.Body is { } body ? body.Length ?? -1 : 0 : exchange.ResponseBody.Length;
        return Verdict.Continue;
    }

    /// <summary>The first media type of Accept, else application/json, else the first template (aws-apigateway §3.8).</summary>
    private byte[] Select(Exchange exchange)
    {
        var accept = exchange.Request.Headers.TryGet(KnownHeader.Accept, out var value) ? MediaType.First(value) : MediaType.Json;
        return Find(accept) ?? Find(MediaType.Json) ?? _templates[0].Body;
    }

    private byte[]? Find(ReadOnlySpan<byte> contentType)
    {
        foreach (var (type, body) in _templates)
        {
            if (Ascii.EqualsIgnoreCase(type, contentType))
            {
                return body;
            }
        }

        return null;
    }

    private static (byte[], byte[])[] Templates(Definition response, Compilation c)
    {
        var templates = new List<(byte[], byte[])>();
        foreach (var (contentType, text) in response.ResponseTemplates)
        {
            if (ConstantTemplate.Compile(text, c) is { } body)
            {
                templates.Add((Encoding.UTF8.GetBytes(contentType), body));
            }
        }

        return [.. templates];
    }

    // What the gateway itself sends under this name is not replaced: AWS renames the mapped one, and drops a framing of its own (§3.6).
    private static byte[]? Name(string name) => KnownHeaders.Find(Encoding.ASCII.GetBytes(name)) switch
    {
        KnownHeader.TransferEncoding => null,
        KnownHeader.Connection or KnownHeader.ContentLength or KnownHeader.Date or KnownHeader.Server => Encoding.ASCII.GetBytes("x-amzn-Remapped-" + name),
        _ => Encoding.ASCII.GetBytes(name),
    };

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
