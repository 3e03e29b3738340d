// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Patterns;

/// <summary>Whose words a pattern is written in.</summary>
public enum PatternDialect
{
    /// <summary>ECMA 262, as JSON Schema has it.</summary>
    EcmaScript,

    /// <summary>java.util.regex, as Jayway's JSONPath has it.</summary>
    Java,
}
