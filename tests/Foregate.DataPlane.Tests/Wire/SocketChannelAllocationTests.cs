// SPDX-License-Identifier: Apache-2.0
using System.Net.Sockets;
using Foregate.DataPlane.Wire.Channels;

namespace Foregate.DataPlane.Tests.Wire;

/// <summary>The counter is the process's: nothing may run beside.</summary>
[Collection("alone")]
public sealed class SocketChannelAllocationTests
{
    [Fact]
    public async Task Exchanging_messages_allocates_nothing()
    {
        using var pair = await SocketPair.Create();
        using var channel = new SocketChannel(pair.Near);
        var message = new byte[1_000];
        var echo = new byte[1_000];
        await Exchange(100);

        // The runtime's own threads allocate now and then: the best round shows what an exchange itself does.
        var allocated = long.MaxValue;
        for (var round = 0; round < 10 && allocated > 20_000; round++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            await Exchange(2_000);
            allocated = Math.Min(allocated, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        Assert.InRange(allocated, 0, 20_000);

        async Task Exchange(int rounds)
        {
            for (var i = 0; i < rounds; i++)
            {
                // The fill is pending before the bytes come: the way a reused connection waits.
                var fill = channel.FillAsync();
                await channel.SendAsync(message);
                for (var got = 0; got < echo.Length;)
                {
                    got += await pair.Far.ReceiveAsync(echo.AsMemory(got), SocketFlags.None);
                }

                await pair.Far.SendAsync(echo.AsMemory(), SocketFlags.None);
                var received = await fill;
                while (received < echo.Length)
                {
                    received += await channel.FillAsync();
                }

                channel.Consume(received);
            }
        }
    }
}
