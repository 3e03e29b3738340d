// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;
using Foregate.DataPlane.Answers;
using Foregate.DataPlane.Mapping;
using Foregate.DataPlane.Mapping.Values;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Heads;
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Emit.GatewayResponses;

/// <summary>One gateway response, compiled: status, headers and the body's parts. Renders into the exchange's own buffer.</summary>
internal sealed class GatewayResponsePlan
{
    private const string HeaderKey = "gatewayresponse.header.";
    private const string ErrorType = "x-amzn-ErrorType";

    [ThreadStatic]
    private static ByteWriter? t_value;

    private readonly int? _status;
    private readonly PreparedHeader[] _fixed;
    private readonly MappedHeader[] _mapped;
    private readonly bool _namesErrorType;
    private readonly GatewayResponseTemplate? _template;

    private GatewayResponsePlan(int? status, PreparedHeader[] prepared, MappedHeader[] mapped, bool namesErrorType, GatewayResponseTemplate? template)
    {
        _status = status;
        _fixed = prepared;
        _mapped = mapped;
        _namesErrorType = namesErrorType;
        _template = template;
    }

    /// <summary>Null after noting a fault.</summary>
    public static GatewayResponsePlan? Compile(GatewayResponse response, Compilation c)
    {
        int? status = null;
        if (!string.IsNullOrEmpty(response.StatusCode))
        {
            if (!int.TryParse(response.StatusCode, NumberStyles.None, CultureInfo.InvariantCulture, out var said) || said is < 200 or > 599)
            {
                c.Fault($"The status code \"{response.StatusCode}\" is not a number from 200 to 599.");
                return null;
            }

            status = said;
        }

        var (contentType, template) = GatewayResponseTemplate.Select(response.ResponseTemplates, c);
        var prepared = new List<PreparedHeader>();
        var mapped = new List<MappedHeader>();
        var named = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var (key, expression) in response.ResponseParameters)
        {
            // AWS takes keys of a path and a query, too; there is nothing that they could change.
            if (key.StartsWith(HeaderKey, StringComparison.Ordinal) && GatewayResponseExpression.Compile(expression, c) is { } value
                && Name(key[HeaderKey.Length..], c) is { } name)
            {
                named.Add(name);
                Add(name, value, prepared, mapped, c);
            }
        }

        if (!named.Contains("Content-Type"))
        {
            prepared.Insert(0, new PreparedHeader("Content-Type", contentType));
        }

        return new GatewayResponsePlan(status, [.. prepared], [.. mapped], named.Contains(ErrorType), template);
    }

    /// <summary>Writes the whole answer; the exchange holds none.</summary>
    public void Render(Exchange exchange, Rejection rejection)
    {
        var response = exchange.Response;
        response.Status = _status ?? rejection.Status;
        foreach (var header in _fixed)
        {
            response.Add(header);
        }

        if (!_namesErrorType)
        {
            response.Add("x-amzn-ErrorType"u8, rejection.ErrorTypeBytes);
        }

        foreach (var header in _mapped)
        {
            var value = t_value ??= new ByteWriter();
            value.Clear();
            // What a caller sent must not end the line and begin another.
            if (header.Value.Write(exchange, value, ValueForm.Text) && HeaderLine.IsFieldValue(value.Written))
            {
                response.Add(header.Name, value.Written);
            }
        }

        if (response.Status is 204 or 304)
        {
            exchange.ResponseBody = default;
            return;
        }

        exchange.ResponseBody = _template is null ? rejection.Body : _template.Render(exchange);
        response.ContentLength = exchange.ResponseBody.Length;
    }

    // What the gateway itself sends under this name is not replaced (aws-apigateway §3.6).
    private static string? Name(string name, Compilation c)
    {
        if (!HeaderLine.IsToken(Encoding.UTF8.GetBytes(name)))
        {
            c.Fault($"Invalid mapping expression specified: {HeaderKey}{name}. The key of a response parameter is {HeaderKey}NAME.");
            return null;
        }

        return KnownHeaders.Find(Encoding.ASCII.GetBytes(name)) switch
        {
            KnownHeader.TransferEncoding or KnownHeader.XAmzApigwId or KnownHeader.KeepAlive or KnownHeader.ProxyConnection or KnownHeader.Te
                or KnownHeader.Trailer or KnownHeader.Upgrade => null,
            KnownHeader.Connection or KnownHeader.ContentLength or KnownHeader.Date or KnownHeader.Server or KnownHeader.XAmznRequestId => "x-amzn-Remapped-" + name,
            _ => name,
        };
    }

    private static void Add(string name, MappedValue value, List<PreparedHeader> prepared, List<MappedHeader> mapped, Compilation c)
    {
        if (value is not StaticValue text)
        {
            mapped.Add(new MappedHeader(Encoding.ASCII.GetBytes(name), value));
        }
        else if (HeaderLine.IsFieldValue(text.Text))
        {
            prepared.Add(new PreparedHeader(name, Encoding.UTF8.GetString(text.Text)));
        }
        else
        {
            c.Fault($"The value of the header {name} holds control characters. Remove them.");
        }
    }
}
