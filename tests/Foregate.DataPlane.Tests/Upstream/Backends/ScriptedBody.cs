// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Wire.Bodies;

namespace Foregate.DataPlane.Tests.Upstream.Backends;

/// <summary>A request body whose pieces, end and pace a test decides.</summary>
internal sealed class ScriptedBody(long? length, params ReadOnlyMemory<byte>[] pieces) : IBodyReader
{
    private int _next;

    public long? Length => length;

    public bool IsEnded { get; private set; }

    /// <summary>How it ends after its pieces; null to say nothing more, ever, until <see cref="Release"/>.</summary>
    public BodyStatus? Ending { get; init; } = BodyStatus.End;

    /// <summary>Whether each read completes later, on another thread.</summary>
    public bool IsSlow { get; init; }

    /// <summary>Completes a read that waits for ever.</summary>
    public TaskCompletionSource<BodyChunk> Release { get; } = new();

    /// <summary>Reads begun.</summary>
    public int Reads { get; private set; }

    /// <summary>Whether a read has begun and not returned.</summary>
    public bool IsBeingRead { get; private set; }

    public static ScriptedBody Of(byte[] bytes, int pieceSize = int.MaxValue, bool knowsLength = true, bool isSlow = false) =>
        new(knowsLength ? bytes.Length : null, [.. bytes.Chunk(Math.Min(pieceSize, Math.Max(1, bytes.Length))).Select(p => (ReadOnlyMemory<byte>)p)]) { IsSlow = isSlow };

    public ValueTask<BodyChunk> ReadAsync()
    {
        Assert.False(IsBeingRead, "Two reads of one body at once.");
        if (IsEnded)
        {
            return new ValueTask<BodyChunk>(new BodyChunk(default, Ending!.Value));
        }

        Reads++;
        if (_next == pieces.Length && Ending is null)
        {
            return new ValueTask<BodyChunk>(Wait());
        }

        return IsSlow ? new ValueTask<BodyChunk>(Later()) : new ValueTask<BodyChunk>(Next());
    }

    private BodyChunk Next()
    {
        if (_next == pieces.Length)
        {
            IsEnded = true;
            return new BodyChunk(default, Ending!.Value);
        }

        var piece = pieces[_next++];
        IsEnded = Length is not null && _next == pieces.Length && Ending == BodyStatus.End;
        return new BodyChunk(piece, BodyStatus.Data);
    }

    private async Task<BodyChunk> Later()
    {
        IsBeingRead = true;
        await Task.Yield();
        IsBeingRead = false;
        return Next();
    }

    private async Task<BodyChunk> Wait()
    {
        IsBeingRead = true;
        var chunk = await Release.Task;
        IsBeingRead = false;
        return chunk;
    }
}
