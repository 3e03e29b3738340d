// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane;

/// <summary>Whose fault a refusal is.</summary>
internal enum Blame : byte
{
    Client,
    Definition,
    Backend,
    Gateway,
}
