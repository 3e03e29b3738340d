// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Wire.Awaiting;

/// <summary>Something that is used again, and knows what lies below it while it is not in use.</summary>
internal abstract class PooledBox
{
    internal PooledBox? Below { get; set; }
}
