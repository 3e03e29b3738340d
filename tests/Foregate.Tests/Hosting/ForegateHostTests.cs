// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using Foregate.Tests.Running;

namespace Foregate.Tests.Hosting;

/// <summary>Stopping under load: nothing that was asked within the window is lost, and nobody sees a reset.</summary>
public sealed class ForegateHostTests
{
    [Fact]
    public async Task No_request_is_lost_and_no_connection_reset_when_told_to_stop()
    {
        await using var backend = await SlowBackend.StartAsync();
        using var folder = new Folder();
        folder.Write("api.yaml", SmallDocuments.Open);
        await using var gateway = await ForegateProcess.ServeAsync(folder.Path, "api.yaml", "--upstream", backend.Url, "--drain", "3", "--access-log", "off");
        var invoke = gateway.Invoke;
        var lost = new ConcurrentQueue<string>();
        var answered = 0;

        // Clients that ask again and again, each with its own pace, until an answer told them to close after the signal.
        var busy = Enumerable.Range(0, 24).Select(n => Task.Run(async () =>
        {
            using var client = new KeepAliveClient(invoke);
            do
            {
                await AskAsync(client, $"/wait/{1 << (n % 12)}", lost);
                Interlocked.Increment(ref answered);
            }
            while (!client.ToldToClose);
        })).ToList();

        // Requests that are in flight when the signal comes and last beyond the window.
        var slow = Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            using var client = new KeepAliveClient(invoke);
            await AskAsync(client, "/wait/5000", lost);
            Interlocked.Increment(ref answered);
        })).ToList();

        // Clients that keep a connection and only wait.
        var idle = new List<KeepAliveClient>();
        for (var n = 0; n < 8; n++)
        {
            var client = new KeepAliveClient(invoke);
            await AskAsync(client, "/wait/1", lost);
            idle.Add(client);
        }

        await WaitUntilAsync(() => Volatile.Read(ref answered) > 100);
        gateway.Signal("TERM");
        await gateway.LineAsync("^Draining");

        // Readiness is off, yet an old and a new connection are still served, and told to close.
        using (var http = new HttpClient())
        {
            using var ready = await http.GetAsync(new Uri(gateway.Management, "/health/ready"));
            Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        }

        await AskAsync(idle[0], "/wait/1", lost);
        Assert.True(idle[0].ToldToClose);
        using (var late = new KeepAliveClient(invoke))
        {
            await AskAsync(late, "/wait/1", lost);
            Assert.True(late.ToldToClose);
        }

        await Task.WhenAll([.. busy, .. slow]);
        foreach (var client in idle.Skip(1))
        {
            Assert.True(await client.EndsInOrderAsync(), "An idle connection was reset.");
            client.Dispose();
        }

        Assert.Equal(0, await gateway.ExitAsync());
        Assert.Empty(lost);
        Assert.Throws<SocketException>(() =>
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            socket.Connect(IPAddress.Loopback, invoke.Port);
        });
    }

    [Fact]
    public async Task A_second_signal_ends_at_once()
    {
        using var folder = new Folder();
        folder.Write("api.yaml", SmallDocuments.Hello("hi"));
        await using var gateway = await ForegateProcess.ServeAsync(folder.Path, "api.yaml", "--drain", "600");
        gateway.Signal("INT");
        await gateway.LineAsync("^Draining");
        gateway.Signal("INT");
        Assert.Equal(130, await gateway.ExitAsync());
    }

    private static async Task AskAsync(KeepAliveClient client, string path, ConcurrentQueue<string> lost)
    {
        try
        {
            var (status, body) = await client.GetAsync(path);
            if (status != 200 || body != path)
            {
                lost.Enqueue($"{path}: {status} {body}");
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            lost.Enqueue($"{path}: {exception.Message}");
        }
    }

    private static async Task WaitUntilAsync(Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(ForegateProcess.Patience);
        while (!condition())
        {
            await Task.Delay(10, patience.Token);
        }
    }
}
