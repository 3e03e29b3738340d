// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Wire.Bodies;

/// <summary>A body read piece by piece, decoded of its framing: a request's from a door, an answer's from a back end.</summary>
internal interface IBodyReader
{
    /// <summary>Bytes in all when known before reading; null when only the end will tell.</summary>
    long? Length { get; }

    /// <summary>Whether the end (or a fault) has been read.</summary>
    bool IsEnded { get; }

    /// <summary>The next piece (never empty while <see cref="BodyStatus.Data"/>), or how it ended. Never throws.</summary>
    ValueTask<BodyChunk> ReadAsync();
}
