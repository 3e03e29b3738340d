// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.Operations;

namespace Foregate.ControlPlane.OpenApi.Reading;

/// <summary>
/// One reading of a document: collects every fault and notice, resolves references and AWS's variables. A lenient reading is AWS's own: what it cannot
/// make anything of it warns of, and goes on.
/// </summary>
internal sealed class ReadingContext(DocumentNode root, string accountId, string region, bool isLenient = false)
{
    private const int ReferencesInARow = 16;
    private const int MostWarnings = 1_000;

    private readonly HashSet<(SourceLocation, string)> _told = [];
    private readonly HashSet<string> _referenced = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, HashSet<string>> _inert = new(StringComparer.Ordinal);
    private readonly List<Section> _sections = [];

    public DocumentNode Root { get; } = root;

    public bool IsLenient { get; } = isLenient;

    public List<Fault> Faults { get; } = [];

    /// <summary>Of a lenient reading: what it left out.</summary>
    public List<string> Warnings { get; } = [];

    /// <summary>Of a lenient reading: why nothing came of it.</summary>
    public List<AwsError> Errors { get; } = [];

    public List<Notice> Notices { get; } = [];

    /// <summary>The paths of what changes nothing.</summary>
    public IEnumerable<string> InertPaths => _inert.Values.SelectMany(paths => paths);

    /// <summary>What changes nothing: how it is told, and where it stands.</summary>
    public IEnumerable<(string Name, string Path)> InertPlaces => _inert.SelectMany(static entry => entry.Value.Select(path => (entry.Key, path)));

    /// <summary>Reports a fault once, however often the place is read through references.</summary>
    public void Fault(SourceLocation location, string path, string cause, string cure)
    {
        if (_told.Add((location, cause)))
        {
            if (IsLenient)
            {
                Warn($"{AttributePath.Of(path)}: {cause}");
            }
            else
            {
                Faults.Add(new Fault { Location = location, DocumentPath = path, Cause = cause, Cure = cure });
            }
        }
    }

    /// <summary>Reports what AWS's own parser warns of: <paramref name="problem"/> follows the name of the attribute.</summary>
    public void Fault(SourceLocation location, string path, string cause, string cure, string problem)
    {
        if (!IsLenient)
        {
            Fault(location, path, cause, cure);
        }
        else if (_told.Add((location, problem)))
        {
            Warn($"Parse issue: attribute {AttributePath.Of(path)}{(problem.StartsWith('.') ? "" : " ")}{problem}");
        }
    }

    public void Warn(string warning)
    {
        if (Warnings.Count < MostWarnings)
        {
            Warnings.Add(warning);
        }
    }

    /// <summary>Whether something at or below a place has been found wrong.</summary>
    public bool HasFaultIn(string path) =>
        Faults.Exists(fault => fault.DocumentPath.StartsWith(path, StringComparison.Ordinal)
            && (fault.DocumentPath.Length == path.Length || fault.DocumentPath[path.Length] == '/'));

    public void Notice(SourceLocation? location, string text)
    {
        var notice = new Notice { Location = location, Text = text };
        if (!Notices.Contains(notice))
        {
            Notices.Add(notice);
        }
    }

    /// <summary>The paths of what a transform wrote of its own accord: that such a thing changes nothing is not told.</summary>
    public HashSet<string> Implied { get; } = new(StringComparer.Ordinal);

    public void Inert(string name, string path)
    {
        if (Implied.Contains(path))
        {
            return;
        }

        if (!_inert.TryGetValue(name, out var paths))
        {
            _inert.Add(name, paths = new HashSet<string>(StringComparer.Ordinal));
        }

        paths.Add(path);
    }

    public void Opened(Section section) => _sections.Add(section);

    /// <summary>The section is read no further: another one took its place.</summary>
    public void Forget(Section section) => _sections.Remove(section);

    /// <summary>Whether a reference led to the place.</summary>
    public bool WasReferenced(string path) => _referenced.Contains(path);

    /// <summary>Follows <c>$ref</c> to its local target; <see langword="null"/> after a fault.</summary>
    public (DocumentNode Node, string Path)? Resolve(DocumentNode node, string path)
    {
        for (var i = 0; i < ReferencesInARow; i++)
        {
            if (!node.TryGet("$ref", out var reference))
            {
                return (node, path);
            }

            var referencePath = DocumentPath.Append(path, "$ref");
            if (node.Entries.Count > 1 && !IsLenient)
            {
                Fault(node.Location, path, "A reference ($ref) stands beside other properties, which would be ignored.", "Leave the $ref alone, or write the object out.");
                return null;
            }

            if (DocumentPath.Keys(reference.Value.Text) is not { } keys)
            {
                Fault(
                    reference.Value.Location,
                    IsLenient ? path : referencePath,
                    $"The reference \"{reference.Value.Text}\" leads to another document.",
                    "Use a reference within this document, #/….",
                    $"has a reference to another document: {reference.Value.Text}");
                return null;
            }

            if (Follow(keys) is not { } target)
            {
                Fault(
                    reference.Value.Location,
                    IsLenient ? $"{path}/{reference.Value.Text}" : referencePath,
                    $"The reference \"{reference.Value.Text}\" leads nowhere.",
                    "Name something that is in this document.",
                    "is missing");
                return null;
            }

            (node, path) = target;
            _referenced.Add(path);
        }

        Fault(node.Location, path, "References lead in a circle.", "Break the circle.");
        return null;
    }

    /// <summary>The text with <c>${AWS::Region}</c> and the like filled in; <see langword="null"/> after a fault.</summary>
    public string? Substitute(string text, SourceLocation location, string path)
    {
        const string open = "${AWS::";
        for (var at = text.IndexOf(open, StringComparison.Ordinal); at >= 0; at = text.IndexOf(open, at, StringComparison.Ordinal))
        {
            var end = text.IndexOf('}', at);
            var name = end < 0 ? text[at..] : text[at..(end + 1)];
            var value = name switch
            {
                "${AWS::Region}" => region,
                "${AWS::AccountId}" => accountId,
                "${AWS::Partition}" => "aws",
                _ => null,
            };
            if (value is null && IsLenient)
            {
                return text;
            }

            if (value is null)
            {
                Fault(location, path, $"The variable {name} is not known.", "Use ${AWS::Region}, ${AWS::AccountId} or ${AWS::Partition}.");
                return null;
            }

            text = string.Concat(text.AsSpan(0, at), value, text.AsSpan(end + 1));
            at += value.Length;
        }

        return text;
    }

    /// <summary>Makes one notice of everything that changes nothing, properties included that no reader asked for in their place.</summary>
    public void Finish()
    {
        foreach (var section in _sections)
        {
            foreach (var (name, path) in section.Unread())
            {
                Inert(name, path);
            }
        }

        if (_inert.Count > 0)
        {
            var list = string.Join(", ", _inert.Select(entry => entry.Value.Count == 1 ? entry.Key : $"{entry.Key} ({entry.Value.Count})"));
            Notices.Add(new Notice { Text = $"Changes nothing about how requests are answered: {list}." });
        }
    }

    private (DocumentNode Node, string Path)? Follow(string[] keys)
    {
        var node = Root;
        var path = DocumentPath.Root;
        foreach (var key in keys)
        {
            if (node.Kind == NodeKind.Sequence && int.TryParse(key, out var index) && index >= 0 && index < node.Items.Count)
            {
                node = node.Items[index];
            }
            else if (node.TryGet(key, out var entry))
            {
                node = entry.Value;
            }
            else
            {
                return null;
            }

            path = DocumentPath.Append(path, key);
        }

        return (node, path);
    }
}
