// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.JsonSchema;

/// <summary>Finds schemas that are asked of the very value that they are being asked of: that would have no end.</summary>
internal static class SchemaRounds
{
    public static bool Any(IEnumerable<SchemaNode> nodes)
    {
        // Without recursion of its own: the nodes still open are on the stack. True is open, false looked at.
        var state = new Dictionary<SchemaNode, bool>();
        var open = new Stack<(SchemaNode Node, IEnumerator<SchemaNode> Next)>();
        foreach (var node in nodes)
        {
            if (IsAlone(node) || !state.TryAdd(node, true))
            {
                continue;
            }

            open.Push((node, node.AllInPlace().GetEnumerator()));
            while (open.Count > 0)
            {
                if (!open.Peek().Next.MoveNext())
                {
                    var (done, ended) = open.Pop();
                    ended.Dispose();
                    state[done] = false;
                    continue;
                }

                var next = open.Peek().Next.Current;
                if (IsAlone(next))
                {
                    continue;
                }

                if (state.TryAdd(next, true))
                {
                    open.Push((next, next.AllInPlace().GetEnumerator()));
                }
                else if (state[next])
                {
                    return true;
                }
            }
        }

        return false;
    }

    // Most schemas have none in them that looks at the same value.
    private static bool IsAlone(SchemaNode node) => node.InPlace is null && node.Objects is not { Dependencies.Length: > 0 };
}
