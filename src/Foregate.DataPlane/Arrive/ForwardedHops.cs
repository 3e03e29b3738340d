// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Arrive;

/// <summary>Reads Forwarded (RFC 7239): elements between commas, pairs between semicolons, values as tokens or quoted.</summary>
internal static class ForwardedHops
{
    /// <summary>The hops, farthest first. What stands before a malformed element is not known to be anybody's: it is left out.</summary>
    public static List<ForwardedHop> Read(HeaderTable headers)
    {
        var hops = new List<ForwardedHop>();
        foreach (ref readonly var field in headers.Fields)
        {
            if (field.Id == KnownHeader.Forwarded)
            {
                ReadLine(Encoding.Latin1.GetString(headers.Value(field)), hops);
            }
        }

        return hops;
    }

    private static void ReadLine(string line, List<ForwardedHop> hops)
    {
        var rest = line.AsSpan();
        while (true)
        {
            var hop = new ForwardedHop("", null);
            var isWhole = true;
            while (true)
            {
                isWhole &= ReadPair(ref rest, ref hop);
                if (rest.IsEmpty || rest[0] == ',')
                {
                    break;
                }

                // Behind a pair comes a semicolon; anything else spoils the element.
                isWhole &= rest[0] == ';';
                rest = rest[1..];
            }

            if (!isWhole)
            {
                hops.Clear();
            }

            hops.Add(isWhole ? hop : new ForwardedHop("", null));
            if (rest.IsEmpty)
            {
                return;
            }

            rest = rest[1..];
        }
    }

    private static bool ReadPair(ref ReadOnlySpan<char> rest, ref ForwardedHop hop)
    {
        rest = rest.TrimStart(" \t");
        var end = rest.IndexOfAny("=;,");
        if (end < 0 || rest[end] != '=')
        {
            rest = end < 0 ? default : rest[end..];
            return false;
        }

        var name = rest[..end];
        rest = rest[(end + 1)..];
        var isWhole = ReadValue(ref rest, out var value);
        rest = rest.TrimStart(" \t");
        if (name.Equals("for", StringComparison.OrdinalIgnoreCase))
        {
            // Said twice it says nothing.
            isWhole &= hop.For.Length == 0;
            hop = hop with { For = value };
        }
        else if (name.Equals("proto", StringComparison.OrdinalIgnoreCase))
        {
            isWhole &= hop.Proto is null;
            hop = hop with { Proto = value };
        }

        return isWhole;
    }

    private static bool ReadValue(ref ReadOnlySpan<char> rest, out string value)
    {
        if (!rest.StartsWith("\""))
        {
            var end = rest.IndexOfAny(";, \t");
            end = end < 0 ? rest.Length : end;
            value = rest[..end].ToString();
            rest = rest[end..];
            return value.Length > 0;
        }

        var text = new StringBuilder();
        for (var i = 1; i < rest.Length; i++)
        {
            if (rest[i] == '"')
            {
                rest = rest[(i + 1)..];
                value = text.ToString();
                return true;
            }

            if (rest[i] == '\\' && i + 1 < rest.Length)
            {
                i++;
            }

            text.Append(rest[i]);
        }

        // An open quote takes the rest of the line with it.
        rest = default;
        value = "";
        return false;
    }
}
