// SPDX-License-Identifier: Apache-2.0
using System.Buffers;

namespace Foregate.DataPlane.Wire.Heads;

/// <summary>
/// Splits a request target into authority, path and query, and refuses what readers disagree about: asterisk form, fragments,
/// bytes outside visible ASCII, back-slashes, broken percent-encodings, encoded NUL, and dot segments however they are spelled.
/// </summary>
internal static class RequestTarget
{
    private static readonly SearchValues<byte> Visible = SearchValues.Create(Range(0x21, 0x7E, except: '#'));
    private static readonly SearchValues<byte> HostBytes =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~!$&'()*+,;=%"u8);

    private static readonly SearchValues<byte> AddressBytes = SearchValues.Create("0123456789abcdefABCDEF:."u8);

    public static HeadFault Read(ReadOnlySpan<byte> target, out ByteRange authority, out ByteRange path, out ByteRange query)
    {
        authority = path = query = default;
        if (target.IsEmpty || target.IndexOfAnyExcept(Visible) >= 0)
        {
            return HeadFault.BadTarget;
        }

        var start = 0;
        if (target[0] != (byte)'/')
        {
            var fault = ReadAuthority(target, out authority);
            if (fault != HeadFault.None)
            {
                return fault;
            }

            start = authority.End;
        }

        var mark = target[start..].IndexOf((byte)'?');
        var end = mark < 0 ? target.Length : start + mark;
        path = new ByteRange(start, end - start);
        query = mark < 0 ? new ByteRange(end, 0) : new ByteRange(end + 1, target.Length - end - 1);
        return path.IsEmpty || IsCanonicalPath(target[start..end]) ? HeadFault.None : HeadFault.BadTarget;
    }

    /// <summary>Whether the bytes are a host with an optional port (RFC 3986 §3.2.2, §3.2.3), without user information.</summary>
    public static bool IsAuthority(ReadOnlySpan<byte> authority)
    {
        if (authority.IsEmpty)
        {
            return false;
        }

        int end;
        if (authority[0] == (byte)'[')
        {
            end = authority.IndexOf((byte)']') + 1;
            if (end < 4 || authority[1..(end - 1)].IndexOfAnyExcept(AddressBytes) >= 0)
            {
                return false;
            }
        }
        else
        {
            end = authority.IndexOf((byte)':');
            end = end < 0 ? authority.Length : end;
            if (end == 0 || authority[..end].IndexOfAnyExcept(HostBytes) >= 0)
            {
                return false;
            }
        }

        var port = authority[end..];
        return port.IsEmpty
            || (port[0] == (byte)':' && port.Length <= 6 && port[1..].IndexOfAnyExceptInRange((byte)'0', (byte)'9') < 0);
    }

    /// <summary>Whether two authorities are one: case does not count, nor a port that the scheme implies.</summary>
    public static bool IsSameAuthority(ReadOnlySpan<byte> a, ReadOnlySpan<byte> b, bool isHttps)
    {
        var port = isHttps ? ":443"u8 : ":80"u8;
        return System.Text.Ascii.EqualsIgnoreCase(a.EndsWith(port) ? a[..^port.Length] : a, b.EndsWith(port) ? b[..^port.Length] : b);
    }

    /// <summary>Whether every reader sees the same segments: no back-slash, no dot segment, whole percent-encodings, no NUL.</summary>
    public static bool IsCanonicalPath(ReadOnlySpan<byte> path)
    {
        if (path.IndexOfAny((byte)'%', (byte)'\\') < 0 && path.IndexOf("/."u8) < 0)
        {
            return true;
        }

        var segment = 0;
        for (var i = 0; i < path.Length; i++)
        {
            switch (path[i])
            {
                case (byte)'\\':
                    return false;
                case (byte)'%':
                    if (i + 2 >= path.Length || !IsHex(path[i + 1]) || !IsHex(path[i + 2])
                        || (path[i + 1] == (byte)'0' && path[i + 2] == (byte)'0'))
                    {
                        return false;
                    }

                    // Back ends that decode first take these for separators.
                    if (IsEncodedSlash(path[i + 1], path[i + 2]))
                    {
                        if (IsDots(path[segment..i]))
                        {
                            return false;
                        }

                        segment = i + 3;
                    }

                    break;
                case (byte)'/':
                    if (IsDots(path[segment..i]))
                    {
                        return false;
                    }

                    segment = i + 1;
                    break;
                default:
                    break;
            }
        }

        return !IsDots(path[segment..]);
    }

    private static HeadFault ReadAuthority(ReadOnlySpan<byte> target, out ByteRange authority)
    {
        authority = default;
        var scheme = target.IndexOf("://"u8);
        if (scheme is not (4 or 5)
            || !(System.Text.Ascii.EqualsIgnoreCase(target[..scheme], "http"u8) || System.Text.Ascii.EqualsIgnoreCase(target[..scheme], "https"u8)))
        {
            return HeadFault.BadTarget;
        }

        var start = scheme + 3;
        var length = target[start..].IndexOfAny((byte)'/', (byte)'?');
        length = length < 0 ? target.Length - start : length;
        authority = new ByteRange(start, length);
        return IsAuthority(target.Slice(start, length)) ? HeadFault.None : HeadFault.BadHost;
    }

    /// <summary>"." or "..", each dot also as %2e, also before a path parameter ("..;x"), which servlet containers drop before they resolve dots.</summary>
    private static bool IsDots(ReadOnlySpan<byte> segment)
    {
        var dots = 0;
        for (var i = 0; i < segment.Length; dots++)
        {
            if (segment[i] == (byte)'.')
            {
                i++;
            }
            else if (i + 2 < segment.Length && segment[i] == (byte)'%' && segment[i + 1] == (byte)'2' && (segment[i + 2] | 0x20) == 'e')
            {
                i += 3;
            }
            else
            {
                return dots is 1 or 2 && segment[i] == (byte)';';
            }
        }

        return dots is 1 or 2;
    }

    /// <summary>%2f or %5c.</summary>
    private static bool IsEncodedSlash(byte high, byte low) =>
        (high == (byte)'2' && (low | 0x20) == 'f') || (high == (byte)'5' && (low | 0x20) == 'c');

    private static bool IsHex(byte b) => char.IsAsciiHexDigit((char)b);

    private static byte[] Range(int first, int last, char except)
    {
        var bytes = new List<byte>();
        for (var b = first; b <= last; b++)
        {
            if (b != except)
            {
                bytes.Add((byte)b);
            }
        }

        return [.. bytes];
    }
}
