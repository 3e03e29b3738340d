// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Json;
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

    private readonly List<(int Order, string Text)> _level = [];
    private readonly StringBuilder _text = new();

    /// <summary>Whether nothing was said about the value that is being looked at.</summary>
    public bool IsLevelClear => _level.Count == 0;

    public void Add(string keyword, string text)
    {
        var hash = JavaText.HashOf(keyword);
        _level.Add(((hash ^ (int)((uint)hash >> 16)) & (JavaBuckets - 1), text));
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
    }

    public override string ToString() => "[" + _text + "]";

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
            text.Append(text.Length == 1 ? "\"" : ",\"").Append(JsonEncodedText.Encode(Short(name), System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping)).Append('"');
        }

        return text.Append(']').ToString();
    }

    /// <summary>A value as compact JSON.</summary>
    public static string Value(TokenView view, int at) => Short(Encoding.UTF8.GetString(Compact(view.Whole(at))));

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
