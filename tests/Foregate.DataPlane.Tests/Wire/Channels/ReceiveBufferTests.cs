// SPDX-License-Identifier: Apache-2.0
using CsCheck;
using Foregate.DataPlane.Wire.Channels;

namespace Foregate.DataPlane.Tests.Wire.Channels;

public sealed class ReceiveBufferTests
{
    [Fact]
    public void Starts_small_and_becomes_large_when_much_flows()
    {
        var buffer = new ReceiveBuffer();
        Assert.Equal(ReceiveBuffer.Small, buffer.Room().Length);
        buffer.Add(ReceiveBuffer.Small);
        buffer.Consume(ReceiveBuffer.Small);
        Assert.Equal(ReceiveBuffer.Large, buffer.Room().Length);
        buffer.Add(10_000);
        buffer.Consume(10_000);
        Assert.Equal(ReceiveBuffer.Large, buffer.Room().Length);
        buffer.Add(100);
        buffer.Consume(100);
        Assert.Equal(ReceiveBuffer.Small, buffer.Room().Length);
    }

    [Fact]
    public void Waits_small_after_a_rest()
    {
        var buffer = new ReceiveBuffer();
        buffer.Room();
        buffer.Add(ReceiveBuffer.Small);
        buffer.Consume(ReceiveBuffer.Small);
        buffer.Rest();
        Assert.Equal(ReceiveBuffer.Small, buffer.Room().Length);
    }

    [Fact]
    public void Holds_what_a_queue_would_hold_whatever_comes_and_goes() =>
        Gen.Select(Gen.Int[0, 9_000], Gen.Int[0, 9_000]).Array[1, 200].Sample(steps =>
        {
            var buffer = new ReceiveBuffer();
            var oracle = new Queue<byte>();
            byte next = 0;
            foreach (var (add, consume) in steps)
            {
                var room = buffer.Room();
                Assert.False(room.IsEmpty);
                var count = Math.Min(add, room.Length);
                for (var i = 0; i < count; i++)
                {
                    room.Span[i] = next;
                    oracle.Enqueue(next++);
                }

                buffer.Add(count);
                var gone = Math.Min(consume, oracle.Count);
                buffer.Consume(gone);
                for (var i = 0; i < gone; i++)
                {
                    oracle.Dequeue();
                }

                Assert.Equal(oracle.ToArray(), buffer.Unread.ToArray());
            }
        },
        iter: Math.Max(100, CsCheck.Check.Iter / 200));
}
