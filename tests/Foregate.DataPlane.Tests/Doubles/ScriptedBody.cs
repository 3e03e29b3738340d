// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Wire.Bodies;

namespace Foregate.DataPlane.Tests.Doubles;

/// <summary>A body that arrives in the given pieces and ends as told, at once or when the test says so.</summary>
internal sealed class ScriptedBody(string[] pieces, BodyStatus end = BodyStatus.End, long? length = null) : IBodyReader
{
    private int _next;
    private TaskCompletionSource<BodyChunk>? _pending;

    public ScriptedBody(string whole)
        : this([whole], BodyStatus.End, Encoding.UTF8.GetByteCount(whole))
    {
    }

    public long? Length { get; } = length;

    public bool IsEnded { get; private set; }

    /// <summary>How many reads were asked of it.</summary>
    public int Reads { get; private set; }

    /// <summary>Whether each read waits until <see cref="Arrive"/>.</summary>
    public bool IsSlow { get; init; }

    public ValueTask<BodyChunk> ReadAsync()
    {
        Reads++;
        if (!IsSlow)
        {
            return new ValueTask<BodyChunk>(Next());
        }

        _pending = new TaskCompletionSource<BodyChunk>();
        return new ValueTask<BodyChunk>(_pending.Task);
    }

    public void Arrive()
    {
        var pending = _pending!;
        _pending = null;
        pending.SetResult(Next());
    }

    private BodyChunk Next()
    {
        if (_next < pieces.Length)
        {
            return new BodyChunk(Encoding.UTF8.GetBytes(pieces[_next++]), BodyStatus.Data);
        }

        IsEnded = true;
        return new BodyChunk(default, end);
    }
}
