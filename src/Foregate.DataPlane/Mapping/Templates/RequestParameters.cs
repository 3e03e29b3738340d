// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Wire;
using Foregate.Standards.Values;

namespace Foregate.DataPlane.Mapping.Templates;

/// <summary>A request's parameters as maps, for $input.params(). Of several values under one name the last counts; names are told apart by case.</summary>
internal static class RequestParameters
{
    [ThreadStatic]
    private static ByteWriter? t_text;

    /// <summary>Values of path variables, as they were sent.</summary>
    public static ValueMap Path(Exchange exchange)
    {
        var parameters = exchange.Route.Parameters;
        var map = new ValueMap(parameters.Length);
        for (var i = 0; i < parameters.Length; i++)
        {
            map[exchange.Route.Plan!.ParameterNames[i]] = Value.Of(Encoding.UTF8.GetString(exchange.Request[parameters[i]]));
        }

        return map;
    }

    /// <summary>The query's names and values, decoded.</summary>
    public static ValueMap Query(Exchange exchange)
    {
        var map = new ValueMap();
        var reader = new QueryReader(exchange.Request[exchange.Request.Query]);
        while (reader.Next())
        {
            map[Decoded(reader.Name)] = Value.Of(Decoded(reader.Value));
        }

        return map;
    }

    public static ValueMap Headers(Exchange exchange)
    {
        var headers = exchange.Request.Headers;
        var map = new ValueMap(headers.Count);
        foreach (ref readonly var field in headers.Fields)
        {
            if (UnseenHeaders.Contains(field.Id))
            {
                continue;
            }

            map[Encoding.UTF8.GetString(headers.Name(field))] = Value.Of(Encoding.UTF8.GetString(headers.Value(field)));
        }

        return map;
    }

    /// <summary>One parameter by its name: of the path, else of the query, else of the headers; null when there is none.</summary>
    public static string? Find(Exchange exchange, string name)
    {
        var names = exchange.Route.Plan?.ParameterNames ?? [];
        for (var i = 0; i < names.Length; i++)
        {
            if (names[i] == name)
            {
                return Encoding.UTF8.GetString(exchange.Request[exchange.Route.Parameters[i]]);
            }
        }

        Span<byte> bytes = stackalloc byte[256];
        if (!Encoding.UTF8.TryGetBytes(name, bytes, out var length))
        {
            bytes = Encoding.UTF8.GetBytes(name);
            length = bytes.Length;
        }

        bytes = bytes[..length];
        string? found = null;
        var reader = new QueryReader(exchange.Request[exchange.Request.Query]);
        while (reader.Next(bytes))
        {
            found = Decoded(reader.Value);
        }

        var headers = exchange.Request.Headers;
        for (var i = found is null ? headers.IndexOf(bytes, ignoreCase: false) : -1; i >= 0; i = headers.IndexOf(bytes, ignoreCase: false, i + 1))
        {
            found = UnseenHeaders.Contains(headers.Fields[i].Id) ? found : Encoding.UTF8.GetString(headers.Value(headers.Fields[i]));
        }

        return found;
    }

    private static string Decoded(ReadOnlySpan<byte> raw)
    {
        if (raw.IndexOfAny((byte)'%', (byte)'+') < 0)
        {
            return Encoding.UTF8.GetString(raw);
        }

        var text = t_text ??= new ByteWriter();
        text.Clear();
        PercentEncoding.Decode(raw, text, plusIsSpace: true);
        return Encoding.UTF8.GetString(text.Written);
    }
}
