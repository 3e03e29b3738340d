// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;

namespace Foregate.DataPlane.Mapping.Templates;

/// <summary>Buffers that each thread renders into, so that they stop growing.</summary>
internal static class TemplateRoom
{
    private const int Kept = 32 * 1024;

    // AWS's largest payload; a part of a body is no longer than the body, but for escapes.
    private const int Largest = 10 * 1024 * 1024;

    [ThreadStatic]
    private static TextBuffer? t_output;

    [ThreadStatic]
    private static TextBuffer? t_json;

    public static TextBuffer Output(int limit)
    {
        var buffer = t_output ??= new TextBuffer(borrows: true);
        buffer.Reset(Math.Min(limit, Largest));
        return buffer;
    }

    /// <param name="room">Bytes that a text of what is written may take: two for each character.</param>
    public static TextBuffer Json(long room)
    {
        var buffer = t_json ??= new TextBuffer(borrows: true);
        buffer.Reset((int)Math.Min(room / 2, Largest));
        return buffer;
    }

    /// <summary>Lets go what one large body made large.</summary>
    public static void Trim()
    {
        t_output?.Trim(Kept);
        t_json?.Trim(Kept);
    }
}
