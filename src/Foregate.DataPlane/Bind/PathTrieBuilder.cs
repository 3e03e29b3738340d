// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Bind;

/// <summary>Collects paths and their plans, then lays them out as a <see cref="PathTrie"/>.</summary>
/// <param name="skipsEmptySegments">Whether slashes that follow one another, or end a path, count as one or none (resource trees).</param>
internal sealed class PathTrieBuilder(bool skipsEmptySegments)
{
    private const int SmallTable = 4096;

    private readonly Branch _root = new();
    private int _literals;
    private int _others = 1;

    /// <summary>Adds a path that nothing may answer yet.</summary>
    public void Add(PathPattern pattern) => Find(pattern);

    /// <summary>Adds a plan. False when an equal path has a plan for this verb already.</summary>
    /// <param name="verb"><see cref="HttpVerb.Other"/> stands for ANY.</param>
    /// <param name="earlier">The plan that is there already.</param>
    public bool Add(PathPattern pattern, HttpVerb verb, RoutePlan plan, out RoutePlan? earlier)
    {
        ref var place = ref Find(pattern)[(int)verb];
        earlier = place;
        place ??= plan;
        return earlier is null;
    }

    public PathTrie Build()
    {
        var capacity = CapacityFor(_literals);
        var nodes = new PathNode[capacity + _others];
        nodes.AsSpan().Fill(new PathNode { Parent = PathNode.NoNode, Variable = PathNode.None, GreedyPlans = PathNode.None });
        var texts = new TextPool();
        var plans = new List<RoutePlan>();
        var next = capacity;
        nodes[next++].Parent = capacity + _others;
        // Level by level: the nodes that most requests pass are placed first, where their hash points.
        var waiting = new Queue<(Branch Branch, int Index, ulong Hash)>();
        waiting.Enqueue((_root, capacity, SeededHash.Start));
        while (waiting.TryDequeue(out var item))
        {
            var (branch, index, hash) = item;
            (nodes[index].Plans, nodes[index].Verbs) = Place(branch.Plans, plans);
            if (branch.GreedyPlans is { } greedy)
            {
                (nodes[index].GreedyPlans, nodes[index].GreedyVerbs) = Place(greedy, plans);
            }

            foreach (var (key, child) in branch.Literals)
            {
                var text = Encoding.Latin1.GetBytes(key);
                var below = SeededHash.Of(text, hash);
                waiting.Enqueue((child, Place(nodes, capacity, index, below, text, texts), below));
            }

            if (branch.Variable is { } variable)
            {
                nodes[index].Variable = next;
                nodes[next].Parent = index;
                waiting.Enqueue((variable, next++, PathTrie.ThroughVariable(hash)));
            }
        }

        return new PathTrie(nodes, capacity, texts.Bytes, [.. plans]);
    }

    // A small table is in the cache and wants short searches; a large one wants to be small.
    private static int CapacityFor(int literals) => literals <= SmallTable ? Math.Max(4, literals * 2) : checked((int)(literals * 4L / 3));

    private RoutePlan?[] Find(PathPattern pattern)
    {
        var branch = _root;
        foreach (var segment in pattern.Segments)
        {
            switch (segment.Kind)
            {
                case PathSegmentKind.Greedy:
                    return branch.GreedyPlans ??= new RoutePlan?[HttpVerbs.Count];
                case PathSegmentKind.Variable:
                    _others += branch.Variable is null ? 1 : 0;
                    branch = branch.Variable ??= new Branch();
                    break;
                default:
                    branch = skipsEmptySegments && segment.Text.Length == 0 ? branch : Literal(branch, segment.Text);
                    break;
            }
        }

        return branch.Plans;
    }

    private Branch Literal(Branch branch, byte[] text)
    {
        var key = Encoding.Latin1.GetString(text);
        if (!branch.Literals.TryGetValue(key, out var child))
        {
            child = new Branch();
            branch.Literals.Add(key, child);
            _literals++;
        }

        return child;
    }

    private static (int Start, byte Verbs) Place(RoutePlan?[] byVerb, List<RoutePlan> plans)
    {
        var start = plans.Count;
        var verbs = 0;
        for (var verb = 0; verb < byVerb.Length; verb++)
        {
            if (byVerb[verb] is { } plan)
            {
                plans.Add(plan);
                verbs |= 1 << verb;
            }
        }

        return (start, (byte)verbs);
    }

    private static int Place(PathNode[] nodes, int capacity, int parent, ulong hash, byte[] text, TextPool texts)
    {
        nodes[parent].LiteralsFilter |= PathTrie.FilterBit(hash);
        var slot = PathTrie.Slot(hash, capacity);
        while (nodes[slot].Parent != PathNode.NoNode)
        {
            slot = slot + 1 == capacity ? 0 : slot + 1;
        }

        ref var node = ref nodes[slot];
        node.Parent = parent;
        node.First = SeededHash.Tail(text);
        node.Length = (byte)text.Length;
        if (text.Length > 12)
        {
            node.Rest = (uint)texts.Add(text);
        }
        else
        {
            node.Rest = text.Length > 8 ? (uint)SeededHash.Tail(text.AsSpan(8)) : 0;
        }

        return slot;
    }

    /// <summary>Texts one behind the other, each once: long names recur, and what recurs stays in the cache.</summary>
    private sealed class TextPool
    {
        private readonly Dictionary<string, int> _offsets = new(StringComparer.Ordinal);
        private readonly List<byte> _bytes = [];

        public byte[] Bytes => [.. _bytes];

        public int Add(byte[] text)
        {
            var key = Encoding.Latin1.GetString(text);
            if (!_offsets.TryGetValue(key, out var offset))
            {
                offset = _bytes.Count;
                _offsets.Add(key, offset);
                _bytes.AddRange(text);
            }

            return offset;
        }
    }

    /// <summary>A node while the tree grows. Literals by their bytes, one character each.</summary>
    private sealed class Branch
    {
        public Dictionary<string, Branch> Literals { get; } = new(StringComparer.Ordinal);

        public Branch? Variable { get; set; }

        public RoutePlan?[] Plans { get; } = new RoutePlan?[HttpVerbs.Count];

        public RoutePlan?[]? GreedyPlans { get; set; }
    }
}
