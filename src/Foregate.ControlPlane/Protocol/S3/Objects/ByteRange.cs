// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Foregate.ControlPlane.Protocol.S3.Values;

namespace Foregate.ControlPlane.Protocol.S3.Objects;

/// <summary>A part of an object's bytes.</summary>
internal readonly record struct ByteRange(long First, long Length)
{
    /// <summary>What a Range header asks of so many bytes (RFC 9110 §14.2); <see langword="null"/> where all of them are meant: of several ranges, S3 knows nothing.</summary>
    /// <exception cref="S3Exception">There are no such bytes.</exception>
    public static ByteRange? Of(string? header, long size)
    {
        const string Unit = "bytes=";
        if (header is null || !header.StartsWith(Unit, StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        var dash = header.IndexOf('-', StringComparison.Ordinal);
        if (dash < 0 || header.Contains(',', StringComparison.Ordinal) || !TryNumber(header[Unit.Length..dash], out var first) || !TryNumber(header[(dash + 1)..], out var last)
            || (first is null && last is null) || last < first)
        {
            return null;
        }

        var range = first is { } start ? new ByteRange(start, Math.Min(last ?? long.MaxValue - 1, size - 1) - start + 1) : new ByteRange(Math.Max(0, size - last!.Value), Math.Min(size, last.Value));
        return range.Length > 0 ? range : throw new S3Exception(S3Error.InvalidRange(header, size));
    }

    private static bool TryNumber(string text, out long? number)
    {
        var isNumber = long.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var value);
        number = isNumber ? value : null;
        return isNumber || text.Trim().Length == 0;
    }
}
