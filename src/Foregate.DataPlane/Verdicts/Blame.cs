// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Verdicts;

/// <summary>Whose fault a refusal is.</summary>
internal enum Blame : byte
{
    Client,
    Definition,
    Backend,
    Gateway,
}
