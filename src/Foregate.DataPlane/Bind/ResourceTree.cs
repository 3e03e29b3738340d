// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Bind;

/// <summary>
/// The resources of a REST API. Per segment a literal goes before <c>{name}</c>, and <c>{name}</c> before the nearest <c>{name+}</c> above
/// (AWS: the most specific resource). The resource decides alone: when it has neither the method nor ANY, no other resource is asked.
/// A path that ends nowhere goes back to the next alternative. Slashes that follow one another count as one and those at the end as
/// none, but a greedy value keeps the doubled ones inside it. Work is bounded: no node is visited twice.
/// </summary>
internal sealed class ResourceTree : IBinder
{
    private readonly PathTrie _trie;
    private readonly Rejection _noResource;
    private readonly Rejection _noMethod;

    private ResourceTree(PathTrie trie, Compilation c)
    {
        _trie = trie;
        _noResource = c.Rejections.RouteNotFound.At(c.Path, "No resource matches the path.");
        _noMethod = c.Rejections.RouteNotFound.At(c.Path, "The resource that matches the path has neither this method nor ANY.");
    }

    /// <summary>Builds the tree. Faults are noted at the plan's place in the definitions.</summary>
    /// <param name="routes">Resource path, HTTP method or ANY, and plan of each method.</param>
    /// <param name="resources">The paths of all resources: one without methods still hides less specific ones.</param>
    public static ResourceTree Build(IEnumerable<(string Path, string Method, RoutePlan Plan)> routes, IEnumerable<string> resources, Compilation c)
    {
        var builder = new PathTrieBuilder(skipsEmptySegments: true);
        var added = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (path, method, plan) in routes)
        {
            added.Add(path);
            RouteEntry.Add(builder, path, method, plan, c);
        }

        foreach (var path in resources)
        {
            if (!added.Add(path))
            {
                continue;
            }

            if (PathPattern.Parse(path, out var fault) is { } pattern)
            {
                builder.Add(pattern);
            }
            else
            {
                c.Fault(fault);
            }
        }

        return new ResourceTree(builder.Build(), c);
    }

    public Verdict Bind(Exchange exchange)
    {
        var request = exchange.Request;
        var path = exchange.StagePath;
        ReadOnlySpan<byte> bytes = request.Bytes;
        var end = path.End;
        while (end > path.Offset && bytes[end - 1] == (byte)'/')
        {
            end--;
        }

        var walk = new Walk(_trie, bytes, end, bytes[path.Offset..end].Contains((byte)'%'), exchange.Route.Room);
        var found = walk.From(_trie.Root, path.Offset, SeededHash.Start, 0);
        if (found == Walk.Nowhere)
        {
            return UnmatchedRequest.Reject(exchange, _noResource);
        }

        ref readonly var node = ref _trie.Node(found < 0 ? ~found : found);
        var plan = found < 0
            ? _trie.Plan(node.GreedyPlans, node.GreedyVerbs, exchange.Verb)
            : _trie.Plan(node.Plans, node.Verbs, exchange.Verb);
        if (plan is null)
        {
            return UnmatchedRequest.Reject(exchange, _noMethod);
        }

        exchange.Route.Set(plan);
        return Verdict.Continue;
    }

    private readonly ref struct Walk(PathTrie trie, ReadOnlySpan<byte> bytes, int end, bool encoded, Span<ByteRange> room)
    {
        public const int Nowhere = int.MinValue;

        private readonly ReadOnlySpan<byte> _bytes = bytes;
        private readonly Span<ByteRange> _room = room;

        /// <summary>The node of the resource that matches the rest of the path; its complement for its greedy child.</summary>
        public int From(int index, int at, ulong hash, int count)
        {
            while (true)
            {
                while (at < end && _bytes[at] == (byte)'/')
                {
                    at++;
                }

                if (at == end)
                {
                    return index;
                }

                ref readonly var node = ref trie.Node(index);
                var below = hash;
                var child = trie.Child(index, _bytes, at, end, ref below, out var length);
                if (encoded && _bytes.Slice(at, length).Contains((byte)'%'))
                {
                    below = hash;
                    child = trie.EncodedChild(index, _bytes.Slice(at, length), ref below);
                }

                if (child >= 0)
                {
                    if (node.Variable < 0 && node.GreedyPlans < 0)
                    {
                        index = child;
                        hash = below;
                        at += length;
                        continue;
                    }

                    var found = From(child, at + length, below, count);
                    if (found != Nowhere)
                    {
                        return found;
                    }
                }

                if (node.Variable >= 0)
                {
                    _room[count] = new ByteRange(at, length);
                    if (node.GreedyPlans < 0)
                    {
                        index = node.Variable;
                        hash = PathTrie.ThroughVariable(hash);
                        at += length;
                        count++;
                        continue;
                    }

                    var found = From(node.Variable, at + length, PathTrie.ThroughVariable(hash), count + 1);
                    if (found != Nowhere)
                    {
                        return found;
                    }
                }

                if (node.GreedyPlans < 0)
                {
                    return Nowhere;
                }

                _room[count] = new ByteRange(at, end - at);
                return ~index;
            }
        }
    }
}
