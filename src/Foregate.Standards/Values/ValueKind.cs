// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Values;

/// <summary>What a <see cref="Value"/> is.</summary>
public enum ValueKind : byte
{
    Null = 0,
    Boolean,

    /// <summary>A whole number within 64 bits.</summary>
    Integer,

    /// <summary>A double.</summary>
    Number,

    /// <summary>A whole number beyond 64 bits, kept as its digits.</summary>
    Exact,

    Text,
    List,
    Map,

    /// <summary>Something of the program that a template may ask.</summary>
    Object,
}
