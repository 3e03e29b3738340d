// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Emit.ResponseCache;

/// <summary>Reads Cache-Control (RFC 9111 §5.2) as far as a cache of API Gateway looks at it.</summary>
internal static class CacheControl
{
    /// <summary>Whether the client asks for a fresh answer: max-age=0.</summary>
    public static bool Invalidates(HeaderTable headers)
    {
        if (headers.Has(KnownHeader.CacheControl))
        {
            foreach (ref readonly var field in headers.Fields)
            {
                if (field.Id == KnownHeader.CacheControl && Names(headers.Value(field), "max-age=0"u8))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Whether a back end says that its answer is for one client, or for no cache.</summary>
    public static bool ForbidsSharing(ReadOnlySpan<byte> value) => Names(value, "private"u8) || Names(value, "no-store"u8);

    /// <summary>Whether a directive is in the list, with an argument or without.</summary>
    private static bool Names(ReadOnlySpan<byte> list, ReadOnlySpan<byte> directive)
    {
        foreach (var part in list.Split((byte)','))
        {
            var item = list[part];
            item = item[Ascii.Trim(item)];
            if (item.Length >= directive.Length && Ascii.EqualsIgnoreCase(item[..directive.Length], directive)
                && (item.Length == directive.Length || (item[directive.Length] == (byte)'=' && directive.IndexOf((byte)'=') < 0)))
            {
                return true;
            }
        }

        return false;
    }
}
