// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Json;
using Foregate.Standards.Numbers;

namespace Foregate.Standards.JsonTokens;

/// <summary>A document and its tokens together: what reads, compares and hashes values needs both.</summary>
internal readonly ref struct TokenView(ReadOnlySpan<byte> text, ReadOnlySpan<Token> tokens)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private readonly ReadOnlySpan<Token> _tokens = tokens;

    public ref readonly Token this[int at] => ref _tokens[at];

    public int Count => _tokens.Length;

    /// <summary>The bytes of a scalar as they were sent: of a text without quotes, with its escapes.</summary>
    public ReadOnlySpan<byte> Raw(int at) => _text.Slice(_tokens[at].Start, _tokens[at].Length);

    /// <summary>The bytes of a text or name, escapes resolved.</summary>
    public ReadOnlySpan<byte> Text(int at)
    {
        var raw = Raw(at);
        return _tokens[at].Kind == TokenKind.EscapedText ? Unescaped(raw) : raw;
    }

    public string String(int at) => Encoding.UTF8.GetString(Text(at));

    public DecimalText Number(int at)
    {
        return DecimalText.TryParse(Raw(at), out var number) ? number : default;
    }

    /// <summary>The bytes of a whole value.</summary>
    public ReadOnlySpan<byte> Whole(int at)
    {
        var token = _tokens[at];
        switch (token.Kind)
        {
            case TokenKind.Text or TokenKind.EscapedText:
                return _text.Slice(token.Start - 1, token.Length + 2);
            case TokenKind.Array or TokenKind.Object:
                var reader = new Utf8JsonReader(_text[token.Start..], new JsonReaderOptions { MaxDepth = 512 });
                reader.Read();
                reader.TrySkip();
                return _text.Slice(token.Start, (int)reader.BytesConsumed);
            default:
                return Raw(at);
        }
    }

    /// <summary>Whether two values are the same as JSON Schema has it: numbers by what they are, objects whatever their order.</summary>
    public static bool AreEqual(TokenView left, int l, TokenView right, int r, ref int steps)
    {
        if (--steps < 0)
        {
            return false;
        }

        var a = left._tokens[l];
        var b = right._tokens[r];
        switch (a.Kind)
        {
            case TokenKind.Integer or TokenKind.Number:
                return b.Kind is TokenKind.Integer or TokenKind.Number && DecimalText.Compare(left.Number(l), right.Number(r)) == 0;
            case TokenKind.Text or TokenKind.EscapedText:
                return b.Kind is TokenKind.Text or TokenKind.EscapedText && left.Text(l).SequenceEqual(right.Text(r));
            case TokenKind.Array:
                return b.Kind == TokenKind.Array && a.Length == b.Length && AreEqualArrays(left, l, right, r, ref steps);
            case TokenKind.Object:
                return b.Kind == TokenKind.Object && a.Length == b.Length && AreEqualObjects(left, l, right, r, ref steps);
            default:
                return a.Kind == b.Kind;
        }
    }

    /// <summary>The same for values that are equal.</summary>
    public int Hash(int at)
    {
        var token = _tokens[at];
        switch (token.Kind)
        {
            case TokenKind.Integer or TokenKind.Number:
                return Number(at).Hash();
            case TokenKind.Text or TokenKind.EscapedText:
                return HashOf(Text(at));
            case TokenKind.Array:
                var hash = default(HashCode);
                hash.Add(token.Kind);
                for (var i = at + 1; i < token.Next; i = _tokens[i].Next)
                {
                    hash.Add(Hash(i));
                }

                return hash.ToHashCode();
            case TokenKind.Object:
                // A sum, because members have no order.
                var sum = 1;
                for (var i = at + 1; i < token.Next; i = _tokens[i + 1].Next)
                {
                    sum += HashCode.Combine(HashOf(Text(i)), Hash(i + 1));
                }

                return sum;
            default:
                return (int)token.Kind;
        }
    }

    /// <summary>Whether no two elements of an array are equal.</summary>
    public bool AreElementsUnique(int at, ref int steps)
    {
        // Hashes beside their places, sorted: only neighbours of the same hash are compared.
        var token = _tokens[at];
        Span<long> hashes = token.Length <= 64 ? stackalloc long[token.Length] : new long[token.Length];
        var count = 0;
        for (var i = at + 1; i < token.Next; i = _tokens[i].Next)
        {
            hashes[count++] = ((long)Hash(i) << 32) | (uint)i;
        }

        hashes.Sort();
        for (var i = 1; i < count; i++)
        {
            for (var j = i - 1; j >= 0 && hashes[j] >> 32 == hashes[i] >> 32 && steps >= 0; j--)
            {
                if (AreEqual(this, (int)hashes[i], this, (int)hashes[j], ref steps))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>How many characters a text has: its bytes but those that go on with one.</summary>
    public int Characters(int at)
    {
        var text = Text(at);
        if (Ascii.IsValid(text))
        {
            return text.Length;
        }

        var length = 0;
        foreach (var b in text)
        {
            length += (b & 0xC0) != 0x80 ? 1 : 0;
        }

        return length;
    }

    private static bool AreEqualArrays(TokenView left, int l, TokenView right, int r, ref int steps)
    {
        var end = left._tokens[l].Next;
        for (int i = l + 1, j = r + 1; i < end; i = left._tokens[i].Next, j = right._tokens[j].Next)
        {
            if (!AreEqual(left, i, right, j, ref steps))
            {
                return false;
            }
        }

        return true;
    }

    private static bool AreEqualObjects(TokenView left, int l, TokenView right, int r, ref int steps)
    {
        var end = left._tokens[l].Next;
        var likely = r + 1;
        for (var i = l + 1; i < end; i = left._tokens[i + 1].Next)
        {
            var name = left.Text(i);
            var j = likely < right._tokens[r].Next && right.Text(likely).SequenceEqual(name) ? likely : right.Find(r, name, ref steps);
            if (j < 0 || !AreEqual(left, i + 1, right, j + 1, ref steps))
            {
                return false;
            }

            likely = right._tokens[j + 1].Next;
        }

        return true;
    }

    private int Find(int at, ReadOnlySpan<byte> name, ref int steps)
    {
        for (var i = at + 1; i < _tokens[at].Next; i = _tokens[i + 1].Next)
        {
            if (--steps < 0)
            {
                return -1;
            }

            if (Text(i).SequenceEqual(name))
            {
                return i;
            }
        }

        return -1;
    }

    private static int HashOf(ReadOnlySpan<byte> bytes)
    {
        var hash = default(HashCode);
        hash.AddBytes(bytes);
        return hash.ToHashCode();
    }

    private static ReadOnlySpan<byte> Unescaped(ReadOnlySpan<byte> raw)
    {
        var plain = new byte[raw.Length];
        var length = 0;
        for (var i = 0; i < raw.Length; i++)
        {
            if (raw[i] != '\\')
            {
                plain[length++] = raw[i];
                continue;
            }

            switch (raw[++i])
            {
                case (byte)'n':
                    plain[length++] = (byte)'\n';
                    break;
                case (byte)'t':
                    plain[length++] = (byte)'\t';
                    break;
                case (byte)'r':
                    plain[length++] = (byte)'\r';
                    break;
                case (byte)'b':
                    plain[length++] = (byte)'\b';
                    break;
                case (byte)'f':
                    plain[length++] = (byte)'\f';
                    break;
                case (byte)'u':
                    var code = Hex(raw.Slice(i + 1, 4));
                    i += 4;
                    if (char.IsHighSurrogate((char)code) && i + 6 < raw.Length && raw[i + 1] == '\\' && raw[i + 2] == 'u' && char.IsLowSurrogate((char)Hex(raw.Slice(i + 3, 4))))
                    {
                        code = char.ConvertToUtf32((char)code, (char)Hex(raw.Slice(i + 3, 4)));
                        i += 6;
                    }

                    length += (Rune.TryCreate(code, out var rune) ? rune : Rune.ReplacementChar).EncodeToUtf8(plain.AsSpan(length));
                    break;
                default:
                    plain[length++] = raw[i];
                    break;
            }
        }

        return plain.AsSpan(0, length);
    }

    private static int Hex(ReadOnlySpan<byte> digits)
    {
        var code = 0;
        foreach (var c in digits)
        {
            code = (code << 4) | (c <= '9' ? c - '0' : (c | 32) - 'a' + 10);
        }

        return code;
    }
}
