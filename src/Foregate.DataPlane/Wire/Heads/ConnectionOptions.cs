// SPDX-License-Identifier: Apache-2.0
using System.Text;

namespace Foregate.DataPlane.Wire.Heads;

/// <summary>Reads the comma-separated options of a Connection header (RFC 9110 §7.6.1).</summary>
internal static class ConnectionOptions
{
    public static bool Contains(ReadOnlySpan<byte> list, ReadOnlySpan<byte> option)
    {
        foreach (var part in list.Split((byte)','))
        {
            var item = list[part];
            if (Ascii.EqualsIgnoreCase(item[Ascii.Trim(item)], option))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether Connection names headers that end at this hop (RFC 9110 §7.6.1), and not only what everybody says.</summary>
    public static bool NameHeaders(HeaderTable headers)
    {
        if (!headers.TryGet(KnownHeader.Connection, out var value))
        {
            return false;
        }

        return headers.CountOf(KnownHeader.Connection) > 1 || !(Ascii.EqualsIgnoreCase(value, "keep-alive"u8) || Ascii.EqualsIgnoreCase(value, "close"u8));
    }

    /// <summary>Whether a Connection line names this header.</summary>
    public static bool Name(HeaderTable headers, ReadOnlySpan<byte> header)
    {
        foreach (ref readonly var field in headers.Fields)
        {
            if (field.Id == KnownHeader.Connection && Contains(headers.Value(field), header))
            {
                return true;
            }
        }

        return false;
    }
}
