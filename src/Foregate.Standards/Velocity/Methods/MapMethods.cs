// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Velocity.Methods;

/// <summary>Methods of Java's Map. Keys are texts: a number is known by its digits. keySet(), values() and entrySet() give lists of their own.</summary>
internal static class MapMethods
{
    public static readonly string[] Names =
    [
        "clear", "containsKey", "containsValue", "entrySet", "equals", "get", "getOrDefault", "isEmpty", "keySet", "put", "putAll", "putIfAbsent", "remove",
        "replace", "size", "toString", "values",
    ];

    public static bool TryInvoke(Run run, ValueMap map, string method, ReadOnlySpan<Value> arguments, out Value result, out string? error)
    {
        result = default;
        error = null;
        switch (method, arguments.Length)
        {
            case ("get", 1):
                result = map[Key(run, arguments[0])];
                return true;
            case ("getOrDefault", 2):
                result = map.TryGet(Key(run, arguments[0]), out var found) ? found : arguments[1];
                return true;
            case ("put", 2):
                return Put(run, map, Key(run, arguments[0]), arguments[1], out result);
            case ("putIfAbsent", 2):
                var key = Key(run, arguments[0]);
                return map.TryGet(key, out result) && !result.IsNull || Put(run, map, key, arguments[1], out result);
            case ("replace", 2):
                return !map.Contains(Key(run, arguments[0])) || Put(run, map, Key(run, arguments[0]), arguments[1], out result);
            case ("putAll", 1) when arguments[0].Kind == ValueKind.Map:
                return PutAll(run, map, arguments[0].AsMap);
            case ("remove", 1):
                run.Step(1 + (map.Count >> 3));
                map.Remove(Key(run, arguments[0]), out result);
                return true;
            case ("containsKey", 1):
                result = Value.Of(map.Contains(Key(run, arguments[0])));
                return true;
            case ("containsValue", 1):
                result = Value.Of(ContainsValue(run, map, arguments[0]));
                return true;
            case ("size", 0):
                result = Value.Of(map.Count);
                return true;
            case ("isEmpty", 0):
                result = Value.Of(map.Count == 0);
                return true;
            case ("keySet" or "values" or "entrySet", 0):
                result = View(run, map, method);
                return true;
            case ("clear", 0):
                map.Clear();
                return true;
            case ("equals", 1):
                result = Value.Of(Equality.Java(run, Value.Of(map), arguments[0]));
                return true;
            case ("toString", 0):
                result = Value.Of(run.TextOf(Value.Of(map)));
                return true;
            default:
                return false;
        }
    }

    /// <summary>Whether a method leaves the map as it is.</summary>
    public static bool Reads(string method) =>
        method is "containsKey" or "containsValue" or "entrySet" or "get" or "getOrDefault" or "isEmpty" or "keySet" or "size" or "values";

    private static string Key(Run run, Value key) => key.IsNull ? "null" : run.TextOf(key);

    private static bool Put(Run run, ValueMap map, string key, Value value, out Value before)
    {
        before = map[key];
        if (run.Take(64))
        {
            map[key] = value;
        }

        return true;
    }

    private static bool PutAll(Run run, ValueMap map, ValueMap from)
    {
        if (run.Take(64L * from.Count) && run.Step(from.Count))
        {
            // A map may be put into itself.
            for (int i = 0, count = from.Count; i < count; i++)
            {
                map[from.KeyAt(i)] = from.ValueAt(i);
            }
        }

        return true;
    }

    private static bool ContainsValue(Run run, ValueMap map, Value value)
    {
        for (var i = 0; i < map.Count && run.Flow == Flow.Next; i++)
        {
            if (Equality.Java(run, map.ValueAt(i), value))
            {
                return true;
            }
        }

        return false;
    }

    private static Value View(Run run, ValueMap map, string method)
    {
        if (!run.Take(56 + ((method == "entrySet" ? 56L : 16L) * map.Count)) || !run.Step(map.Count >> 2))
        {
            return default;
        }

        var list = new ValueList(isJson: false, map.Count);
        for (var i = 0; i < map.Count; i++)
        {
            list.Add(method switch
            {
                "keySet" => Value.Of(map.KeyAt(i)),
                "values" => map.ValueAt(i),
                _ => Value.Of(new MapEntry(map, map.KeyAt(i))),
            });
        }

        return Value.Of(list);
    }
}
