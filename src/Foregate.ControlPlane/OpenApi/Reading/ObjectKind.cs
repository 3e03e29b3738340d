// SPDX-License-Identifier: Apache-2.0

using System.Collections.Frozen;

namespace Foregate.ControlPlane.OpenApi.Reading;

/// <summary>One kind of object in a document, and the fate of each property it can have.</summary>
internal sealed class ObjectKind
{
    private readonly FrozenDictionary<string, Fate> _properties;

    /// <summary>An object whose properties are all listed; <paramref name="inert"/> lists those that change nothing.</summary>
    public ObjectKind(string name, string served, string inert = "", params (string Property, Fate Fate)[] refused)
    {
        Name = name;
        _properties = Names(served).Select(property => KeyValuePair.Create(property, Fate.Served))
            .Concat(Names(inert).Select(property => KeyValuePair.Create(property, Fate.Inert)))
            .Concat(refused.Select(entry => KeyValuePair.Create(entry.Property, entry.Fate)))
            .ToFrozenDictionary(StringComparer.Ordinal);
    }

    private ObjectKind(string name, bool extensible)
        : this(name, "")
    {
        IsMap = true;
        IsExtensible = extensible;
    }

    /// <summary>What it is called in a fault, such as <c>an operation</c>.</summary>
    public string Name { get; }

    /// <summary>Whether every key is served: the keys are names that the author chose.</summary>
    public bool IsMap { get; }

    /// <summary>Whether keys that start with <c>x-</c> are extensions; in a map of headers they are names like any other.</summary>
    public bool IsExtensible { get; } = true;

    public IEnumerable<string> Served => _properties.Where(property => property.Value.IsServed).Select(property => property.Key);

    public IEnumerable<string> Inert => _properties.Where(property => property.Value.IsInert).Select(property => property.Key);

    public IEnumerable<string> Refused => _properties.Where(property => property.Value is { IsServed: false, IsInert: false }).Select(property => property.Key);

    public static ObjectKind Map(string name, bool extensible = false) => new(name, extensible);

    public Fate? FateOf(string property) => _properties.GetValueOrDefault(property);

    /// <summary>A known property that differs from this one in case only.</summary>
    public string? Meant(string property) => _properties.Keys.FirstOrDefault(known => known.Equals(property, StringComparison.OrdinalIgnoreCase));

    private static string[] Names(string list) => list.Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
