// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Upstream.Functions;
using Foregate.DataPlane.Wire.Bodies;

namespace Foregate.DataPlane.Tests.Doubles;

/// <summary>A function's stream of these pieces, and how it ends.</summary>
internal sealed class StreamDouble(BodyStatus end, params string[] pieces) : FunctionStream
{
    private int _at;

    /// <summary>Runs before a piece is given, with its number.</summary>
    public Action<int>? Before { get; init; }

    public bool IsReleased { get; private set; }

    public override bool IsEnded => _at > pieces.Length;

    public override void Abort()
    {
    }

    public override ValueTask<BodyChunk> ReadAsync()
    {
        var at = _at++;
        Before?.Invoke(at);
        return new ValueTask<BodyChunk>(at < pieces.Length ? new BodyChunk(Encoding.UTF8.GetBytes(pieces[at]), BodyStatus.Data) : new BodyChunk(default, end));
    }

    protected override void Drop() => IsReleased = true;
}
