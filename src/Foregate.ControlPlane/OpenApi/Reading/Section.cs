// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Globalization;
using Foregate.ControlPlane.Documents;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.OpenApi.Reading;

/// <summary>An object of a document, opened with the table of fates: what is refused or unknown has been reported before anyone reads.</summary>
internal sealed class Section
{
    private readonly ReadingContext _context;
    private readonly DocumentNode _node;
    private readonly ObjectKind _kind;
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);

    private Section(ReadingContext context, DocumentNode node, string path, ObjectKind kind)
    {
        _context = context;
        _node = node;
        _kind = kind;
        Path = path;
    }

    /// <summary>The place in the document, a JSON pointer fragment.</summary>
    public string Path { get; }

    public SourceLocation Location => _node.Location;

    /// <summary>Opens an object; <see langword="null"/> after a fault when the value is none.</summary>
    public static Section? Open(ReadingContext context, DocumentNode node, string path, ObjectKind kind)
    {
        if (node.Kind != NodeKind.Mapping || node.Tag is not null)
        {
            Wrong(context, node, path, "an object", "object");
            return null;
        }

        var section = new Section(context, node, path, kind);
        context.Opened(section);
        foreach (var entry in node.Entries)
        {
            section.Judge(entry);
        }

        return section;
    }

    public bool Has(string name) => _node.TryGet(name, out _);

    /// <summary>The value as it stands.</summary>
    public DocumentNode? Node(string name)
    {
        _read.Add(name);
        return _node.TryGet(name, out var entry) ? entry.Value : null;
    }

    /// <summary>Where the property is, or the object when it is not there.</summary>
    public SourceLocation At(string name) => _node.TryGet(name, out var entry) ? entry.KeyLocation : Location;

    public string PathOf(string name) => DocumentPath.Append(Path, name);

    public Section? Object(string name, ObjectKind kind) => Node(name) is { } node ? Open(_context, node, PathOf(name), kind) : null;

    public string? Text(string name) => Node(name) is { } node ? Text(_context, node, PathOf(name)) : null;

    public bool? Boolean(string name)
    {
        if (Node(name) is not { } node)
        {
            return null;
        }

        if (node.Tag is null && node.Kind is NodeKind.Boolean or NodeKind.String && bool.TryParse(node.Text, out var value))
        {
            return value;
        }

        Wrong(_context, node, PathOf(name), "true or false", "boolean");
        return null;
    }

    public int? Integer(string name)
    {
        if (Node(name) is not { } node)
        {
            return null;
        }

        if (node.Tag is null && node.Kind is NodeKind.Number or NodeKind.String
            && int.TryParse(node.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value))
        {
            return value;
        }

        Wrong(_context, node, PathOf(name), "a whole number", "integer");
        return null;
    }

    public double? Number(string name)
    {
        if (Node(name) is not { } node)
        {
            return null;
        }

        if (node.Tag is null && node.Kind is NodeKind.Number or NodeKind.String
            && double.TryParse(node.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value))
        {
            return value;
        }

        Wrong(_context, node, PathOf(name), "a number", "number");
        return null;
    }

    public ImmutableArray<string> Texts(string name)
    {
        if (Items(name) is not { } items)
        {
            return [];
        }

        var texts = ImmutableArray.CreateBuilder<string>();
        for (var i = 0; i < items.Count; i++)
        {
            if (Text(_context, items[i], DocumentPath.Append(PathOf(name), i)) is { } text)
            {
                texts.Add(text);
            }
        }

        return texts.ToImmutable();
    }

    public IReadOnlyList<DocumentNode>? Items(string name)
    {
        if (Node(name) is not { } node)
        {
            return null;
        }

        if (node.Kind == NodeKind.Sequence && node.Tag is null)
        {
            return node.Items;
        }

        Wrong(_context, node, PathOf(name), "a list", "array");
        return null;
    }

    /// <summary>A map of texts; an entry that is none is left out after a fault.</summary>
    public ImmutableSortedDictionary<string, string> TextMap(string name) =>
        Object(name, ObjectKinds.Strings)?.TextMap() ?? OrdinalMap.Empty<string>();

    /// <summary>This object as a map of texts.</summary>
    public ImmutableSortedDictionary<string, string> TextMap()
    {
        var map = OrdinalMap.Empty<string>().ToBuilder();
        foreach (var entry in Entries())
        {
            if (Text(_context, entry.Value, PathOf(entry.Key)) is { } text)
            {
                map[entry.Key] = text;
            }
        }

        return map.ToImmutable();
    }

    /// <summary>The entries of a map, extensions left out.</summary>
    public IEnumerable<DocumentEntry> Entries() => _node.Entries.Where(entry => !IsForeignExtension(entry.Key));

    /// <summary>Properties that are there and served, but that nobody asked for in this place.</summary>
    public IEnumerable<(string Name, string Path)> Unread() => _kind.IsMap
        ? []
        : _node.Entries.Where(entry => _kind.FateOf(entry.Key) is { IsServed: true } && !_read.Contains(entry.Key)).Select(entry => (entry.Key, PathOf(entry.Key)));

    public static string? Text(ReadingContext context, DocumentNode node, string path)
    {
        if (node.Kind is NodeKind.String or NodeKind.Number or NodeKind.Boolean && node.Tag is null)
        {
            return context.Substitute(node.Text, node.Location, path);
        }

        Wrong(context, node, path, "a text", "string");
        return null;
    }

    public void Fault(string name, string cause, string cure) => _context.Fault(At(name), Has(name) ? PathOf(name) : Path, cause, cure);

    /// <summary>As above; <paramref name="problem"/> is how AWS's parser ends the sentence.</summary>
    public void Fault(string name, string cause, string cure, string problem) =>
        _context.Fault(At(name), _context.IsLenient || Has(name) ? PathOf(name) : Path, cause, cure, problem);

    private void Judge(DocumentEntry entry)
    {
        var path = PathOf(entry.Key);
        if (IsForeignExtension(entry.Key))
        {
            _context.Inert(entry.Key, path);
            return;
        }

        if (_kind.IsMap)
        {
            return;
        }

        var fate = _kind.FateOf(entry.Key);
        if (_context.IsLenient)
        {
            if (fate is null && !entry.Key.StartsWith("x-", StringComparison.OrdinalIgnoreCase))
            {
                _context.Warn($"Parse issue: attribute {AttributePath.Of(path)} is unexpected");
            }
        }
        else if (fate is null)
        {
            var meant = _kind.Meant(entry.Key);
            _context.Fault(
                entry.KeyLocation,
                path,
                entry.Key.StartsWith("x-", StringComparison.OrdinalIgnoreCase) ? $"The extension {entry.Key} is not known for {_kind.Name}." : $"{char.ToUpperInvariant(_kind.Name[0])}{_kind.Name[1..]} has no property \"{entry.Key}\".",
                meant is null ? "Check its spelling and its place, or remove it." : $"Write \"{meant}\".");
        }
        else if (fate.IsInert || (!fate.IsServed && IsHarmless(fate, entry.Value)))
        {
            _context.Inert(entry.Key, path);
        }
        else if (!fate.IsServed)
        {
            var value = entry.Value.Kind is NodeKind.Mapping or NodeKind.Sequence ? "" : $" \"{entry.Value.Text}\"";
            _context.Fault(entry.KeyLocation, path, $"{entry.Key}{value} {fate.Reason}.", fate.Cure);
        }
    }

    private static bool IsHarmless(Fate fate, DocumentNode value) => fate.Harmless is not null && value.Kind switch
    {
        NodeKind.Mapping => value.Entries.Count == 0,
        NodeKind.Sequence => value.Items.All(item => item.Kind is not (NodeKind.Mapping or NodeKind.Sequence) && IsHarmless(fate, item)),
        _ => fate.Harmless.Contains(value.Text, StringComparer.OrdinalIgnoreCase),
    };

    private bool IsForeignExtension(string name) =>
        _kind.IsExtensible
        && name.StartsWith("x-", StringComparison.OrdinalIgnoreCase)
        && !name.StartsWith("x-amazon-", StringComparison.OrdinalIgnoreCase)
        && !name.StartsWith("x-amzn-", StringComparison.OrdinalIgnoreCase)
        && !name.StartsWith("x-foregate-", StringComparison.OrdinalIgnoreCase);

    private static void Wrong(ReadingContext context, DocumentNode node, string path, string wanted, string type)
    {
        var cause = node.Tag is { } tag ? $"The tag {tag} belongs to a CloudFormation template, and this is none." : $"This must be {wanted}{Found(node)}.";
        context.Fault(node.Location, path, cause, node.Tag is null ? $"Write {wanted}." : "Write the value itself.", $"is not of type `{type}`");
    }

    private static string Found(DocumentNode node) => node.Kind switch
    {
        NodeKind.Mapping => ", not an object",
        NodeKind.Sequence => ", not a list",
        NodeKind.Null => ", and nothing is here",
        _ => $", not \"{node.Text}\"",
    };
}
