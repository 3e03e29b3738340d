// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;

namespace Foregate.Standards.JsonTokens;

/// <summary>A JSON document as a flat table over its own bytes: no tree, no strings. Members are a name's token and then the value's.</summary>
internal sealed class DocumentTokens
{
    private const int KeptTokens = 4096;
    private const int DeepestDocument = 256;

    private static readonly SearchValues<byte> s_separators = SearchValues.Create(",:[{"u8);

    [ThreadStatic]
    private static DocumentTokens? t_spare;

    private readonly int[] _open = new int[DeepestDocument + 1];
    private Token[] _tokens = new Token[256];
    private int _count;

    public ReadOnlySpan<Token> Tokens => _tokens.AsSpan(0, _count);

    public static DocumentTokens Rent()
    {
        var tokens = t_spare ?? new DocumentTokens();
        t_spare = null;
        return tokens;
    }

    public void Return()
    {
        if (_tokens.Length <= KeptTokens)
        {
            t_spare = this;
        }
    }

    /// <summary>Reads a document of strict JSON in UTF-8; false for anything else, and for what is nested deeper than 256.</summary>
    public bool TryRead(ReadOnlySpan<byte> json)
    {
        _count = 0;
        if (json.Length > Token.LongestDocument || !Utf8.IsValid(json))
        {
            return false;
        }

        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = DeepestDocument });
        var depth = 0;
        try
        {
            while (reader.Read())
            {
                switch (reader.TokenType)
                {
                    case JsonTokenType.StartObject or JsonTokenType.StartArray:
                        _open[depth++] = _count;
                        Add(json, new Token(reader.TokenType == JsonTokenType.StartObject ? TokenKind.Object : TokenKind.Array, (int)reader.TokenStartIndex, 0, 0));
                        continue;
                    case JsonTokenType.EndObject or JsonTokenType.EndArray:
                        Close(_open[--depth]);
                        continue;
                    case JsonTokenType.PropertyName or JsonTokenType.String:
                        Add(json, new Token(reader.ValueIsEscaped ? TokenKind.EscapedText : TokenKind.Text, (int)reader.TokenStartIndex + 1, reader.ValueSpan.Length, _count + 1));
                        continue;
                    case JsonTokenType.Number:
                        var isInteger = reader.ValueSpan.IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0;
                        Add(json, new Token(isInteger ? TokenKind.Integer : TokenKind.Number, (int)reader.TokenStartIndex, reader.ValueSpan.Length, _count + 1));
                        continue;
                    default:
                        var kind = reader.TokenType switch
                        {
                            JsonTokenType.True => TokenKind.True,
                            JsonTokenType.False => TokenKind.False,
                            _ => TokenKind.Null,
                        };
                        Add(json, new Token(kind, (int)reader.TokenStartIndex, reader.ValueSpan.Length, _count + 1));
                        continue;
                }
            }
        }
        catch (JsonException)
        {
            return false;
        }

        return _count > 0;
    }

    private void Close(int at)
    {
        var token = _tokens[at];
        var length = 0;
        var step = token.Kind == TokenKind.Object ? 1 : 0;
        // A scalar's and a closed container's Next leads over it, so that only the container's own elements are counted.
        for (var i = at + 1; i < _count; i = _tokens[i + step].Next)
        {
            length++;
        }

        _tokens[at] = new Token(token.Kind, token.Start, length, _count);
    }

    private void Add(ReadOnlySpan<byte> json, Token token)
    {
        if (_count == _tokens.Length)
        {
            // There is one token at most for each separator, and one more: a large document gets no more room than it can need.
            var most = _tokens.Length < KeptTokens ? int.MaxValue : Separators(json) + 1;
            Array.Resize(ref _tokens, Math.Max(_count + 1, Math.Min(_tokens.Length * 2, most)));
        }

        _tokens[_count++] = token;
    }

    private static int Separators(ReadOnlySpan<byte> json)
    {
        var count = 0;
        for (var at = json.IndexOfAny(s_separators); at >= 0; at = json.IndexOfAny(s_separators))
        {
            count++;
            json = json[(at + 1)..];
        }

        return count;
    }
}
