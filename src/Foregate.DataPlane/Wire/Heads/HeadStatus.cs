// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Wire.Heads;

/// <summary>Where the reading of a head stands.</summary>
internal enum HeadStatus : byte
{
    NeedMore,
    Complete,

    /// <summary>Refused: <see cref="HeadFault"/> says why.</summary>
    Invalid,
}
