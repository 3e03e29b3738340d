// SPDX-License-Identifier: Apache-2.0
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Foregate.DataPlane.Arrive.Tls;
using Foregate.DataPlane.Tests.Wire;

namespace Foregate.DataPlane.Tests.Arrive.Tls;

/// <summary>Alone, because what all threads allocate is counted: a receive ends on whichever the system chooses.</summary>
[Collection("alone")]
public sealed class TlsDoorChannelAllocationTests
{
    [Fact]
    public async Task Requests_and_answers_allocate_nothing()
    {
#if DEBUG
        Assert.Skip("An unoptimised build makes an object of every asynchronous method.");
#endif
        var (pem, key) = DevelopmentCertificate.Make(TimeProvider.System);
        using var certificate = X509Certificate2.CreateFromPem(pem, key);
        using var pair = await SocketPair.Create();
        var (channel, client) = await TlsPair.SecureAsync(pair, certificate);
        var best = long.MaxValue;
        for (var round = 0; round < 20 && best > 0; round++)
        {
            await RunAsync(channel, client, 50);
            var before = GC.GetTotalAllocatedBytes(precise: true);
            await RunAsync(channel, client, 100);
            best = Math.Min(best, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        // The test's own side and the measuring itself cost a little; one object per message would be thousands of bytes.
        Assert.InRange(best, 0, 2000);
    }

    private static async Task RunAsync(TlsDoorChannel channel, SslStream client, int count)
    {
        var message = new byte[500];
        var answer = new byte[500];
        for (var i = 0; i < count; i++)
        {
            var fill = channel.FillAsync();
            await client.WriteAsync(message);
            channel.Consume(await fill);
            await channel.SendAsync(message);
            await client.ReadExactlyAsync(answer);
        }
    }
}
