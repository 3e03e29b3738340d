// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
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

    public override bool TryInvoke(string method, ReadOnlySpan<Value> arguments, out Value result)
    {
        Fault = null;
        result = default;
        if (arguments.Length != 1 || !Names.AsSpan().Contains(method))
        {
            return false;
        }

        if (arguments[0].IsNull)
        {
            return true;
        }

        var text = JavaText.Of(arguments[0]);
        switch (method)
        {
            case "escapeJavaScript":
                result = Value.Of(Escape(text));
                return true;
            case "urlEncode":
                result = Value.Of(UrlEncode(text));
                return true;
            case "base64Encode":
                result = Value.Of(Convert.ToBase64String(Encoding.UTF8.GetBytes(text)));
                return true;
            case "base64Decode":
                result = Value.Of(Base64Decode(text));
                return true;
            case "urlDecode":
                return TryUrlDecode(text, out result);
            default:
                Fault = JsonValues.TryRead(Encoding.UTF8.GetBytes(text), out result) ? null : "The text is no JSON";
                return Fault is null;
        }
    }

    // JavaScript's escapes as Java's commons-lang writes them: quotes of both kinds, the slash, and everything beyond ASCII by its code.
    private static string Escape(string text)
    {
        var first = text.AsSpan().IndexOfAnyExcept(s_plain);
        if (first < 0)
        {
            return text;
        }

        var escaped = new StringBuilder(text.Length + 16).Append(text, 0, first);
        foreach (var c in text.AsSpan(first))
        {
            switch (c)
            {
                case '\b': escaped.Append("\\b"); break;
                case '\n': escaped.Append("\\n"); break;
                case '\t': escaped.Append("\\t"); break;
                case '\f': escaped.Append("\\f"); break;
                case '\r': escaped.Append("\\r"); break;
                case '\'' or '"' or '\\' or '/': escaped.Append('\\').Append(c); break;
                case < ' ' or > '~' and not '\u007F': escaped.Append("\\u").Append(((int)c).ToString("X4", null)); break;
                default: escaped.Append(c); break;
            }
        }

        return escaped.ToString();
    }

    private static string UrlEncode(string text)
    {
        var encoded = new StringBuilder(text.Length + 16);
        foreach (var b in Encoding.UTF8.GetBytes(text))
        {
            if (char.IsAsciiLetterOrDigit((char)b) || b is (byte)'.' or (byte)'-' or (byte)'*' or (byte)'_')
            {
                encoded.Append((char)b);
            }
            else if (b == ' ')
            {
                encoded.Append('+');
            }
            else
            {
                encoded.Append('%').Append("0123456789ABCDEF"[b >> 4]).Append("0123456789ABCDEF"[b & 15]);
            }
        }

        return encoded.ToString();
    }

    private bool TryUrlDecode(string text, out Value result)
    {
        result = default;
        var bytes = Encoding.UTF8.GetBytes(text);
        var length = 0;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] == '%')
            {
                if (i + 2 >= bytes.Length || !char.IsAsciiHexDigit((char)bytes[i + 1]) || !char.IsAsciiHexDigit((char)bytes[i + 2]))
                {
                    Fault = "The text holds a percent sign without two hexadecimal digits";
                    return false;
                }

                bytes[length++] = (byte)((Convert.ToInt32(((char)bytes[i + 1]).ToString(), 16) << 4) | Convert.ToInt32(((char)bytes[i + 2]).ToString(), 16));
                i += 2;
            }
            else
            {
                bytes[length++] = bytes[i] == '+' ? (byte)' ' : bytes[i];
            }
        }

        result = Value.Of(Encoding.UTF8.GetString(bytes.AsSpan(0, length)));
        return true;
    }

    // Java's commons-codec: both alphabets, and whatever is in neither is passed over.
    private static string Base64Decode(string text)
    {
        var bytes = new byte[(text.Length * 3 / 4) + 3];
        var (length, bits, count) = (0, 0, 0);
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
                bytes[length++] = (byte)(bits >> (6 - (2 * ((count - 1) % 4))));
            }
        }

        return Encoding.UTF8.GetString(bytes.AsSpan(0, length));
    }
}
