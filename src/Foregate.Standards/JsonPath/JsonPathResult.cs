// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.Values;

namespace Foregate.Standards.JsonPath;

/// <summary>What a path found in a document: a value (which may be null), nothing, or a fault.</summary>
public readonly struct JsonPathResult
{
    private JsonPathResult(Value value, bool isFound, string? fault)
    {
        Value = value;
        IsFound = isFound;
        Fault = fault;
    }

    public static JsonPathResult NotFound => default;

    /// <summary>The bare value of a definite path; the list of all values of any other.</summary>
    public Value Value { get; }

    public bool IsFound { get; }

    /// <summary>Why the path could not be followed to its end: it takes too much, or asks of the document what cannot be answered. Null otherwise.</summary>
    public string? Fault { get; }

    internal static JsonPathResult Found(Value value) => new(value, true, null);

    internal static JsonPathResult Failed(string fault) => new(default, false, fault);
}
