// SPDX-License-Identifier: Apache-2.0

using System.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Foregate.ControlPlane.Documents;

/// <summary>Reads YAML through its events: tags and styles stay, aliases share a node, merge keys are merged, no key twice.</summary>
internal sealed class YamlDocumentReader
{
    private readonly DocumentText _text;
    private readonly DocumentLimits _limits;
    private readonly List<Fault> _faults;
    private readonly Parser _parser;
    private readonly Dictionary<string, DocumentNode> _anchors = new(StringComparer.Ordinal);
    private string _path = DocumentPath.Root;
    private long _nodes;

    private YamlDocumentReader(DocumentText text, DocumentLimits limits, List<Fault> faults)
    {
        _text = text;
        _limits = limits;
        _faults = faults;
        _parser = new Parser(new StringReader(Encoding.UTF8.GetString(text.Bytes)));
    }

    private ParsingEvent Current => _parser.Current!;

    public static DocumentNode? Read(DocumentText text, DocumentLimits limits, List<Fault> faults)
    {
        var reader = new YamlDocumentReader(text, limits, faults);
        try
        {
            return reader.Document();
        }
        catch (YamlException e)
        {
            reader.Malformed(e);
            return null;
        }
    }

    private DocumentNode? Document()
    {
        Advance();
        Advance();
        if (Current is StreamEnd)
        {
            return Fault(Current.Start, "The document is empty.", "Write an OpenAPI document.");
        }

        Advance();
        if (Node(1) is not { } root)
        {
            return null;
        }

        Advance();
        return Current is StreamEnd ? root : Fault(Current.Start, "The file holds more than one document.", "Keep one document in a file.");
    }

    private DocumentNode? Node(int depth)
    {
        var start = Current.Start;
        if (depth > _limits.Depth)
        {
            return Fault(start, $"The document nests deeper than {_limits.Depth} levels.", "Flatten it.");
        }

        if (Current is AnchorAlias alias)
        {
            Advance();
            return _anchors.TryGetValue(alias.Value.Value, out var known)
                ? Counted(known, known.Weight, alias.Start)
                : Fault(alias.Start, $"The alias *{alias.Value.Value} has no anchor before it.", "Define the anchor first.");
        }

        var (node, anchor) = Current switch
        {
            Scalar scalar => (Scalar(scalar), scalar.Anchor),
            SequenceStart sequence => (Sequence(sequence, depth), sequence.Anchor),
            MappingStart mapping => (Mapping(mapping, depth), mapping.Anchor),
            _ => (Fault(start, "A value is missing here.", "Write one."), AnchorName.Empty),
        };
        if (node is not null && !anchor.IsEmpty)
        {
            _anchors[anchor.Value] = node;
        }

        return node is null ? null : Counted(node, 1, start);
    }

    private DocumentNode Scalar(Scalar scalar)
    {
        Advance();
        var style = scalar.Style switch
        {
            YamlDotNet.Core.ScalarStyle.Plain => ScalarStyle.Plain,
            YamlDotNet.Core.ScalarStyle.Folded or YamlDotNet.Core.ScalarStyle.Literal => ScalarStyle.Block,
            _ => ScalarStyle.Quoted,
        };
        var tag = ForeignTag(scalar.Tag);
        var kind = style == ScalarStyle.Plain && tag is null && (scalar.Tag.IsEmpty || scalar.Tag.IsNonSpecific || scalar.Tag.Value != "tag:yaml.org,2002:str")
            ? YamlScalars.Kind(scalar.Value)
            : NodeKind.String;
        return DocumentNode.Scalar(kind, scalar.Value, style, At(scalar.Start), tag);
    }

    private DocumentNode? Sequence(SequenceStart start, int depth)
    {
        var path = _path;
        var items = new List<DocumentNode>();
        Advance();
        while (Current is not SequenceEnd)
        {
            _path = DocumentPath.Append(path, items.Count);
            if (Node(depth + 1) is not { } item)
            {
                return null;
            }

            items.Add(item);
        }

        Advance();
        _path = path;
        return DocumentNode.Sequence(items, At(start.Start), ForeignTag(start.Tag));
    }

    private DocumentNode? Mapping(MappingStart start, int depth)
    {
        var path = _path;
        var entries = new List<DocumentEntry>();
        var seen = new Dictionary<string, int>(StringComparer.Ordinal);
        List<(DocumentNode Node, Mark Mark)>? merged = null;
        Advance();
        while (Current is not MappingEnd)
        {
            var keyMark = Current.Start;
            if (Node(depth + 1) is not { } key)
            {
                return null;
            }

            if (key.Kind is NodeKind.Mapping or NodeKind.Sequence)
            {
                return Fault(keyMark, "A key must be a scalar.", "Write the key as text.");
            }

            _path = DocumentPath.Append(path, key.Text);
            if (Node(depth + 1) is not { } value)
            {
                return null;
            }

            if (key is { Text: "<<", Style: ScalarStyle.Plain, Tag: null })
            {
                (merged ??= []).Add((value, keyMark));
            }
            else if (seen.TryAdd(key.Text, entries.Count))
            {
                entries.Add(new DocumentEntry(key.Text, At(keyMark), value));
            }
            else
            {
                Fault(keyMark, $"The key \"{key.Text}\" is here twice, first at line {entries[seen[key.Text]].KeyLocation.Line}.", "Keep one of them.");
                if (_faults.Count >= _limits.Faults)
                {
                    return null;
                }
            }
        }

        Advance();
        _path = path;
        foreach (var (node, mark) in merged ?? [])
        {
            if (!Merge(node, mark, entries, seen))
            {
                return null;
            }
        }

        return DocumentNode.Mapping(entries, At(start.Start), ForeignTag(start.Tag));
    }

    /// <summary>Adds what the mapping does not say itself; of several merged mappings the earlier wins.</summary>
    private bool Merge(DocumentNode source, Mark mark, List<DocumentEntry> entries, Dictionary<string, int> seen)
    {
        IReadOnlyList<DocumentNode> mappings = source.Kind == NodeKind.Sequence ? source.Items : [source];
        foreach (var mapping in mappings)
        {
            if (mapping.Kind != NodeKind.Mapping)
            {
                Fault(mark, "A merge key (<<) takes a mapping or a list of mappings.", "Point it at a mapping.");
                return false;
            }

            foreach (var entry in mapping.Entries)
            {
                if (seen.TryAdd(entry.Key, entries.Count))
                {
                    entries.Add(entry);
                    if (Counted(entry.Value, entry.Value.Weight, mark) is null)
                    {
                        return false;
                    }
                }
            }
        }

        return true;
    }

    /// <summary>Counts what an alias stands for each time it is used, so that a few lines cannot stand for billions.</summary>
    private DocumentNode? Counted(DocumentNode node, long weight, Mark mark)
    {
        _nodes += weight;
        return _nodes <= _limits.Nodes ? node : Fault(mark, $"The document stands for more than {_limits.Nodes} values.", "Use fewer aliases, or split it.");
    }

    /// <summary>Goes to the next event. YamlDotNet meets some malformed input with exceptions that are not its own.</summary>
    private void Advance()
    {
        try
        {
            if (!_parser.MoveNext())
            {
                throw new SyntaxErrorException(At(), At(), "The document ends too early.");
            }
        }
        catch (Exception e) when (e is not YamlException)
        {
            throw new YamlException(At(), At(), "The syntax makes no sense here.", e);
        }

        Mark At() => _parser.Current?.End ?? Mark.Empty;
    }

    private SourceLocation At(Mark mark) => new(_text.File, (int)Math.Max(1, mark.Line), (int)Math.Max(1, mark.Column));

    private DocumentNode? Fault(Mark mark, string cause, string cure)
    {
        _faults.Add(new Fault { Location = At(mark), DocumentPath = _path, Cause = cause, Cure = cure });
        return null;
    }

    private void Malformed(YamlException e)
    {
        var cause = $"This is not YAML: {e.Message.ReplaceLineEndings(" ")}";
        if (e.Message.Contains(" tab", StringComparison.Ordinal) && _text.FirstIndentingTab((int)e.Start.Line) is { } tab)
        {
            _faults.Add(new Fault { Location = tab, DocumentPath = _path, Cause = cause, Cure = "Indent with spaces." });
        }
        else
        {
            Fault(e.Start, cause, "Mend the syntax here, or just before.");
        }
    }

    private static string? ForeignTag(TagName tag) =>
        tag.IsEmpty || tag.IsNonSpecific || tag.Value.StartsWith("tag:yaml.org,2002:", StringComparison.Ordinal) ? null : tag.Value;
}
