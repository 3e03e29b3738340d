// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;
using Foregate.Standards.Velocity.Methods;
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Velocity.Statements;

/// <summary>What a loop goes through: a list, or one side of a map. A change on the way is seen when the next is taken, as by Java's iterators.</summary>
internal sealed class ForeachItems(ValueList? list, MapView? view)
{
    private readonly int _version = list?.Version ?? view!.Version;
    private bool _hasNext = view is { Count: > 0 };

    /// <summary>How many were taken.</summary>
    public int Taken { get; private set; }

    /// <summary>Of a list what is there now, of a map what was there when the last was taken.</summary>
    public bool HasNext => list is null ? _hasNext : Taken != list.Count;

    /// <summary>Takes the next. False after a change.</summary>
    public bool TryTake(Run run, out Value item)
    {
        item = default;
        if ((list?.Version ?? view!.Version) != _version)
        {
            return false;
        }

        if (list is not null)
        {
            item = list[Taken++];
            return true;
        }

        // An entry is made for each round.
        if (!view!.IsEntries || run.Take(80))
        {
            item = view.ItemAt(Taken++);
            _hasNext = Taken < view.Count;
        }

        return true;
    }
}
