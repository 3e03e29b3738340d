// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;

namespace Foregate.ControlPlane.Documents;

/// <summary>Reads JSON strictly: no comments, no trailing commas, no key twice.</summary>
internal ref struct JsonDocumentReader
{
    private readonly DocumentText _text;
    private readonly DocumentLimits _limits;
    private readonly List<Fault> _faults;
    private Utf8JsonReader _reader;
    private string _path = DocumentPath.Root;
    private long _nodes;
    private int _depth;

    private JsonDocumentReader(DocumentText text, DocumentLimits limits, List<Fault> faults)
    {
        _text = text;
        _limits = limits;
        _faults = faults;
        _reader = new Utf8JsonReader(text.Bytes, new JsonReaderOptions { MaxDepth = limits.Depth + 1 });
    }

    public static DocumentNode? Read(DocumentText text, DocumentLimits limits, List<Fault> faults)
    {
        var reader = new JsonDocumentReader(text, limits, faults);
        try
        {
            if (text.Bytes.IndexOfAnyExcept(" \t\r\n"u8) < 0)
            {
                return reader.Fault(text.At(0), "The document is empty.", "Write an OpenAPI document.");
            }

            reader._reader.Read();
            var root = reader.Value();
            return root is not null && !reader._reader.Read() ? root : null;
        }
        catch (JsonException e)
        {
            faults.Add(new Fault
            {
                Location = text.At(e.LineNumber ?? 0, e.BytePositionInLine ?? 0),
                DocumentPath = reader._path,
                Cause = $"This is not JSON: {InOurWords(e.Message)}",
                Cure = "Mend the syntax at this place.",
            });
            return null;
        }
    }

    private DocumentNode? Value()
    {
        var location = _text.At(_reader.TokenStartIndex);
        if (++_nodes > _limits.Nodes)
        {
            return Fault(location, $"The document has more than {_limits.Nodes} values.", "Split it.");
        }

        switch (_reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                if (_depth == _limits.Depth)
                {
                    return Fault(location, $"The document nests deeper than {_limits.Depth} levels.", "Flatten it.");
                }

                _depth++;
                var node = _reader.TokenType == JsonTokenType.StartObject ? Object(location) : Array(location);
                _depth--;
                return node;
            case JsonTokenType.String:
                var text = String(location);
                return text is null ? null : DocumentNode.Scalar(NodeKind.String, text, ScalarStyle.Quoted, location);
            case JsonTokenType.Number:
                return DocumentNode.Scalar(NodeKind.Number, Encoding.UTF8.GetString(_reader.ValueSpan), ScalarStyle.Plain, location);
            case JsonTokenType.True:
                return DocumentNode.Scalar(NodeKind.Boolean, "true", ScalarStyle.Plain, location);
            case JsonTokenType.False:
                return DocumentNode.Scalar(NodeKind.Boolean, "false", ScalarStyle.Plain, location);
            default:
                return DocumentNode.Scalar(NodeKind.Null, "null", ScalarStyle.Plain, location);
        }
    }

    private DocumentNode? Object(SourceLocation location)
    {
        var path = _path;
        var entries = new List<DocumentEntry>();
        var seen = new Dictionary<string, SourceLocation>(StringComparer.Ordinal);
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndObject)
        {
            var keyLocation = _text.At(_reader.TokenStartIndex);
            if (String(keyLocation) is not { } key)
            {
                return null;
            }

            _path = DocumentPath.Append(path, key);
            _reader.Read();
            if (Value() is not { } value)
            {
                return null;
            }

            if (seen.TryAdd(key, keyLocation))
            {
                entries.Add(new DocumentEntry(key, keyLocation, value));
            }
            else
            {
                Fault(keyLocation, $"The key \"{key}\" is here twice, first at line {seen[key].Line}.", "Keep one of them.");
                if (_faults.Count >= _limits.Faults)
                {
                    return null;
                }
            }
        }

        _path = path;
        return DocumentNode.Mapping(entries, location);
    }

    private DocumentNode? Array(SourceLocation location)
    {
        var path = _path;
        var items = new List<DocumentNode>();
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            _path = DocumentPath.Append(path, items.Count);
            if (Value() is not { } item)
            {
                return null;
            }

            items.Add(item);
        }

        _path = path;
        return DocumentNode.Sequence(items, location);
    }

    private string? String(SourceLocation location)
    {
        try
        {
            return _reader.GetString();
        }
        catch (InvalidOperationException)
        {
            Fault(location, "This string has half of a surrogate pair (\\uD800 to \\uDFFF) without the other half.", "Write the whole character.");
            return null;
        }
    }

    private readonly DocumentNode? Fault(SourceLocation location, string cause, string cure)
    {
        _faults.Add(new Fault { Location = location, DocumentPath = _path, Cause = cause, Cure = cure });
        return null;
    }

    // Without the place, which is told apart, and without advice to whoever calls the reader.
    private static string InOurWords(string message)
    {
        var end = message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return (end < 0 ? message : message[..end])
            .Replace(" which is not supported in this mode. Change the reader options.", ".", StringComparison.Ordinal);
    }
}
