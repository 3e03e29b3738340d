// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Mapping;
using Foregate.DataPlane.Mapping.Values;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Heads;
using Foregate.Standards.Values;

namespace Foregate.DataPlane.Dispatch.RequestMapping;

/// <summary>
/// The target of an integration's request: path and query of its URI with their values, then a proxy's client's query, then mapped parameters.
/// The client's query passes byte for byte, less what mappings take away: decoding and encoding again could only change its meaning.
/// </summary>
internal sealed class RequestTargetTemplate(TargetPart[] path, TargetPart[] query, QueryMapping[] mappings, Rejection missing, Rejection malformed, bool isProxy = true)
{
    private readonly bool _isFixedPath = IsFixed(path);
    private readonly bool _takesAway = Array.Exists(mappings, static mapping => mapping.Replaces);

    /// <summary>The refusal of a request whose values make no valid target or header.</summary>
    public Rejection Malformed { get; } = malformed;

    /// <summary>The same target with something before its query.</summary>
    public RequestTargetTemplate WithQueryStart(byte[] start) =>
        new(path, query.Length == 0 ? [new TargetPart(start)] : [new TargetPart([.. start, (byte)'&']), .. query], mappings, missing, Malformed, isProxy);

    /// <summary>Writes the target, or tells why it cannot be made.</summary>
    public Rejection? Write(Exchange exchange, ByteWriter writer)
    {
        var start = writer.Length;
        if (!Write(path, exchange, writer))
        {
            return missing;
        }

        if (!_isFixedPath)
        {
            if (writer.Length == start || writer.Written[start] != (byte)'/')
            {
                writer.Insert(start, (byte)'/');
            }

            // Values that were joined may have become what each reader reads its own way: dot segments, broken encodings.
            if (!RequestTarget.IsCanonicalPath(writer.Written[start..]))
            {
                return Malformed;
            }
        }

        var mark = writer.Length;
        if (query.Length > 0)
        {
            writer.Write((byte)'&');
            if (!Write(query, exchange, writer))
            {
                return missing;
            }
        }

        if (isProxy)
        {
            WriteClientQuery(exchange, writer);
        }

        foreach (var mapping in mappings)
        {
            mapping.Value?.WriteQuery(exchange, writer, mapping.EncodedName);
        }

        if (!isProxy && exchange.Overrides is { } overrides)
        {
            WriteOverrides(overrides.RequestQuery, writer);
        }

        if (writer.Length > mark)
        {
            writer.Replace(mark, (byte)'?');
        }

        // The second fence: whatever the values were, one target goes out, and nothing after it.
        return writer.Written[start..].IndexOfAnyExceptInRange((byte)0x21, (byte)0x7E) < 0 ? null : Malformed;
    }

    private static bool Write(TargetPart[] parts, Exchange exchange, ByteWriter writer)
    {
        foreach (ref readonly var part in parts.AsSpan())
        {
            if (part.Bytes is { } bytes)
            {
                writer.Write(bytes);
            }
            else if (!part.Value!.Write(exchange, writer, part.Form))
            {
                return false;
            }
        }

        return true;
    }

    private void WriteClientQuery(Exchange exchange, ByteWriter writer)
    {
        var client = exchange.Request[exchange.Request.Query];
        if (client.IsEmpty)
        {
            return;
        }

        if (!_takesAway)
        {
            writer.Write((byte)'&');
            writer.Write(client);
            return;
        }

        var reader = new QueryReader(client);
        while (reader.Next())
        {
            if (!IsTakenAway(reader.Name))
            {
                writer.Write((byte)'&');
                writer.Write(reader.Pair);
            }
        }
    }

    /// <summary>What the request template sets and no mapping names.</summary>
    private void WriteOverrides(ValueMap set, ByteWriter writer)
    {
        for (var i = 0; i < set.Count; i++)
        {
            var name = Encoding.UTF8.GetBytes(set.KeyAt(i));
            if (!Array.Exists(mappings, mapping => mapping.Name.AsSpan().SequenceEqual(name)))
            {
                var encoded = new ByteWriter();
                PercentEncoding.Encode(name, encoded, ValueForm.Query);
                Overriding.WriteQuery(set.ValueAt(i), writer, encoded.Written);
            }
        }
    }

    private bool IsTakenAway(ReadOnlySpan<byte> name)
    {
        foreach (var mapping in mappings)
        {
            if (mapping.Replaces && PercentEncoding.DecodesTo(name, mapping.Name))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsFixed(TargetPart[] parts) => Array.TrueForAll(parts, static part => part.Bytes is not null);
}
