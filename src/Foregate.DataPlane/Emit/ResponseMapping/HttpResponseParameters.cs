// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Text;
using Foregate.DataPlane.Mapping;
using Foregate.DataPlane.Mapping.Expressions;
using Foregate.DataPlane.Mapping.Values;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Emit.ResponseMapping;

/// <summary>What an HTTP API's response parameters make of answers with one status (aws-apigateway §4.5).</summary>
internal sealed class HttpResponseParameters
{
    [ThreadStatic]
    private static ByteWriter? t_value;

    private readonly MappedHeader[] _added;
    private readonly byte[][] _takenAway;
    private readonly MappedValue? _status;

    private HttpResponseParameters(MappedHeader[] added, byte[][] takenAway, MappedValue? status)
    {
        _added = added;
        _takenAway = takenAway;
        _status = status;
    }

    public static HttpResponseParameters Compile(ImmutableSortedDictionary<string, string> parameters, Compilation c)
    {
        var added = new List<MappedHeader>();
        var takenAway = new List<byte[]>();
        MappedValue? status = null;
        foreach (var (key, text) in parameters)
        {
            if (key == "overwrite:statuscode")
            {
                status = HttpExpression.OfResponse(text, c);
                if (status is StaticValue { Text: { } code } && !TryReadStatus(code, out _))
                {
                    c.Fault($"overwrite:statuscode says \"{text}\", which is no status from 100 to 599.");
                }

                continue;
            }

            var colon = key.IndexOf(":header.", StringComparison.Ordinal);
            var operation = colon < 0 ? "" : key[..colon];
            var name = colon < 0 ? "" : key[(colon + ":header.".Length)..];
            if (operation is not ("append" or "overwrite" or "remove") || !HeaderLine.IsToken(Encoding.UTF8.GetBytes(name)))
            {
                c.Fault($"Invalid mapping expression specified: {key}. The key of a response parameter is append, overwrite or remove, then :header.NAME; or overwrite:statuscode.");
            }
            else if (ReservedHeaders.Contains(name))
            {
                c.Fault($"Operations on header {name} are restricted. Remove {key}.");
            }
            else
            {
                var bytes = Encoding.ASCII.GetBytes(name);
                if (operation != "append")
                {
                    takenAway.Add(bytes);
                }

                if (operation != "remove" && HttpExpression.OfResponse(text, c) is { } value)
                {
                    added.Add(new MappedHeader(bytes, value));
                }
            }
        }

        return new HttpResponseParameters([.. added], [.. takenAway], status);
    }

    /// <summary>Whether the back end's lines of this name stay behind: they are overwritten or removed.</summary>
    public bool TakesAway(ReadOnlySpan<byte> name)
    {
        foreach (var taken in _takenAway)
        {
            if (taken.Length == name.Length && Ascii.EqualsIgnoreCase(taken, name))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Adds what is mapped. False when a value would break the head.</summary>
    public bool Apply(Exchange exchange)
    {
        var value = t_value ??= new ByteWriter();
        foreach (var header in _added)
        {
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

        value.Clear();
        if (_status is not null && _status.Write(exchange, value, ValueForm.Text) && TryReadStatus(value.Written, out var status))
        {
            exchange.Response.Status = status;
        }

        return true;
    }

    private static bool TryReadStatus(ReadOnlySpan<byte> text, out int status)
    {
        status = 0;
        if (text.Length != 3 || text.IndexOfAnyExceptInRange((byte)'0', (byte)'9') >= 0)
        {
            return false;
        }

        status = ((text[0] - '0') * 100) + ((text[1] - '0') * 10) + text[2] - '0';
        return status is >= 100 and <= 599;
    }
}
