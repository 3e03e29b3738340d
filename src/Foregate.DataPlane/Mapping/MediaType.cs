// SPDX-License-Identifier: Apache-2.0
using System.Text;

namespace Foregate.DataPlane.Mapping;

/// <summary>Reads the media type that AWS selects templates by from Content-Type and Accept.</summary>
internal static class MediaType
{
    public static ReadOnlySpan<byte> Json => "application/json"u8;

    /// <summary>The first media type of the value, without parameters.</summary>
    public static ReadOnlySpan<byte> First(ReadOnlySpan<byte> value)
    {
        var end = value.IndexOfAny((byte)',', (byte)';');
        var type = end < 0 ? value : value[..end];
        return type[Ascii.Trim(type)];
    }
}
