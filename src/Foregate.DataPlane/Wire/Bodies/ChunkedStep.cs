// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Wire.Bodies;

/// <summary>What one call of <see cref="ChunkedDecoder.Next"/> found.</summary>
internal enum ChunkedStep : byte
{
    /// <summary>All input is consumed and the body goes on.</summary>
    NeedMore,

    /// <summary>A piece of the body was found.</summary>
    Data,

    /// <summary>The last chunk and the trailers were read.</summary>
    End,

    /// <summary>Not chunked coding as RFC 9112 §7.1 writes it.</summary>
    Invalid,
}
