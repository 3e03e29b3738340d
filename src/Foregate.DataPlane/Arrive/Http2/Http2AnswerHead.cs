// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Text;
using Foregate.DataPlane.Answers;
using Foregate.DataPlane.Wire.Heads;
using Foregate.DataPlane.Wire.Hpack;

namespace Foregate.DataPlane.Arrive.Http2;

/// <summary>Writes the head of an answer as a header block.</summary>
internal static class Http2AnswerHead
{
    /// <summary>Bytes for the status, Date and Content-Length.</summary>
    private const int DoorFields = 128;

    /// <summary>What <see cref="Write"/> needs at most.</summary>
    public static int MaxSize(ResponseHead head) => DoorFields + head.Size + HpackEncoder.MaxField(head.Count * 4, head.Count * 8);

    /// <summary>Returns the bytes written.</summary>
    /// <param name="length">What Content-Length says; -1 leaves it out.</param>
    public static int Write(Span<byte> to, ResponseHead head, long length, ReadOnlySpan<byte> date)
    {
        var at = HpackEncoder.WriteStatus(to, head.Status);
        at += HpackEncoder.Write(to[at..], "date"u8, date);
        var lines = head.Lines;
        foreach (ref readonly var field in head.Fields)
        {
            if (!IsOfDoor(field.Id))
            {
                var value = lines.Slice(field.ValueOffset, field.ValueLength);
                at += HpackEncoder.Write(to[at..], lines.Slice(field.NameOffset, field.NameLength), value, isSecret: field.Id == KnownHeader.SetCookie);
            }
        }

        if (length >= 0)
        {
            Span<byte> digits = stackalloc byte[20];
            Utf8Formatter.TryFormat(length, digits, out var count);
            at += HpackEncoder.Write(to[at..], "content-length"u8, digits[..count]);
        }

        return at;
    }

    // The door's own, or of a connection of HTTP/1.1 (RFC 9113 §8.2.2).
    private static bool IsOfDoor(KnownHeader id) => id is KnownHeader.Connection or KnownHeader.KeepAlive or KnownHeader.ProxyConnection
        or KnownHeader.TransferEncoding or KnownHeader.Upgrade or KnownHeader.ContentLength or KnownHeader.Date or KnownHeader.Http2Settings
        or KnownHeader.Te or KnownHeader.Trailer;
}
