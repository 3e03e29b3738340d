// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.Velocity.Running;

/// <summary>What stands between two operands.</summary>
internal enum Operation : byte
{
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
    Remainder,
}
