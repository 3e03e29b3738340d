// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.Buffers.Text;
using System.Text;
using Foregate.Standards.Values;

namespace Foregate.DataPlane.Mapping.Templates;

/// <summary>$util: escaping and codings. Methods that only AppSync's $util has (qr, quiet, toJson) are not there, as on API Gateway.</summary>
internal sealed class UtilObject : ValueObject
{
    private static readonly SearchValues<char> s_plain = SearchValues.Create(
        " !#$%&()*+,-.0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[]^_`abcdefghijklmnopqrstuvwxyz{|}~\u007F");

    /// <summary>The methods that there are.</summary>
    public static readonly string[] Names = ["base64Decode", "base64Encode", "escapeJavaScript", "parseJson", "urlDecode", "urlEncode"];

    public override bool TakesTexts => true;

    public override bool TryInvoke(string method, ReadOnlySpan<Value> arguments, out Value result)
    {
        Fault = null;
        (Steps, Bytes) = (0, 0);
        result = default;
        if (arguments.Length != 1 || !Names.AsSpan().Contains(method))
        {
            return false;
        }

        if (arguments[0].IsNull)
        {
            return true;
        }

        var text = arguments[0].IsText ? arguments[0].AsText : JavaText.Of(arguments[0]);
        var made = TemplateRoom.Json(Room);
        switch (method)
        {
            case "escapeJavaScript":
                Escape(text, made);
                break;
            case "urlEncode":
                UrlEncode(text, made);
                break;
            case "base64Encode":
                Base64Encode(text, made);
                break;
            case "base64Decode":
                Base64Decode(text, made);
                break;
            case "urlDecode":
                UrlDecode(text, made);
                break;
            default:
                made.Write(text.AsSpan());
                long taken = 0;
                Fault = !made.IsFull && JsonValues.TryRead(made.Written, Room, out result, out taken) ? null : "The text is no JSON, or too long";
                (Steps, Bytes) = (text.Length >> 3, taken);
                return Fault is null;
        }

        if (made.IsFull)
        {
            Fault ??= $"The method {method} makes a text that is too long";
        }

        result = Fault is null ? Value.Of(made.ToString()) : default;
        return Fault is null;
    }

    // JavaScript's escapes as Java's commons-lang writes them: quotes of both kinds, the slash, and everything beyond ASCII by its code.
    private static void Escape(ReadOnlySpan<char> text, TextBuffer made)
    {
        while (text.IndexOfAnyExcept(s_plain) is >= 0 and var at && !made.IsFull)
        {
            made.Write(text[..at]);
            var c = text[at];
            switch (c)
            {
                case '\b': made.Write("\\b"u8); break;
                case '\n': made.Write("\\n"u8); break;
                case '\t': made.Write("\\t"u8); break;
                case '\f': made.Write("\\f"u8); break;
                case '\r': made.Write("\\r"u8); break;
                case '\'' or '"' or '\\' or '/': made.Write([(byte)'\\', (byte)c]); break;
                default: made.Write([(byte)'\\', (byte)'u', Digit(c >> 12), Digit(c >> 8), Digit(c >> 4), Digit(c)]); break;
            }

            text = text[(at + 1)..];
        }

        made.Write(text);
    }

    private static byte Digit(int value) => "0123456789ABCDEF"u8[value & 15];

    private static void UrlEncode(string text, TextBuffer made)
    {
        var bytes = Utf8(text);
        foreach (var b in bytes.Span)
        {
            if (char.IsAsciiLetterOrDigit((char)b) || b is (byte)'.' or (byte)'-' or (byte)'*' or (byte)'_')
            {
                made.Write(b);
            }
            else if (b == ' ')
            {
                made.Write((byte)'+');
            }
            else
            {
                made.Write([(byte)'%', Digit(b >> 4), Digit(b)]);
            }
        }

        bytes.Dispose();
    }

    private void UrlDecode(string text, TextBuffer made)
    {
        var bytes = Utf8(text);
        var span = bytes.Span;
        for (var i = 0; i < span.Length; i++)
        {
            if (span[i] != '%')
            {
                made.Write(span[i] == '+' ? (byte)' ' : span[i]);
            }
            else if (i + 2 < span.Length && char.IsAsciiHexDigit((char)span[i + 1]) && char.IsAsciiHexDigit((char)span[i + 2]))
            {
                made.Write((byte)((Convert.ToInt32(((char)span[i + 1]).ToString(), 16) << 4) | Convert.ToInt32(((char)span[i + 2]).ToString(), 16)));
                i += 2;
            }
            else
            {
                Fault = "The text holds a percent sign without two hexadecimal digits";
                break;
            }
        }

        bytes.Dispose();
    }

    private static void Base64Encode(string text, TextBuffer made)
    {
        var bytes = Utf8(text);
        Span<byte> coded = stackalloc byte[1024];
        for (var rest = (ReadOnlySpan<byte>)bytes.Span; !rest.IsEmpty && !made.IsFull;)
        {
            // Whole groups of three but for the last.
            var count = Math.Min(coded.Length / 4 * 3, rest.Length);
            Base64.EncodeToUtf8(rest[..count], coded, out _, out var written);
            made.Write(coded[..written]);
            rest = rest[count..];
        }

        bytes.Dispose();
    }

    // Java's commons-codec: both alphabets, and whatever is in neither is passed over.
    private static void Base64Decode(string text, TextBuffer made)
    {
        var (bits, count) = (0, 0);
        foreach (var c in text)
        {
            if (c == '=')
            {
                break;
            }

            var six = c switch
            {
                >= 'A' and <= 'Z' => c - 'A',
                >= 'a' and <= 'z' => c - 'a' + 26,
                >= '0' and <= '9' => c - '0' + 52,
                '+' or '-' => 62,
                '/' or '_' => 63,
                _ => -1,
            };
            if (six < 0)
            {
                continue;
            }

            bits = (bits << 6) | six;
            if (++count % 4 != 1)
            {
                made.Write((byte)(bits >> (6 - (2 * ((count - 1) % 4)))));
            }
        }
    }

    private static Borrowed Utf8(string text)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(text.Length));
        return new Borrowed(bytes, Encoding.UTF8.GetBytes(text, bytes));
    }

    private readonly ref struct Borrowed(byte[] bytes, int length)
    {
        public Span<byte> Span => bytes.AsSpan(0, length);

        public void Dispose() => ArrayPool<byte>.Shared.Return(bytes);
    }
}
