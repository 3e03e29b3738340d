// SPDX-License-Identifier: Apache-2.0
using System.Text;

namespace Foregate.DataPlane.Wire;

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
}
