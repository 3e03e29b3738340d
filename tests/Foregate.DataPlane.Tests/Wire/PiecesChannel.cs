// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Wire.Channels;

namespace Foregate.DataPlane.Tests.Wire;

/// <summary>A channel on which given pieces arrive, one per fill, and then the end or a reset.</summary>
internal sealed class PiecesChannel(int ending, params string[] pieces) : ByteChannel
{
    private readonly ReceiveBuffer _buffer = new();
    private int _next;

    /// <summary>Fills so far.</summary>
    public int Fills { get; private set; }

    public override ReadOnlySpan<byte> Unread => _buffer.UnreadSpan;

    public override ReadOnlyMemory<byte> UnreadMemory => _buffer.Unread;

    public override void Consume(int count) => _buffer.Consume(count);

    public override ValueTask<int> FillAsync()
    {
        Fills++;
        while (_next < pieces.Length && pieces[_next].Length == 0)
        {
            _next++;
        }

        if (_next == pieces.Length)
        {
            return new ValueTask<int>(ending);
        }

        var bytes = Encoding.Latin1.GetBytes(pieces[_next++]);
        bytes.CopyTo(_buffer.Room());
        _buffer.Add(bytes.Length);
        return new ValueTask<int>(bytes.Length);
    }

    public override ValueTask<bool> SendAsync(ReadOnlyMemory<byte> bytes) => new(true);

    public override void Abort()
    {
    }
}
