// SPDX-License-Identifier: Apache-2.0

using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Foregate.ControlPlane.Documents;

namespace Foregate.ControlPlane.CloudFormation.Sam.Trees;

/// <summary>
/// A value of a template while it is transformed: it can be changed, is shared by reference where SAM's is (what one event writes into an API's
/// definition the next one sees), and remembers where it stands. One that the transform wrote stands where its parent does.
/// </summary>
internal sealed class SamNode
{
    private readonly Dictionary<string, SamEntry>? _entries;
    private readonly List<string>? _order;
    private readonly HashedOrder? _hashed;
    private SamNode? _parent;
    private bool _isSettled;
    private string? _step;

    private SamNode(NodeKind kind, string text = "")
    {
        Kind = kind;
        Text = text;
    }

    private SamNode(HashedOrder? hashed)
        : this(NodeKind.Mapping)
    {
        _entries = new Dictionary<string, SamEntry>(StringComparer.Ordinal);
        _hashed = hashed;
        _order = hashed is null ? [] : null;
    }

    public NodeKind Kind { get; }

    /// <summary>The text of a scalar.</summary>
    public string Text { get; }

    /// <summary>Whether SAM's hashes see it as one of the template's own texts (<see cref="Hashed"/>), which Python 2 wrote with a mark, and not as one of the transform's.</summary>
    public bool IsGiven { get; private init; }

    /// <summary>Whether the template says it, and not the transform.</summary>
    public bool IsOfTemplate { get; private init; }

    /// <summary>The items of a list.</summary>
    public List<SamNode> Items { get; } = [];

    public SourceLocation? Location { get; private set; }

    /// <summary>Where its key stands, or itself in a list.</summary>
    public SourceLocation? KeyLocation => _parent?._entries?.GetValueOrDefault(_step!).Location ?? Location;

    /// <summary>How the scalar was written in the template.</summary>
    public ScalarStyle Style { get; private init; } = ScalarStyle.Quoted;

    /// <summary>The place in the document as it was given, a JSON pointer fragment.</summary>
    public string Path => _parent is null ? DocumentPath.Root : DocumentPath.Append(_parent.Path, _step!);

    public bool IsMap => Kind == NodeKind.Mapping;

    public bool IsList => Kind == NodeKind.Sequence;

    public bool IsText => Kind == NodeKind.String;

    public int Count => IsMap ? _entries!.Count : Items.Count;

    /// <summary>Keys of a mapping, in the order that Python would list them.</summary>
    public IReadOnlyList<string> Keys => _hashed is not null ? [.. _hashed.Keys] : _order is not null ? [.. _order] : [];

    public IEnumerable<SamEntry> Entries => Keys.Select(key => _entries![key]);

    /// <summary>Whether Python's <c>if</c> takes it for true: no empty text, list or mapping, not zero, null or false.</summary>
    public bool IsTruthy => Kind switch
    {
        NodeKind.Mapping => Count > 0,
        NodeKind.Sequence => Count > 0,
        NodeKind.String => Text.Length > 0,
        NodeKind.Number => !double.TryParse(Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) || number != 0,
        NodeKind.Boolean => IsTrue,
        _ => false,
    };

    /// <summary>Whether it is the boolean true.</summary>
    public bool IsTrue => Kind == NodeKind.Boolean && Text is "true" or "True" or "TRUE";

    /// <summary>The value at a key; <see langword="null"/> when there is none, or a null, or when this is no mapping. Setting null removes it.</summary>
    public SamNode? this[string key]
    {
        get => _entries is not null && _entries.TryGetValue(key, out var entry) && entry.Value.Kind != NodeKind.Null ? entry.Value : null;
        set
        {
            if (value is null)
            {
                Remove(key);
            }
            else
            {
                Set(key, value);
            }
        }
    }

    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator SamNode?(string? text) => text is null ? null : new(NodeKind.String, text);

    public static implicit operator SamNode(int number) => new(NodeKind.Number, number.ToString(CultureInfo.InvariantCulture));

    public static implicit operator SamNode(bool value) => new(NodeKind.Boolean, value ? "true" : "false");

    /// <summary>A text that counts as the template's own (what SAM cuts out of such texts does too).</summary>
    public static SamNode Given(string text) => new(NodeKind.String, text) { IsGiven = true };

    public static SamNode Null() => new(NodeKind.Null);

    /// <summary>A mapping in the order of its entries; those without a value are left out.</summary>
    public static SamNode Map(params ReadOnlySpan<(string Key, SamNode? Value)> entries) => new SamNode((HashedOrder?)null).With(entries);

    /// <summary>A mapping in the order of Python 2's hash table.</summary>
    public static SamNode HashedMap(params ReadOnlySpan<(string Key, SamNode? Value)> entries) => new SamNode(new HashedOrder()).With(entries);

    public static SamNode List(params ReadOnlySpan<SamNode> items)
    {
        var list = new SamNode(NodeKind.Sequence);
        foreach (var item in items)
        {
            list.Items.Add(item);
        }

        return list;
    }

    public static SamNode Ref(string logicalId) => Map(("Ref", logicalId));

    public static SamNode GetAtt(string logicalId, string attribute) => Map(("Fn::GetAtt", List(logicalId, attribute)));

    public static SamNode Sub(string text) => Map(("Fn::Sub", text));

    public static SamNode Sub(string text, SamNode variables) => Map(("Fn::Sub", List(text, variables)));

    public static SamNode If(SamNode condition, SamNode then, SamNode? otherwise = null) => Map(("Fn::If", List(condition, then, otherwise ?? Ref("AWS::NoValue"))));

    /// <summary>The document's tree; aliases get trees of their own.</summary>
    public static SamNode Of(DocumentNode node) => Of(node, null, null);

    public bool Has(string key) => _entries?.ContainsKey(key) == true;

    public void Set(string key, SamNode value, bool isGiven = false, SourceLocation? location = null)
    {
        var entries = _entries!;
        _isSettled = false;
        if (entries.TryGetValue(key, out var old))
        {
            entries[key] = old with { Value = value };
        }
        else
        {
            entries[key] = new SamEntry(key, isGiven, location, value);
            _order?.Add(key);
            _hashed?.Add(key);
        }
    }

    public bool Remove(string key)
    {
        if (_entries?.Remove(key) != true)
        {
            return false;
        }

        _isSettled = false;
        _order?.Remove(key);
        _hashed?.Remove(key);
        return true;
    }

    /// <summary>Takes another mapping's entries over, as Python's <c>update</c> does.</summary>
    public void Update(SamNode other)
    {
        _isSettled = false;
        _hashed?.Merge(other.Keys);
        foreach (var entry in other.Entries)
        {
            // The order has the key already: only the entry is put in.
            _entries![entry.Key] = _entries.TryGetValue(entry.Key, out var old) ? old with { Value = entry.Value } : Ordered(entry);
        }

        SamEntry Ordered(SamEntry entry)
        {
            _order?.Add(entry.Key);
            return entry;
        }
    }

    /// <summary>A mapping of the same kind with the same values, not copies of them; or a list with the same items.</summary>
    public SamNode Shallow()
    {
        var copy = IsMap ? new SamNode(_hashed is null ? null : new HashedOrder()) { IsGiven = IsGiven, IsOfTemplate = IsOfTemplate } : new SamNode(Kind, Text) { IsGiven = IsGiven, IsOfTemplate = IsOfTemplate, Style = Style };
        copy.TakePlace(this);
        if (IsMap)
        {
            copy.Update(this);
        }

        copy.Items.AddRange(Items);
        return copy;
    }

    /// <summary>A deep copy.</summary>
    public SamNode Copy()
    {
        if (!IsMap && !IsList)
        {
            return this;
        }

        var copy = IsMap ? new SamNode(_hashed is null ? null : new HashedOrder()) { IsGiven = IsGiven, IsOfTemplate = IsOfTemplate } : new SamNode(NodeKind.Sequence) { IsGiven = IsGiven, IsOfTemplate = IsOfTemplate };
        copy.TakePlace(this);
        if (IsMap)
        {
            foreach (var entry in Entries)
            {
                copy.Set(entry.Key, entry.Value.Copy(), entry.IsGiven, entry.Location);
            }
        }

        foreach (var item in Items)
        {
            copy.Items.Add(item.Copy());
        }

        return copy;
    }

    /// <summary>Brings the tree into the order of a deep copy without copying it; what a copy would leave as it is, is not looked at again until <see cref="Unsettle"/>.</summary>
    public bool Settle()
    {
        if (_isSettled)
        {
            return true;
        }

        var isSettled = _hashed?.Settle() != false;
        if (_entries is not null)
        {
            foreach (var entry in _entries)
            {
                isSettled &= entry.Value.Value.Settle();
            }
        }

        foreach (var item in Items)
        {
            isSettled &= item.Settle();
        }

        return _isSettled = isSettled;
    }

    /// <summary>Says that something below may have changed.</summary>
    /// <param name="isDeep">Whether anywhere below, or only in this mapping or list.</param>
    public void Unsettle(bool isDeep)
    {
        _isSettled = false;
        if (!isDeep)
        {
            return;
        }

        if (_entries is not null)
        {
            foreach (var entry in _entries)
            {
                entry.Value.Value.Unsettle(isDeep);
            }
        }

        foreach (var item in Items)
        {
            item.Unsettle(isDeep);
        }
    }

    /// <summary>The same tree as SAM reads API definitions: mappings in hashed order, texts the template's own.</summary>
    public SamNode Hashed()
    {
        if (!IsMap && !IsList)
        {
            if (!IsText || IsGiven)
            {
                return this;
            }

            var text = new SamNode(Kind, Text) { IsGiven = true, IsOfTemplate = IsOfTemplate, Style = Style };
            text.TakePlace(this);
            return text;
        }

        var copy = IsMap ? new SamNode(new HashedOrder()) { IsGiven = true, IsOfTemplate = IsOfTemplate } : new SamNode(NodeKind.Sequence) { IsGiven = true, IsOfTemplate = IsOfTemplate };
        copy.TakePlace(this);
        foreach (var entry in IsMap ? Entries : [])
        {
            copy.Set(entry.Key, entry.Value.Hashed(), isGiven: true, entry.Location);
        }

        foreach (var item in Items)
        {
            copy.Items.Add(item.Hashed());
        }

        return copy;
    }

    /// <summary>Makes what the transform wrote stand at a place of the template.</summary>
    public SamNode At(SamNode? place)
    {
        if (Location is null && place is not null)
        {
            TakePlace(place);
        }

        return this;
    }

    /// <summary>Makes it stand at another place of the template.</summary>
    public void StandAt(SamNode place) => TakePlace(place);

    /// <summary>The same value: mappings whatever their order, numbers as they are written.</summary>
    public bool SameAs([NotNullWhen(true)] SamNode? other)
    {
        if (other is null || Kind != other.Kind || Count != other.Count)
        {
            return false;
        }

        return Kind switch
        {
            NodeKind.Mapping => Entries.All(entry => entry.Value.SameAs(other[entry.Key])),
            NodeKind.Sequence => Items.Zip(other.Items).All(pair => pair.First.SameAs(pair.Second)),
            NodeKind.Boolean => IsTrue == other.IsTrue,
            _ => Text == other.Text,
        };
    }

    /// <summary>The document's form; what stands nowhere stands at <paramref name="place"/>.</summary>
    /// <param name="place">Where its parent stands.</param>
    /// <param name="path">Its own place in the document.</param>
    /// <param name="made">Takes the paths of what the template does not say.</param>
    public DocumentNode ToDocument(SourceLocation place, string path, HashSet<string> made)
    {
        var location = Location ?? place;
        if (IsList)
        {
            return DocumentNode.Sequence([.. Items.Select((item, i) => item.ToDocument(location, DocumentPath.Append(path, i), made))], location);
        }

        if (!IsMap)
        {
            return DocumentNode.Scalar(Kind, Text, Style, location);
        }

        var entries = new List<DocumentEntry>(Count);
        foreach (var entry in Entries)
        {
            var below = DocumentPath.Append(path, entry.Key);
            if (entry.Location is null && !entry.Value.IsOfTemplate)
            {
                made.Add(below);
            }

            entries.Add(new DocumentEntry(entry.Key, entry.Location ?? entry.Value.Location ?? location, entry.Value.ToDocument(location, below, made)));
        }

        return DocumentNode.Mapping(entries, location);
    }

    private static SamNode Of(DocumentNode node, SamNode? parent, string? step)
    {
        var made = node.Kind == NodeKind.Mapping ? new SamNode((HashedOrder?)null) { IsOfTemplate = true } : new SamNode(node.Kind, node.Text) { IsOfTemplate = true, Style = node.Style };
        made.Location = node.Location;
        made._parent = parent;
        made._step = step;
        foreach (var entry in node.Entries)
        {
            made.Set(entry.Key, Of(entry.Value, made, entry.Key), isGiven: false, entry.KeyLocation);
        }

        for (var i = 0; i < node.Items.Count; i++)
        {
            made.Items.Add(Of(node.Items[i], made, i.ToString(CultureInfo.InvariantCulture)));
        }

        return made;
    }

    private SamNode With(ReadOnlySpan<(string Key, SamNode? Value)> entries)
    {
        foreach (var (key, value) in entries)
        {
            if (value is not null)
            {
                Set(key, value);
            }
        }

        return this;
    }

    private void TakePlace(SamNode other)
    {
        Location = other.Location;
        _parent = other._parent;
        _step = other._step;
    }
}
