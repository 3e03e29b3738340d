// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Encodings.Web;
using Foregate.Standards.JsonTokens;
using Foregate.Standards.Values;

namespace Foregate.Standards.JsonSchema;

/// <summary>
/// What is wrong with a document, in the words of the validator that AWS runs. What is wrong with one value stands in the order in which Java's maps have
/// the keywords; bounded, however large the document.
/// </summary>
internal sealed class SchemaMessages
{
    private const int MostText = 8192;
    private const int LongestValue = 1024;
    private const int JavaBuckets = 16;

    // Around what comes of the document rather than of the schema; neither is in JSON's text unescaped.
    private const char FromDocument = '\u0002';
    private const char BackToSchema = '\u0003';

    private readonly List<(int Order, string Text)> _level = [];
    private readonly StringBuilder _text = new();
    private int _levelLength;

    /// <summary>Whether nothing was said about the value that is being looked at.</summary>
    public bool IsLevelClear => _level.Count == 0;

    /// <summary>Whether no more is told, however much is wrong.</summary>
    public bool IsFull => _text.Length + _levelLength >= MostText;

    /// <summary>All that was said, to be said again among other things.</summary>
    public string Marked => _text.ToString();

    /// <summary>Notes what is wrong with the value that is being looked at; false when nothing more is told.</summary>
    public bool Add(string keyword, string text)
    {
        var hash = JavaText.HashOf(keyword);
        _level.Add(((hash ^ (int)((uint)hash >> 16)) & (JavaBuckets - 1), text));
        _levelLength += text.Length;
        return !IsFull;
    }

    /// <summary>Ends what is said about one value.</summary>
    public void EndLevel()
    {
        // Sorted in place, stable: there are few.
        for (var i = 1; i < _level.Count; i++)
        {
            for (var j = i; j > 0 && _level[j].Order < _level[j - 1].Order; j--)
            {
                (_level[j], _level[j - 1]) = (_level[j - 1], _level[j]);
            }
        }

        foreach (var (_, text) in _level)
        {
            if (_text.Length < MostText)
            {
                _text.Append(_text.Length == 0 ? "" : ", ").Append(text);
            }
        }

        _level.Clear();
        _levelLength = 0;
    }

    /// <summary>All that was said.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(_text.Length + 2).Append('[');
        foreach (var piece in _text.GetChunks())
        {
            foreach (var c in piece.Span)
            {
                if (c is not (FromDocument or BackToSchema))
                {
                    text.Append(c);
                }
            }
        }

        return text.Append(']').ToString();
    }

    /// <summary>All that was said, with stars for what the document's values are.</summary>
    public string Masked()
    {
        var text = new StringBuilder(_text.Length + 2).Append('[');
        var depth = 0;
        foreach (var piece in _text.GetChunks())
        {
            foreach (var c in piece.Span)
            {
                if (c == FromDocument)
                {
                    text.Append(depth++ == 0 ? "***" : "");
                }
                else if (c == BackToSchema)
                {
                    depth--;
                }
                else if (depth == 0)
                {
                    text.Append(c);
                }
            }
        }

        return text.Append(']').ToString();
    }

    /// <summary>A text of the document, cut where it is long.</summary>
    public static string Said(string text) =>
        FromDocument + Short(text).Replace(FromDocument, ' ').Replace(BackToSchema, ' ') + BackToSchema;

    public static string Types(SchemaTypes types)
    {
        var names = new List<string>();
        for (var bit = 1; bit <= (int)SchemaTypes.String; bit <<= 1)
        {
            if (((int)types & bit) != 0)
            {
                names.Add(Name((SchemaTypes)bit));
            }
        }

        return Names(names);
    }

    public static string Name(SchemaTypes type) => type switch
    {
        SchemaTypes.Array => "array",
        SchemaTypes.Boolean => "boolean",
        SchemaTypes.Integer => "integer",
        SchemaTypes.Null => "null",
        SchemaTypes.Number => "number",
        SchemaTypes.Object => "object",
        _ => "string",
    };

    /// <summary>Names as a JSON array.</summary>
    public static string Names(IEnumerable<string> names)
    {
        var text = new StringBuilder("[");
        foreach (var name in names)
        {
            text.Append(text.Length == 1 ? "\"" : ",\"").Append(JavaScriptEncoder.UnsafeRelaxedJsonEscaping.Encode(Short(name))).Append('"');
        }

        return text.Append(']').ToString();
    }

    /// <summary>A value as compact JSON.</summary>
    public static string Value(TokenView view, int at) => Said(Encoding.UTF8.GetString(Compact(view.Whole(at))));

    public static string Short(string text) => text.Length <= LongestValue ? text : text[..LongestValue] + "…";

    /// <summary>JSON without blanks between its parts.</summary>
    public static byte[] Compact(ReadOnlySpan<byte> json)
    {
        var compact = new byte[json.Length];
        var length = 0;
        var isText = false;
        for (var i = 0; i < json.Length; i++)
        {
            if (isText && json[i] == '\\')
            {
                compact[length++] = json[i++];
            }
            else if (json[i] == '"')
            {
                isText = !isText;
            }

            if (isText || json[i] is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n'))
            {
                compact[length++] = json[i];
            }
        }

        return compact.AsSpan(0, length).ToArray();
    }
}
