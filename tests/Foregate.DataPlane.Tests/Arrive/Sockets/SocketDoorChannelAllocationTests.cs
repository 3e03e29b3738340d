// SPDX-License-Identifier: Apache-2.0
using System.Net.Sockets;
using Foregate.DataPlane.Arrive.Sockets;
using Foregate.DataPlane.Tests.Wire;

namespace Foregate.DataPlane.Tests.Arrive.Sockets;

/// <summary>The counter is the process's: nothing may run beside.</summary>
[Collection("alone")]
public sealed class SocketDoorChannelAllocationTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Exchanging_messages_allocates_nothing(bool watches)
    {
        using var pair = await SocketPair.Create();
        using var channel = new SocketDoorChannel(pair.Near);
        var head = new byte[200];
        var body = new byte[800];
        var echo = new byte[1_000];
        await Exchange(100);
        var before = GC.GetTotalAllocatedBytes(precise: true);
        await Exchange(2_000);
        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 20_000);

        async Task Exchange(int rounds)
        {
            for (var i = 0; i < rounds; i++)
            {
                if (watches)
                {
                    channel.Watch();
                }

                // The fill is pending before the bytes come: the way a kept connection waits.
                var fill = channel.FillAsync();
                await channel.SendAsync(head, body);
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
