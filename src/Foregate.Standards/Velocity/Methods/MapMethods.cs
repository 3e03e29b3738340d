// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;
using Foregate.Standards.Velocity.Running;

namespace Foregate.Standards.Velocity.Methods;

/// <summary>Methods of Java's Map. Keys may be of any kind.</summary>
internal static class MapMethods
{
    public static readonly string[] Names =
    [
        "clear", "containsKey", "containsValue", "entrySet", "equals", "get", "getOrDefault", "isEmpty", "keySet", "put", "putAll", "putIfAbsent", "remove",
        "replace", "size", "toString", "values",
    ];

    // Of memory, with what growing leaves behind.
    private const long PutCost = 112;

    public static bool TryInvoke(Run run, ValueMap map, string method, ReadOnlySpan<Value> arguments, out Value result, out string? error)
    {
        result = default;
        error = null;
        switch (method, arguments.Length)
        {
            case ("get", 1):
                result = map[Code(run, arguments[0])];
                return true;
            case ("getOrDefault", 2):
                result = map.TryGet(Code(run, arguments[0]), out var found) ? found : arguments[1];
                return true;
            case ("put", 2):
                return Put(run, map, arguments[0], arguments[1], out result);
            case ("putIfAbsent", 2):
                return map.TryGet(Code(run, arguments[0]), out result) && !result.IsNull || Put(run, map, arguments[0], arguments[1], out result);
            case ("replace", 2):
                return !map.Contains(Code(run, arguments[0])) || Put(run, map, arguments[0], arguments[1], out result);
            case ("putAll", 1) when arguments[0].Kind == ValueKind.Map:
                PutAll(run, map, arguments[0].AsMap);
                result = JavaMethods.Nothing;
                return true;
            case ("remove", 1):
                run.Step(1 + (map.Count >> 3));
                map.Remove(Code(run, arguments[0]), out result);
                return true;
            case ("containsKey", 1):
                result = Value.Of(map.Contains(Code(run, arguments[0])));
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
                result = run.Take(40) ? Value.Of(new MapView(map, method switch { "keySet" => MapView.Side.Keys, "values" => MapView.Side.Values, _ => MapView.Side.Entries })) : default;
                return true;
            case ("clear", 0):
                map.Clear();
                result = JavaMethods.Nothing;
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

    /// <summary>What a map knows a key by.</summary>
    public static string Code(Run run, Value key) => key.IsText ? key.AsText : MapKey.CodeOf(key, run.TextOf(key));

    /// <summary>Puts an entry into a map.</summary>
    /// <param name="before">The value that the key had.</param>
    /// <returns>True.</returns>
    public static bool Put(Run run, ValueMap map, Value key, Value value, out Value before)
    {
        var code = Code(run, key);
        before = map[code];
        if (run.Take(key.IsText ? PutCost : 2 * PutCost))
        {
            map.Set(code, key, value);
        }

        return true;
    }

    private static void PutAll(Run run, ValueMap map, ValueMap from)
    {
        if (run.Take(PutCost * from.Count) && run.Step(from.Count))
        {
            // A map may be put into itself.
            for (int i = 0, count = from.Count; i < count; i++)
            {
                map.Set(from.CodeAt(i), from.KeyValueAt(i), from.ValueAt(i));
            }
        }
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
}
