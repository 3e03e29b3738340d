// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Foregate.ControlPlane.Documents;

namespace Foregate.ControlPlane.CloudFormation.Packaging;

/// <summary>The text of a template in which single values are replaced where they stand: every line stays where it was, so that faults name the file's own lines.</summary>
internal sealed class TemplateText
{
    private readonly string _text;
    private readonly List<int> _lines = [0];
    private readonly SortedDictionary<int, (int Length, string By)> _edits = [];

    public TemplateText(ReadOnlyMemory<byte> template)
    {
        _text = Encoding.UTF8.GetString(template.Span);
        if (_text.StartsWith('\uFEFF'))
        {
            _text = _text[1..];
        }

        for (var i = 0; i < _text.Length; i++)
        {
            if (_text[i] == '\n')
            {
                _lines.Add(i + 1);
            }
        }
    }

    public bool IsChanged => _edits.Count > 0;

    /// <summary>A text as JSON, and so as YAML, too.</summary>
    public static string Quoted(string text) => $"\"{JsonEncodedText.Encode(text, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";

    /// <summary>Puts JSON in the place of a scalar; false where it does not stand on one line as it is.</summary>
    public bool TryReplace(DocumentNode scalar, string json)
    {
        var start = scalar.Location.Line <= _lines.Count ? _lines[scalar.Location.Line - 1] + scalar.Location.Column - 1 : _text.Length;
        if (start >= _text.Length || Length(start, scalar.Text) is not { } length)
        {
            return false;
        }

        _edits[start] = (length, json);
        return true;
    }

    public byte[] ToBytes()
    {
        var text = new StringBuilder();
        var from = 0;
        foreach (var (start, (length, by)) in _edits)
        {
            text.Append(_text, from, start - from).Append(by);
            from = start + length;
        }

        return Encoding.UTF8.GetBytes(text.Append(_text, from, _text.Length - from).ToString());
    }

    private int? Length(int start, string value)
    {
        if (_text[start] is not ('"' or '\''))
        {
            return string.CompareOrdinal(_text, start, value, 0, value.Length) == 0 ? value.Length : null;
        }

        var quote = _text[start];
        for (var i = start + 1; i < _text.Length && _text[i] != '\n'; i++)
        {
            if (quote == '"' && _text[i] == '\\')
            {
                i++;
            }
            else if (_text[i] == quote)
            {
                return i + 1 - start;
            }
        }

        return null;
    }
}
