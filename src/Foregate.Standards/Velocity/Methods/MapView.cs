// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Velocity.Methods;

/// <summary>What keySet(), values() and entrySet() give: the map itself, seen from one side. What is taken from it is taken from the map.</summary>
internal sealed class MapView(ValueMap map, MapView.Side side) : ValueObject
{
    /// <summary>The side that a map is seen from.</summary>
    public enum Side : byte
    {
        Keys,
        Values,
        Entries,
    }

    public int Count => map.Count;

    public int Version => map.Version;

    public bool IsEntries => side == Side.Entries;

    public Value ItemAt(int index) => side switch
    {
        Side.Keys => map.KeyValueAt(index),
        Side.Values => map.ValueAt(index),
        _ => Value.Of(new MapEntry(map, index)),
    };

    public override bool TryGet(string name, out Value value)
    {
        value = name is "empty" or "Empty" ? Value.Of(map.Count == 0) : default;
        return !value.IsNull;
    }

    public bool TryInvoke(Run run, string method, ReadOnlySpan<Value> arguments, out Value result, out string? error)
    {
        result = default;
        error = null;
        switch (method, arguments.Length)
        {
            case ("size", 0):
                result = Value.Of(map.Count);
                return true;
            case ("isEmpty", 0):
                result = Value.Of(map.Count == 0);
                return true;
            case ("contains", 1):
                result = Value.Of(Find(run, arguments[0]) >= 0);
                return true;
            case ("remove", 1):
                var at = Find(run, arguments[0]);
                result = Value.Of(at >= 0);
                Remove(run, at);
                return true;
            case ("containsAll", 1) when Items(run, arguments[0]) is { } items:
                result = Value.Of(ContainsAll(run, items));
                return true;
            case ("removeAll" or "retainAll", 1) when Items(run, arguments[0]) is { } items:
                result = Value.Of(Keep(run, items, method == "retainAll"));
                return true;
            case ("clear", 0):
                map.Clear();
                result = JavaMethods.Nothing;
                return true;
            case ("iterator", 0):
                result = Copy(run) is { } copy ? Value.Of(new ListIterator(copy)) : default;
                return true;
            case ("toArray", 0):
                result = Value.Of(Copy(run));
                return true;
            case ("equals", 1):
                result = Value.Of(Equality.Java(run, Value.Of(this), arguments[0]));
                return true;
            case ("toString", 0):
                result = Value.Of(run.TextOf(Value.Of(this)));
                return true;
            case ("add" or "addAll", 1):
                error = $"Nothing can be put into a map by the method {method} of what {Name()} gives";
                return false;
            default:
                error = JavaMethods.TakesNothing(method, arguments);
                return false;
        }
    }

    /// <summary>Whether both hold the same, as Java's sets do; lists of values are only themselves.</summary>
    public bool Equals(Run run, MapView other) => ReferenceEquals(this, other)
        || (side != Side.Values && other.IsEntries == IsEntries && map.Count == other.Count && other.Copy(run) is { } items && ContainsAll(run, items));

    public override bool WriteText(TextBuffer output, int depth)
    {
        output.Write((byte)'[');
        for (var i = 0; i < map.Count; i++)
        {
            output.Write(i > 0 ? ", "u8 : []);
            if (output.IsFull || !JavaText.Write(ItemAt(i), output, depth))
            {
                return false;
            }
        }

        output.Write((byte)']');
        return true;
    }

    private string Name() => side switch { Side.Keys => "keySet()", Side.Values => "values()", _ => "entrySet()" };

    private int Find(Run run, Value item)
    {
        if (side == Side.Keys)
        {
            return map.IndexOf(MapMethods.Code(run, item));
        }

        run.Step(map.Count >> 3);
        for (var i = 0; i < map.Count && run.Flow == Flow.Next; i++)
        {
            if (IsEntries ? item.Kind == ValueKind.Object && item.AsObject is MapEntry entry && entry.Equals(run, map.KeyValueAt(i), map.ValueAt(i)) : Equality.Java(run, map.ValueAt(i), item))
            {
                return i;
            }
        }

        return -1;
    }

    private void Remove(Run run, int at)
    {
        if (at >= 0 && run.Step(1 + (map.Count >> 3)))
        {
            map.Remove(map.CodeAt(at), out _);
        }
    }

    private static ValueList? Items(Run run, Value items) => items.Kind == ValueKind.List ? items.AsList
        : items.Kind == ValueKind.Object && items.AsObject is MapView view ? view.Copy(run)
        : null;

    private ValueList? Copy(Run run)
    {
        if (!run.Take(64 + ((IsEntries ? 64L : 16L) * map.Count)) || !run.Step(map.Count >> 2))
        {
            return null;
        }

        var list = new ValueList(isJson: false, map.Count);
        for (var i = 0; i < map.Count; i++)
        {
            list.Add(ItemAt(i));
        }

        return list;
    }

    private bool ContainsAll(Run run, ValueList items)
    {
        foreach (var item in items.Items)
        {
            if (Find(run, item) < 0)
            {
                return false;
            }
        }

        return true;
    }

    private bool Keep(Run run, ValueList items, bool keepsFound)
    {
        var before = map.Count;
        for (var i = map.Count - 1; i >= 0 && run.Flow == Flow.Next; i--)
        {
            if (ListMethods.Find(run, items, ItemAt(i)) >= 0 != keepsFound)
            {
                Remove(run, i);
            }
        }

        return map.Count != before;
    }
}
