// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Protocol.Values;

/// <summary>A value that came over the wire or goes over it, already in the form of its shape: handlers read and write these, and no JSON.</summary>
internal sealed class WireValue
{
    private readonly object? _value;

    private WireValue(WireKind kind, object? value) => (Kind, _value) = (kind, value);

    public static WireValue Null { get; } = new(WireKind.Null, null);

    /// <summary>A structure or map without members.</summary>
    public static WireValue Empty { get; } = new(WireKind.Map, ImmutableArray<KeyValuePair<string, WireValue>>.Empty);

    public WireKind Kind { get; }

    /// <summary>Empty where a map has null for a text.</summary>
    public string Text => _value is null ? "" : (string)_value;

    public bool Boolean => (bool)_value!;

    public long Integer => (long)_value!;

    /// <summary>A number with or without a fraction.</summary>
    public double Number => _value is long integer ? integer : (double)_value!;

    public ReadOnlyMemory<byte> Bytes => (byte[])_value!;

    public DateTimeOffset Time => (DateTimeOffset)_value!;

    public ImmutableArray<WireValue> Items => (ImmutableArray<WireValue>)_value!;

    /// <summary>In the order in which they came or were said.</summary>
    public ImmutableArray<KeyValuePair<string, WireValue>> Entries => (ImmutableArray<KeyValuePair<string, WireValue>>)_value!;

    /// <summary>A member; <see langword="null"/> when it is absent.</summary>
    public WireValue? this[string name]
    {
        get
        {
            foreach (var (key, value) in Entries)
            {
                if (key == name)
                {
                    return value;
                }
            }

            return null;
        }
    }

    [return: NotNullIfNotNull(nameof(text))]
    public static implicit operator WireValue?(string? text) => text is null ? null : new(WireKind.Text, text);

    public static implicit operator WireValue(bool value) => new(WireKind.Boolean, value);

    public static implicit operator WireValue(long value) => new(WireKind.Integer, value);

    public static implicit operator WireValue(double value) => new(WireKind.Number, value);

    public static implicit operator WireValue(DateTimeOffset time) => new(WireKind.Time, time);

    public static implicit operator WireValue?(bool? value) => value is { } known ? known : null;

    public static implicit operator WireValue?(long? value) => value is { } known ? known : null;

    public static implicit operator WireValue?(double? value) => value is { } known ? known : null;

    public static implicit operator WireValue?(DateTimeOffset? time) => time is { } known ? known : null;

    public static WireValue Of(byte[] bytes) => new(WireKind.Bytes, bytes);

    public static WireValue List(IEnumerable<WireValue> items) => new(WireKind.List, items.ToImmutableArray());

    public static WireValue List(IEnumerable<string> items) => List(items.Select(static item => (WireValue)item!));

    public static WireValue Map(IEnumerable<KeyValuePair<string, WireValue>> entries) => new(WireKind.Map, entries.ToImmutableArray());

    public static WireValue Map(IEnumerable<KeyValuePair<string, string>> entries) =>
        Map(entries.Select(static entry => KeyValuePair.Create(entry.Key, (WireValue)entry.Value!)));

    /// <summary>A structure; members that are <see langword="null"/> are absent.</summary>
    public static WireValue Structure(params ReadOnlySpan<(string Name, WireValue? Value)> members)
    {
        var entries = ImmutableArray.CreateBuilder<KeyValuePair<string, WireValue>>(members.Length);
        foreach (var (name, value) in members)
        {
            if (value is not null)
            {
                entries.Add(new(name, value));
            }
        }

        return new(WireKind.Map, entries.DrainToImmutable());
    }

    /// <summary>The structure with members added, or in place of those of the same name.</summary>
    public WireValue With(params ReadOnlySpan<(string Name, WireValue? Value)> members)
    {
        var entries = Entries.ToBuilder();
        foreach (var (name, value) in members)
        {
            var at = 0;
            while (at < entries.Count && entries[at].Key != name)
            {
                at++;
            }

            if (at < entries.Count)
            {
                entries.RemoveAt(at);
            }

            if (value is not null)
            {
                entries.Insert(at, new(name, value));
            }
        }

        return new(WireKind.Map, entries.ToImmutable());
    }

    public string? GetText(string name) => this[name]?.Text;

    public bool? GetBoolean(string name) => this[name]?.Boolean;

    public int? GetInteger(string name) => this[name] is { } value ? checked((int)value.Integer) : null;

    public double? GetNumber(string name) => this[name]?.Number;

    /// <summary>A list of strings; <see langword="null"/> when it is absent.</summary>
    public ImmutableArray<string>? GetTexts(string name) => this[name] is { } list ? [.. list.Items.Select(static item => item.Text)] : null;

    /// <summary>A map of strings; <see langword="null"/> when it is absent.</summary>
    public ImmutableSortedDictionary<string, string>? GetTextMap(string name)
    {
        if (this[name] is not { } map)
        {
            return null;
        }

        var result = OrdinalMap.Empty<string>().ToBuilder();
        foreach (var (key, value) in map.Entries)
        {
            result[key] = value.Text;
        }

        return result.ToImmutable();
    }

    /// <summary>As AWS's validation answers print it: bare words, lists in square and maps in curly brackets.</summary>
    public override string ToString() => Kind switch
    {
        WireKind.Null => "null",
        WireKind.List => "[" + string.Join(", ", Items) + "]",
        WireKind.Map => "{" + string.Join(", ", Entries.Select(static entry => entry.Key + "=" + entry.Value)) + "}",
        WireKind.Boolean => Boolean ? "true" : "false",
        WireKind.Bytes => Convert.ToBase64String(Bytes.Span),
        _ => Convert.ToString(_value, CultureInfo.InvariantCulture)!,
    };
}
