// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Mapping.Values;

/// <summary>What a source with several values gives.</summary>
internal enum Multiplicity : byte
{
    /// <summary>The last value (recorded for REST's single-value sources).</summary>
    Last,

    /// <summary>All, joined by commas.</summary>
    Joined,

    /// <summary>All, each on its own in a query; joined by commas elsewhere.</summary>
    List,
}
