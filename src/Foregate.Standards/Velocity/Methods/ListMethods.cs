// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Velocity.Methods;

/// <summary>Methods of Java's List, which arrays have too.</summary>
internal static class ListMethods
{
    public static readonly string[] Names =
    [
        "add", "addAll", "clear", "contains", "containsAll", "equals", "get", "indexOf", "isEmpty", "iterator", "lastIndexOf", "listIterator", "remove",
        "removeAll", "retainAll", "set", "size", "subList", "toArray", "toString",
    ];

    // Of memory, with what growing leaves behind.
    private const long AddCost = 64;

    public static bool TryInvoke(Run run, ValueList list, string method, ReadOnlySpan<Value> arguments, out Value result, out string? error)
    {
        result = default;
        error = null;
        return arguments.Length switch
        {
            0 => TryPlain(run, list, method, out result),
            1 => TryOne(run, list, method, arguments[0], out result, out error),
            2 => TryTwo(run, list, method, arguments[0], arguments[1], out result, out error),
            _ => false,
        };
    }

    private static bool TryPlain(Run run, ValueList list, string method, out Value result)
    {
        result = default;
        switch (method)
        {
            case "size":
                result = Value.Of(list.Count);
                return true;
            case "isEmpty":
                result = Value.Of(list.Count == 0);
                return true;
            case "iterator" or "listIterator":
                result = run.Take(32) ? Value.Of(new ListIterator(list)) : default;
                return true;
            case "toArray":
                result = Copy(run, list.Items);
                return true;
            case "clear":
                list.Clear();
                result = JavaMethods.Nothing;
                return true;
            case "toString":
                result = Value.Of(run.TextOf(Value.Of(list)));
                return true;
            default:
                return false;
        }
    }

    private static bool TryOne(Run run, ValueList list, string method, Value argument, out Value result, out string? error)
    {
        result = default;
        error = null;
        switch (method)
        {
            case "get" when argument.IsInteger:
                if (!Within(argument, list.Count, out error))
                {
                    return false;
                }

                result = list[(int)argument.AsInteger];
                return true;
            case "add":
                if (run.Take(AddCost))
                {
                    list.Add(argument);
                }

                result = Value.True;
                return true;
            case "addAll" when argument.Kind == ValueKind.List:
                result = Value.Of(AddAll(run, list, list.Count, argument.AsList));
                return true;
            case "contains":
                result = Value.Of(Find(run, list, argument) >= 0);
                return true;
            case "indexOf":
                result = Value.Of(Find(run, list, argument));
                return true;
            case "lastIndexOf":
                result = Value.Of(FindLast(run, list, argument));
                return true;
            case "remove" when argument.IsInteger:
                if (!Within(argument, list.Count, out error))
                {
                    return false;
                }

                result = list[(int)argument.AsInteger];
                Remove(run, list, (int)argument.AsInteger);
                return true;
            case "remove":
                var at = Find(run, list, argument);
                result = Value.Of(at >= 0);
                if (at >= 0)
                {
                    Remove(run, list, at);
                }

                return true;
            case "containsAll" when argument.Kind == ValueKind.List:
                result = Value.Of(ContainsAll(run, list, argument.AsList));
                return true;
            case "removeAll" or "retainAll" when argument.Kind == ValueKind.List:
                result = Value.Of(Keep(run, list, argument.AsList, method == "retainAll"));
                return true;
            case "equals":
                result = Value.Of(Equality.Java(run, Value.Of(list), argument));
                return true;
            default:
                return false;
        }
    }

    private static bool TryTwo(Run run, ValueList list, string method, Value first, Value second, out Value result, out string? error)
    {
        result = default;
        error = null;
        switch (method)
        {
            case "set" when first.IsInteger:
                if (!Within(first, list.Count, out error))
                {
                    return false;
                }

                result = list[(int)first.AsInteger];
                list[(int)first.AsInteger] = second;
                return true;
            case "add" when first.IsInteger:
                if (!Within(first, list.Count + 1, out error))
                {
                    return false;
                }

                if (run.Take(AddCost) && run.Step(list.Count >> 6))
                {
                    list.Insert((int)first.AsInteger, second);
                }

                result = JavaMethods.Nothing;
                return true;
            case "addAll" when first.IsInteger && second.Kind == ValueKind.List:
                if (!Within(first, list.Count + 1, out error))
                {
                    return false;
                }

                result = Value.Of(AddAll(run, list, (int)first.AsInteger, second.AsList));
                return true;
            case "subList" when first.IsInteger && second.IsInteger:
                if (first.AsInteger < 0 || second.AsInteger > list.Count || first.AsInteger > second.AsInteger)
                {
                    error = $"From {first.AsInteger} to {second.AsInteger} is out of bounds for a list of {list.Count}";
                    return false;
                }

                result = Copy(run, list.Items[(int)first.AsInteger..(int)second.AsInteger]);
                return true;
            default:
                return false;
        }
    }

    private static bool Within(Value index, int count, out string? error)
    {
        error = index.AsInteger >= 0 && index.AsInteger < count ? null : $"Index {index.AsInteger} is out of bounds for length {count}";
        return error is null;
    }

    private static Value Copy(Run run, ReadOnlySpan<Value> items) =>
        run.Take(56 + (16L * items.Length)) ? Value.Of(new ValueList(items, isJson: false)) : default;

    private static bool AddAll(Run run, ValueList list, int at, ValueList from)
    {
        // A list may be added to itself.
        var items = from.Items.ToArray();
        if (run.Take(AddCost * items.Length) && run.Step(items.Length * (1L + ((list.Count - at) >> 6))))
        {
            foreach (var item in items)
            {
                list.Insert(at++, item);
            }
        }

        return items.Length > 0;
    }

    private static void Remove(Run run, ValueList list, int at)
    {
        run.Step(list.Count >> 6);
        list.RemoveAt(at);
    }

    /// <summary>Where an item is; -1 where it is not.</summary>
    public static int Find(Run run, ValueList list, Value item)
    {
        run.Step(list.Count >> 3);
        for (var i = 0; i < list.Count && run.Flow == Flow.Next; i++)
        {
            if (Equality.Java(run, list[i], item))
            {
                return i;
            }
        }

        return -1;
    }

    private static int FindLast(Run run, ValueList list, Value item)
    {
        run.Step(list.Count >> 3);
        for (var i = list.Count - 1; i >= 0 && run.Flow == Flow.Next; i--)
        {
            if (Equality.Java(run, list[i], item))
            {
                return i;
            }
        }

        return -1;
    }

    private static bool ContainsAll(Run run, ValueList list, ValueList items)
    {
        foreach (var item in items.Items)
        {
            if (Find(run, list, item) < 0)
            {
                return false;
            }
        }

        return true;
    }

    private static bool Keep(Run run, ValueList list, ValueList items, bool keepsFound)
    {
        var before = list.Count;
        for (var i = list.Count - 1; i >= 0 && run.Flow == Flow.Next; i--)
        {
            if ((Find(run, items, list[i]) >= 0) != keepsFound)
            {
                Remove(run, list, i);
            }
        }

        return list.Count != before;
    }
}
