// SPDX-License-Identifier: Apache-2.0
using System.Net.Sockets;
using Foregate.DataPlane.Wire.Channels;

namespace Foregate.DataPlane.Tests.Arrive.Http1;

/// <summary>What only real sockets show.</summary>
public sealed class Http1DoorTests
{
    private const string Get = "GET / HTTP/1.1\r\nHost: h\r\n\r\n";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Serves_requests_one_after_the_other_on_one_connection(bool tls)
    {
        using var certificate = tls ? DoorHost.NewCertificate() : null;
        await using var host = await DoorHost.StartAsync(Handlers.Describe, certificate: certificate);
        await using var client = await RawClient.ConnectAsync(host.EndPoint, certificate);
        for (var i = 0; i < 3; i++)
        {
            await client.SendAsync("POST /a?b=" + i + " HTTP/1.1\r\nHost: h\r\nContent-Length: 3\r\n\r\nxyz");
            var answer = await client.ReadAsync();
            Assert.Equal("POST /a?b=" + i + " \nHost: h\nContent-Length: 3\n\nxyz", answer!.Text);
            Assert.Equal("HTTP/1.1 200 OK", answer.Lines[0]);
            Assert.Equal("keep-alive", answer.Header("Connection"));
            Assert.NotNull(answer.Header("Date"));
        }
    }

    [Fact]
    public async Task Answers_a_refused_head_with_its_status_and_ends_the_connection()
    {
        await using var host = await DoorHost.StartAsync(Handlers.Describe);
        await using var client = await RawClient.ConnectAsync(host.EndPoint);
        await client.SendAsync("GET / HTTP/1.1\r\nHost: h\r\nA : b\r\n\r\nGET /next HTTP/1.1\r\nHost: h\r\n\r\n");
        var answer = await client.ReadAsync();
        Assert.Equal(400, answer!.Status);
        Assert.Equal("{\"message\":\"Bad Request\"}", answer.Text);
        Assert.True(answer.Closes);
        Assert.True(await client.EndsAsync());
        Assert.False(client.IsReset);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Resets_an_answer_that_breaks_off(bool tls)
    {
        using var certificate = tls ? DoorHost.NewCertificate() : null;
        await using var host = await DoorHost.StartAsync(
            async exchange =>
            {
                exchange.Response.ContentLength = 1000;
                exchange.Sink.Start(exchange.Response);
                await exchange.Sink.WriteAsync(new byte[500]);
                exchange.Sink.Abort();
            },
            certificate: certificate);
        await using var client = await RawClient.ConnectAsync(host.EndPoint, certificate);
        await client.SendAsync(Get);
        await Assert.ThrowsAsync<InvalidDataException>(() => client.ReadAsync());
        Assert.True(client.IsReset);
    }

    [Theory]
    [InlineData(false, false)]
    [InlineData(false, true)]
    [InlineData(true, false)]
    [InlineData(true, true)]
    public async Task A_client_that_goes_takes_the_call_made_for_it_along(bool reset, bool tls)
    {
        using var certificate = tls ? DoorHost.NewCertificate() : null;
        var call = new Call();
        await using var host = await DoorHost.StartAsync(
            async exchange =>
            {
                Assert.True(exchange.Client.Attach(call));
                call.Begun.SetResult();
                await call.Aborted.Task;
                exchange.Sink.Abort();
            },
            certificate: certificate);
        var client = await RawClient.ConnectAsync(host.EndPoint, certificate);
        await client.SendAsync(Get);
        await call.Begun.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.False(call.Aborted.Task.IsCompleted);
        if (reset)
        {
            client.Socket.LingerState = new LingerOption(true, 0);
            client.Socket.Dispose();
        }
        else
        {
            // Half-closed counts as gone.
            client.Socket.Shutdown(SocketShutdown.Send);
        }

        await call.Aborted.Task.WaitAsync(TimeSpan.FromSeconds(20));
        client.Socket.Dispose();
    }

    [Fact]
    public async Task Drains_without_losing_or_resetting_anything()
    {
        var hold = new TaskCompletionSource();
        await using var host = await DoorHost.StartAsync(async exchange =>
        {
            if (exchange.Request.Path.Length > 1)
            {
                await hold.Task;
            }

            await Handlers.Describe(exchange);
        });
        var clients = new List<RawClient>();
        for (var i = 0; i < 12; i++)
        {
            clients.Add(await RawClient.ConnectAsync(host.EndPoint));
            await clients[i].SendAsync(Get);
            Assert.False((await clients[i].ReadAsync())!.Closes);
        }

        // Four run, four come in the window, four stay idle.
        for (var i = 0; i < 4; i++)
        {
            await clients[i].SendAsync("GET /slow HTTP/1.1\r\nHost: h\r\n\r\n");
        }

        Assert.True(SpinWait.SpinUntil(() => host.Admission.Requests == 4, TimeSpan.FromSeconds(20)));
        host.Admission.BeginDrain();
        for (var i = 4; i < 8; i++)
        {
            await clients[i].SendAsync(Get);
            Assert.True((await clients[i].ReadAsync())!.Closes);
            Assert.True(await clients[i].EndsAsync());
        }

        var drain = host.Admission.DrainAsync(TimeSpan.Zero, _ => Task.CompletedTask, TestContext.Current.CancellationToken);
        for (var i = 8; i < 12; i++)
        {
            Assert.True(await clients[i].EndsAsync());
        }

        Assert.False(drain.IsCompleted);
        hold.SetResult();
        for (var i = 0; i < 4; i++)
        {
            var answer = await clients[i].ReadAsync();
            Assert.Equal(200, answer!.Status);
            Assert.True(answer.Closes);
            Assert.True(await clients[i].EndsAsync());
        }

        await drain.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(0, host.Admission.Connections);
        foreach (var client in clients)
        {
            Assert.False(client.IsReset);
            await client.DisposeAsync();
        }
    }

    private sealed class Call : Abortable
    {
        public TaskCompletionSource Begun { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public TaskCompletionSource Aborted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public override void Abort() => Aborted.TrySetResult();
    }
}
