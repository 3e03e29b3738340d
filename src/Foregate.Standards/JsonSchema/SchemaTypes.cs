// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.JsonSchema;

/// <summary>Primitive types, as a set. In the order in which messages list them.</summary>
[Flags]
internal enum SchemaTypes : byte
{
    None = 0,
    Array = 1,
    Boolean = 2,
    Integer = 4,
    Null = 8,
    Number = 16,
    Object = 32,
    String = 64,
    All = 127,
}
