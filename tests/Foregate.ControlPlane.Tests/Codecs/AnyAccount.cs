// SPDX-License-Identifier: Apache-2.0
using System.Collections;
using System.Reflection;
using Foregate.Definitions;

namespace Foregate.ControlPlane.Tests.Codecs;

/// <summary>Accounts that say anything that their records can hold, and changes of them: from the records themselves, so that no member is left out.</summary>
internal sealed class AnyAccount(int seed)
{
    private static readonly string[] s_words = ["a", "a0", "a-b", "a/b", "~", "~1", "$default", "GET", "é\u2028\U0001F600", "", " ", "\0\"\\\n", "x.y", "0", "restApis"];
    private static readonly string[] s_keys = [.. s_words.Where(word => word.Length > 0 && word[0] != '\0')];

    private readonly Random _random = new(seed);

    public Account Next() => Named((Account)Any(typeof(Account), 0));

    /// <summary>The account with one thing changed somewhere; everything else is the same object.</summary>
    public Account Changed(Account account) => Named((Account)Change(account));

    public static void Same(object? expected, object? actual, string path = "account")
    {
        if (expected is null || actual is null || !(DefinitionCodeGenerator.IsRecord(expected.GetType()) || expected is ICollection))
        {
            Assert.True(Equals(expected, actual), $"{path}: {expected} became {actual}");
        }
        else if (expected is IDictionary map)
        {
            Assert.Equal(map.Keys.Cast<object>(), ((IDictionary)actual).Keys.Cast<object>());
            foreach (var key in map.Keys)
            {
                Same(map[key], ((IDictionary)actual)[key], $"{path}/{key}");
            }
        }
        else if (expected is ICollection list)
        {
            var (left, right) = (list.Cast<object>().ToList(), ((ICollection)actual).Cast<object>().ToList());
            Assert.True(left.Count == right.Count, $"{path}: {left.Count} became {right.Count}");
            for (var i = 0; i < left.Count; i++)
            {
                Same(left[i], right[i], $"{path}[{i}]");
            }
        }
        else
        {
            foreach (var member in DefinitionCodeGenerator.Members(expected.GetType()))
            {
                Same(member.GetValue(expected), member.GetValue(actual), $"{path}.{member.Name}");
            }
        }
    }

    private static Account Named(Account account) => account with { AccountId = "000000000000", Region = "us-east-1" };

    private object Any(Type type, int depth)
    {
        if (type == typeof(string))
        {
            return s_words[_random.Next(s_words.Length)] + (_random.Next(4) == 0 ? _random.Next().ToString(null, null) : "");
        }

        if (type == typeof(DateTimeOffset))
        {
            return new DateTimeOffset(_random.NextInt64(0, DateTime.MaxValue.Ticks / 2) + TimeSpan.TicksPerDay, TimeSpan.FromMinutes(_random.Next(-600, 600)));
        }

        if (type.IsEnum)
        {
            var values = Enum.GetValues(type);
            return values.GetValue(_random.Next(values.Length))!;
        }

        if (DefinitionCodeGenerator.IsMap(type))
        {
            if (type.GetGenericArguments()[0] == typeof(int))
            {
                dynamic numbered = type.GetField("Empty")!.GetValue(null)!;
                return depth > 3 ? numbered : numbered.SetItem(_random.Next(-1, 100), (dynamic)Any(type.GetGenericArguments()[1], depth + 1));
            }

            dynamic map = typeof(Definitions.Collections.OrdinalMap).GetMethod("Empty")!.MakeGenericMethod(type.GetGenericArguments()[1]).Invoke(null, null)!;
            for (var i = _random.Next(depth < 4 ? 4 : 2); i > 0; i--)
            {
                map = map.SetItem(s_keys[_random.Next(s_keys.Length)], (dynamic)Any(type.GetGenericArguments()[1], depth + 1));
            }

            return map;
        }

        if (DefinitionCodeGenerator.IsArray(type))
        {
            var element = type.GetGenericArguments()[0];
            var values = Array.CreateInstance(element, _random.Next(3));
            for (var i = 0; i < values.Length; i++)
            {
                values.SetValue(Any(element, depth + 1), i);
            }

            return typeof(System.Collections.Immutable.ImmutableArray).GetMethods().Single(method => method.Name == "Create" && method.GetParameters() is [{ ParameterType.IsArray: true }])
                .MakeGenericMethod(element).Invoke(null, [values])!;
        }

        if (!DefinitionCodeGenerator.IsRecord(type))
        {
            return type == typeof(bool) ? (object)(_random.Next(2) == 0)
                : type == typeof(int) ? (object)_random.Next(int.MinValue, int.MaxValue)
                : type == typeof(long) ? (object)_random.NextInt64()
                : type == typeof(double) ? (object)(_random.NextDouble() * Math.Pow(10, _random.Next(-300, 300)))
                : throw new NotSupportedException($"{type}");
        }

        var record = Activator.CreateInstance(type)!;
        foreach (var member in DefinitionCodeGenerator.Members(type))
        {
            if (Fill(member, depth) is var (isSet, value) && isSet)
            {
                member.SetValue(record, value);
            }
        }

        return record;
    }

    // Now and then a member stays as it is by default, or is null where it may.
    private (bool IsSet, object? Value) Fill(PropertyInfo member, int depth)
    {
        var isRequired = member.GetCustomAttribute<System.Runtime.CompilerServices.RequiredMemberAttribute>() is not null;
        var inner = Nullable.GetUnderlyingType(member.PropertyType);
        var mayBeNull = inner is not null || (!member.PropertyType.IsValueType && new NullabilityInfoContext().Create(member).ReadState == NullabilityState.Nullable);
        return !isRequired && _random.Next(4) == 0 ? (false, null)
            : mayBeNull && _random.Next(4) == 0 ? (true, null)
            : (true, Any(inner ?? member.PropertyType, depth));
    }

    private object Change(object record)
    {
        var changed = record.GetType().GetMethod("<Clone>$")!.Invoke(record, null)!;
        var members = DefinitionCodeGenerator.Members(record.GetType()).ToList();
        var member = members[_random.Next(members.Count)];
        var value = member.GetValue(record);
        if (value is IDictionary { Count: > 0 } map && member.PropertyType.GetGenericArguments()[0] == typeof(string) && DefinitionCodeGenerator.IsRecord(member.PropertyType.GetGenericArguments()[1]))
        {
            dynamic entries = value;
            var key = map.Keys.Cast<string>().ElementAt(_random.Next(map.Count));
            entries = _random.Next(4) switch
            {
                0 => entries.Remove(key),
                1 => entries.SetItem(s_keys[_random.Next(s_keys.Length)], (dynamic)Any(member.PropertyType.GetGenericArguments()[1], 2)),
                _ => entries.SetItem(key, (dynamic)Change(map[key]!)),
            };
            member.SetValue(changed, (object)entries);
        }
        else if (Fill(member, 2) is var (isSet, other) && isSet)
        {
            member.SetValue(changed, other);
        }

        return changed;
    }
}
