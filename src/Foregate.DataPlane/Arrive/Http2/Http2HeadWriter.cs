// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Text;
using System.Text;
using Foregate.DataPlane.Wire.Heads;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Primitives;

namespace Foregate.DataPlane.Arrive.Http2;

/// <summary>
/// Writes a request of HTTP/2 down in HTTP/1.1's form, so that one strict reader reads every request. What would read
/// differently once written down (a line end inside a name, a value that starts with a space) is refused here.
/// </summary>
internal sealed class Http2HeadWriter
{
    // Kestrel's dictionary is copied out, because its enumerator would be allocated for each request.
    private KeyValuePair<string, StringValues>[] _fields = new KeyValuePair<string, StringValues>[32];

    /// <summary>Fills and reads <paramref name="head"/>; the fault is none when it is fit.</summary>
    public HeadFault Write(IHttpRequestFeature request, RequestHead head)
    {
        head.Reset();
        var fault = WriteLines(request, head);
        // Read also what is refused: whoever writes it down wants to know what it was.
        var status = head.Read();
        if (fault != HeadFault.None)
        {
            return fault;
        }

        head.MarkHttp2();
        return status switch
        {
            HeadStatus.Complete => HeadFault.None,
            HeadStatus.Invalid => head.Fault,
            _ => HeadFault.HeadersTooLarge,
        };
    }

    private HeadFault WriteLines(IHttpRequestFeature request, RequestHead head)
    {
        var target = request.RawTarget;
        if (ContainsLineBreakers(target) || target.Contains(' ', StringComparison.Ordinal))
        {
            return HeadFault.BadTarget;
        }

        if (!Append(head, request.Method) || !Append(head, " "u8) || !Append(head, target) || !Append(head, " HTTP/1.1\r\n"u8))
        {
            return HeadFault.TargetTooLong;
        }

        var headers = request.Headers;
        var count = headers.Count;
        if (count > _fields.Length)
        {
            Array.Resize(ref _fields, count);
        }

        headers.CopyTo(_fields, 0);
        var length = headers.ContentLength;
        for (var i = 0; i < count; i++)
        {
            var fault = WriteField(head, _fields[i].Key, _fields[i].Value, length);
            if (fault != HeadFault.None)
            {
                Array.Clear(_fields, 0, count);
                return fault;
            }
        }

        Array.Clear(_fields, 0, count);
        return Append(head, "\r\n"u8) ? HeadFault.None : HeadFault.HeadersTooLarge;
    }

    private static HeadFault WriteField(RequestHead head, string name, StringValues values, long? length)
    {
        if (name.Length == 0 || name[0] == ':')
        {
            return HeadFault.None;
        }

        if (!IsToken(name))
        {
            return HeadFault.BadHeaderName;
        }

        if (IsOfConnection(name, values))
        {
            return HeadFault.ConflictingFraming;
        }

        if (length is not null && name.Equals("Content-Length", StringComparison.OrdinalIgnoreCase))
        {
            return WriteLength(head, length.Value);
        }

        if (values.Count > 1 && name.Equals("Cookie", StringComparison.OrdinalIgnoreCase))
        {
            return WriteCrumbs(head, values);
        }

        for (var i = 0; i < values.Count; i++)
        {
            var value = values[i] ?? "";
            if (!IsValue(value))
            {
                return HeadFault.BadHeaderValue;
            }

            if (!AppendName(head, name) || !Append(head, value) || !Append(head, "\r\n"u8))
            {
                return HeadFault.HeadersTooLarge;
            }
        }

        return HeadFault.None;
    }

    private static HeadFault WriteLength(RequestHead head, long length)
    {
        Span<byte> digits = stackalloc byte[20];
        Utf8Formatter.TryFormat(length, digits, out var written);
        return AppendName(head, "content-length") && Append(head, digits[..written]) && Append(head, "\r\n"u8)
            ? HeadFault.None : HeadFault.HeadersTooLarge;
    }

    // RFC 9113 §8.2.3: a cookie may come in crumbs and is one line for everyone behind HTTP/2.
    private static HeadFault WriteCrumbs(RequestHead head, StringValues crumbs)
    {
        if (!AppendName(head, "cookie"))
        {
            return HeadFault.HeadersTooLarge;
        }

        for (var i = 0; i < crumbs.Count; i++)
        {
            var crumb = crumbs[i] ?? "";
            if (!IsValue(crumb))
            {
                return HeadFault.BadHeaderValue;
            }

            if ((i > 0 && !Append(head, "; "u8)) || !Append(head, crumb))
            {
                return HeadFault.HeadersTooLarge;
            }
        }

        return Append(head, "\r\n"u8) ? HeadFault.None : HeadFault.HeadersTooLarge;
    }

    // RFC 9113 §8.2.2: what belongs to a connection of HTTP/1.1 makes a request malformed; TE may say trailers only.
    private static bool IsOfConnection(string name, StringValues values) => name.Length switch
    {
        2 => name.Equals("TE", StringComparison.OrdinalIgnoreCase)
            && !(values.Count == 1 && "trailers".Equals(values[0], StringComparison.OrdinalIgnoreCase)),
        7 => name.Equals("Upgrade", StringComparison.OrdinalIgnoreCase),
        10 => name.Equals("Connection", StringComparison.OrdinalIgnoreCase) || name.Equals("Keep-Alive", StringComparison.OrdinalIgnoreCase),
        16 => name.Equals("Proxy-Connection", StringComparison.OrdinalIgnoreCase),
        17 => name.Equals("Transfer-Encoding", StringComparison.OrdinalIgnoreCase),
        _ => false,
    };

    private static bool IsToken(string name)
    {
        foreach (var c in name)
        {
            if (c > 0x7E || !HeaderLine.IsToken([(byte)c]))
            {
                return false;
            }
        }

        return true;
    }

    // RFC 9113 §8.2.1: white space around a value is part of it, and no part that every reader keeps.
    private static bool IsValue(string value) =>
        value.Length == 0 || (value[0] is not (' ' or '\t') && value[^1] is not (' ' or '\t') && !ContainsLineBreakers(value));

    private static bool ContainsLineBreakers(string text) => text.AsSpan().IndexOfAny('\r', '\n', '\0') >= 0;

    /// <summary>Names are lower case on HTTP/2; Kestrel's own spelling of those it knows is not what was sent.</summary>
    private static bool AppendName(RequestHead head, string name)
    {
        Span<byte> bytes = stackalloc byte[128];
        for (var rest = name.AsSpan(); !rest.IsEmpty;)
        {
            var piece = Math.Min(rest.Length, bytes.Length);
            Ascii.ToLower(rest[..piece], bytes, out _);
            if (!Append(head, bytes[..piece]))
            {
                return false;
            }

            rest = rest[piece..];
        }

        return Append(head, ": "u8);
    }

    private static bool Append(RequestHead head, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var room = head.Free;
            if (room.IsEmpty)
            {
                return false;
            }

            var piece = Math.Min(room.Length, bytes.Length);
            bytes[..piece].CopyTo(room);
            head.Append(piece);
            bytes = bytes[piece..];
        }

        return true;
    }

    private static bool Append(RequestHead head, ReadOnlySpan<char> latin1)
    {
        while (!latin1.IsEmpty)
        {
            var room = head.Free;
            if (room.IsEmpty)
            {
                return false;
            }

            var piece = Math.Min(room.Length, latin1.Length);
            Encoding.Latin1.GetBytes(latin1[..piece], room);
            head.Append(piece);
            latin1 = latin1[piece..];
        }

        return true;
    }
}
