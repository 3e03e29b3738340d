// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Bind;

/// <summary>
/// The routes of an HTTP API (AWS's order): a full match first, literals before variables from left to right, the exact method before
/// ANY on the same path; then greedy routes, the longer static prefix first; then <c>$default</c>. A path whose routes lack the method
/// counts as no match and the search goes on. Slashes are significant: <c>/pets/</c> is not <c>/pets</c>, and variables match no empty
/// segment; a greedy value keeps all its slashes. Work is bounded: no node is visited more than twice.
/// </summary>
internal sealed class RouteTable : IBinder
{
    /// <summary>The route key that takes what no other route does.</summary>
    public const string DefaultKey = "$default";

    private readonly PathTrie _trie;
    private readonly RoutePlan? _default;
    private readonly bool _hasGreedy;
    private readonly Rejection _notFound;

    private RouteTable(PathTrie trie, RoutePlan? fallback, bool hasGreedy, Compilation c)
    {
        _trie = trie;
        _default = fallback;
        _hasGreedy = hasGreedy;
        _notFound = c.Rejections.RouteNotFound.At(c.Path, "No route matches the method and the path, and there is no $default route.");
    }

    /// <summary>Builds the table. Faults are noted at the plan's place in the definitions.</summary>
    /// <param name="routes">Path, HTTP method or ANY, and plan of each route. For the route $default, the path is the key and the method does not count.</param>
    public static RouteTable Build(IEnumerable<(string Path, string Method, RoutePlan Plan)> routes, Compilation c)
    {
        var builder = new PathTrieBuilder(skipsEmptySegments: false);
        RoutePlan? fallback = null;
        var hasGreedy = false;
        foreach (var (path, method, plan) in routes)
        {
            if (path != DefaultKey)
            {
                RouteEntry.Add(builder, path, method, plan, c);
                hasGreedy |= path.EndsWith("+}", StringComparison.Ordinal);
            }
            else if (fallback is null)
            {
                fallback = plan;
            }
            else
            {
                c.At(plan.DefinitionPath).Fault("There is more than one $default route: remove all but one.");
            }
        }

        return new RouteTable(builder.Build(), fallback, hasGreedy, c);
    }

    public Verdict Bind(Exchange exchange)
    {
        var path = exchange.StagePath;
        ReadOnlySpan<byte> bytes = exchange.Request.Bytes;
        // An empty path is the root (RFC 9110 §4.2.3): its one segment is empty, like that of "/".
        var at = path.IsEmpty ? path.Offset : path.Offset + 1;
        var walk = new Walk(_trie, bytes, path.End, bytes[at..path.End].Contains((byte)'%'), exchange.Route.Room, exchange.Verb);
        var plan = walk.Full(_trie.Root, at, SeededHash.Start, 0);
        if (plan is null && _hasGreedy)
        {
            plan = walk.Greedy(_trie.Root, at, SeededHash.Start, 0);
        }

        plan ??= _default;
        if (plan is null)
        {
            return Verdict.Reject(_notFound);
        }

        exchange.Route.Set(plan);
        return Verdict.Continue;
    }

    private readonly ref struct Walk(PathTrie trie, ReadOnlySpan<byte> bytes, int end, bool encoded, Span<ByteRange> room, HttpVerb verb)
    {
        private readonly ReadOnlySpan<byte> _bytes = bytes;
        private readonly Span<ByteRange> _room = room;

        /// <summary>The plan of the best path without a greedy variable that matches the segments from <paramref name="at"/> on.</summary>
        public RoutePlan? Full(int index, int at, ulong hash, int count)
        {
            while (true)
            {
                var child = Child(index, at, hash, out var below, out var length);
                var next = at + length;
                var variable = length == 0 ? PathNode.None : trie.Node(index).Variable;
                if (next == end)
                {
                    return (child < 0 ? null : PlanAt(child)) ?? (variable < 0 ? null : PlanAt(variable, at, length, count));
                }

                if (child >= 0)
                {
                    if (variable < 0)
                    {
                        index = child;
                        hash = below;
                        at = next + 1;
                        continue;
                    }

                    if (Full(child, next + 1, below, count) is { } plan)
                    {
                        return plan;
                    }
                }

                if (variable < 0)
                {
                    return null;
                }

                _room[count++] = new ByteRange(at, length);
                index = variable;
                hash = PathTrie.ThroughVariable(hash);
                at = next + 1;
            }
        }

        /// <summary>The plan of the best greedy route: deeper ones first, literals before variables.</summary>
        public RoutePlan? Greedy(int index, int at, ulong hash, int count)
        {
            if (_bytes[at..end].IndexOfAnyExcept((byte)'/') < 0)
            {
                // Nothing but slashes is left, and a greedy variable wants a segment.
                return null;
            }

            var child = Child(index, at, hash, out var below, out var length);
            var next = at + length;
            ref readonly var node = ref trie.Node(index);
            if (next < end)
            {
                if (child >= 0 && Greedy(child, next + 1, below, count) is { } literal)
                {
                    return literal;
                }

                if (node.Variable >= 0 && length > 0)
                {
                    _room[count] = new ByteRange(at, length);
                    if (Greedy(node.Variable, next + 1, PathTrie.ThroughVariable(hash), count + 1) is { } variable)
                    {
                        return variable;
                    }
                }
            }

            if (node.GreedyPlans < 0)
            {
                return null;
            }

            _room[count] = new ByteRange(at, end - at);
            return trie.Plan(node.GreedyPlans, node.GreedyVerbs, verb);
        }

        private RoutePlan? PlanAt(int index)
        {
            ref readonly var node = ref trie.Node(index);
            return trie.Plan(node.Plans, node.Verbs, verb);
        }

        private RoutePlan? PlanAt(int index, int at, int length, int count)
        {
            _room[count] = new ByteRange(at, length);
            return PlanAt(index);
        }

        private int Child(int index, int at, ulong hash, out ulong below, out int length)
        {
            below = hash;
            var child = trie.Child(index, _bytes, at, end, ref below, out length);
            if (encoded && _bytes.Slice(at, length).Contains((byte)'%'))
            {
                below = hash;
                child = trie.EncodedChild(index, _bytes.Slice(at, length), ref below);
            }

            return child;
        }
    }
}
