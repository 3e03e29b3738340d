// SPDX-License-Identifier: Apache-2.0
using System.Buffers;

namespace Foregate.DataPlane.Wire.Channels;

/// <summary>
/// What a channel has received and its owner not yet used, always in one piece. Small while little comes, so that a waiting
/// connection costs little; a large one is rented while much flows and given back whenever it is empty.
/// </summary>
internal sealed class ReceiveBuffer
{
    public const int Small = 4 * 1024;
    public const int Large = 64 * 1024;

    private readonly byte[] _small = GC.AllocateUninitializedArray<byte>(Small);
    private byte[] _bytes;
    private int _start;
    private int _end;
    private bool _flows;

    public ReceiveBuffer() => _bytes = _small;

    public ReadOnlyMemory<byte> Unread => new(_bytes, _start, _end - _start);

    public ReadOnlySpan<byte> UnreadSpan => _bytes.AsSpan(_start, _end - _start);

    /// <summary>Where the next bytes go; never empty. Bytes of <see cref="Unread"/> may move.</summary>
    public Memory<byte> Room()
    {
        var unread = _end - _start;
        var size = _flows && _bytes.Length < Large ? Large : _bytes.Length;
        if (unread > size / 2)
        {
            size = size < Large ? Large : size * 2;
        }

        if (size > _bytes.Length)
        {
            MoveTo(ArrayPool<byte>.Shared.Rent(size));
        }
        else if (_start > 0 && _bytes.Length - _end < _bytes.Length / 2)
        {
            Buffer.BlockCopy(_bytes, _start, _bytes, 0, unread);
            _start = 0;
            _end = unread;
        }

        return _bytes.AsMemory(_end);
    }

    /// <summary>So many bytes were put into <see cref="Room"/>.</summary>
    public void Add(int count)
    {
        _flows = count >= Small || count == _bytes.Length - _end;
        _end += count;
    }

    public void Consume(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _end - _start);
        _start += count;
        if (_start == _end)
        {
            _start = _end = 0;
            GiveBack(_small);
        }
    }

    /// <summary>The next wait may be long: it is made with the small buffer.</summary>
    public void Rest() => _flows = false;

    private void MoveTo(byte[] bytes)
    {
        UnreadSpan.CopyTo(bytes);
        _end -= _start;
        _start = 0;
        GiveBack(bytes);
    }

    private void GiveBack(byte[] next)
    {
        var old = _bytes;
        _bytes = next;
        if (!ReferenceEquals(old, _small))
        {
            ArrayPool<byte>.Shared.Return(old);
        }
    }
}
