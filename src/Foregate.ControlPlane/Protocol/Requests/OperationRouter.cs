// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Protocol.Shapes;

namespace Foregate.ControlPlane.Protocol.Requests;

/// <summary>Finds the operation that a method and a path mean. Literal segments win over labels, and templates that fix more of the query over others.</summary>
internal sealed class OperationRouter
{
    private readonly Node _root = new();

    public OperationRouter(ServiceModel model)
    {
        foreach (var operation in model.Operations)
        {
            var template = new UriTemplate(operation.UriTemplate);
            var node = _root;
            foreach (var segment in template.Segments)
            {
                node = node.Child(segment);
            }

            node.Operations.Add(new(operation, template));
        }
    }

    /// <param name="path">As it was sent: labels are decoded after it was split.</param>
    /// <param name="query">Decoded.</param>
    /// <returns><see langword="null"/> when there is no such operation.</returns>
    public RoutedOperation? Find(string method, string path, IReadOnlyList<KeyValuePair<string, string>> query)
    {
        var segments = path.StartsWith('/') ? path[1..].Split('/') : path.Split('/');
        return Find(_root, segments, 0, method, query) is { } entry ? new RoutedOperation(entry.Operation, Labels(entry.Template, segments)) : null;
    }

    private static Entry? Find(Node node, string[] segments, int at, string method, IReadOnlyList<KeyValuePair<string, string>> query)
    {
        if (at == segments.Length)
        {
            return node.Choose(method, query);
        }

        var segment = segments[at];
        return (node.Literals.TryGetValue(segment, out var literal) || node.Literals.TryGetValue(Uri.UnescapeDataString(segment), out literal)
                ? Find(literal, segments, at + 1, method, query) : null)
            ?? (node.Label is { } label && segment.Length > 0 ? Find(label, segments, at + 1, method, query) : null)
            ?? (segment.Length > 0 ? node.Greedy?.Choose(method, query) : null);
    }

    private static Dictionary<string, string> Labels(UriTemplate template, string[] segments)
    {
        var labels = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var i = 0; i < template.Segments.Count; i++)
        {
            var segment = template.Segments[i];
            if (UriTemplate.IsLabel(segment))
            {
                labels[UriTemplate.LabelName(segment)] = Uri.UnescapeDataString(UriTemplate.IsGreedy(segment) ? string.Join('/', segments[i..]) : segments[i]);
            }
        }

        return labels;
    }

    private sealed record Entry(OperationShape Operation, UriTemplate Template);

    private sealed class Node
    {
        public Dictionary<string, Node> Literals { get; } = new(StringComparer.Ordinal);

        public Node? Label { get; private set; }

        public Node? Greedy { get; private set; }

        public List<Entry> Operations { get; } = [];

        public Node Child(string segment)
        {
            if (UriTemplate.IsLabel(segment))
            {
                return UriTemplate.IsGreedy(segment) ? Greedy ??= new Node() : Label ??= new Node();
            }

            if (!Literals.TryGetValue(segment, out var child))
            {
                Literals[segment] = child = new Node();
            }

            return child;
        }

        public Entry? Choose(string method, IReadOnlyList<KeyValuePair<string, string>> query)
        {
            Entry? best = null;
            foreach (var entry in Operations)
            {
                if (entry.Operation.Method == method && entry.Template.Fits(query) && (best is null || entry.Template.Query.Count > best.Template.Query.Count))
                {
                    best = entry;
                }
            }

            return best;
        }
    }
}
