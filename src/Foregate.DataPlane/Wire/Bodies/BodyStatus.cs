// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Wire.Bodies;

/// <summary>What a read of a body found.</summary>
internal enum BodyStatus : byte
{
    Data,
    End,

    /// <summary>The peer broke off before the end.</summary>
    Aborted,

    /// <summary>The framing is broken.</summary>
    Malformed,

    /// <summary>The body is larger than the limit.</summary>
    TooLarge,

    /// <summary>The peer was too slow.</summary>
    TimedOut,

    /// <summary>The content coding could not be decoded (415).</summary>
    Undecodable,
}
