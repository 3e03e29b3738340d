// SPDX-License-Identifier: Apache-2.0
using System.Net;
using Foregate.DataPlane.Arrive;
using Foregate.DataPlane.Arrive.Http2;
using Foregate.DataPlane.Clients;
using Foregate.DataPlane.Wire.Timing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using static Foregate.DataPlane.Tests.Arrive.Http2.FrameClient;

namespace Foregate.DataPlane.Tests.Arrive.Http2;

public sealed class Http2OutputTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly TimerWheel _wheel;
    private readonly Admission _admission;
    private readonly MemoryDoorChannel _channel = new();
    private readonly Task _run;
    private int _answers;

    public Http2OutputTests()
    {
        var options = new GatewayOptions { Time = _time };
        _wheel = new TimerWheel(_time);
        _admission = new Admission(options, NullLogger.Instance);
        var door = new Http2Door(options, _wheel, _admission, exchange =>
        {
            _answers++;
            return Http2Handlers.StatusAsync(exchange);
        });
        var connection = new Http2Connection(door, _channel, new ConnectionFacts(new IPEndPoint(1, 1), new IPEndPoint(1, 2), isTls: true));
        var before = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        _run = connection.RunAsync();
        SynchronizationContext.SetSynchronizationContext(before);
        _channel.Send((byte[])[.. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8, .. Frame(Settings, 0, 0, [])]);
    }

    public void Dispose()
    {
        _channel.Interrupt();
        Assert.True(_run.Wait(TimeSpan.FromSeconds(30)));
        _wheel.Dispose();
        _admission.Dispose();
    }

    /// <summary>Answers without a body wait for no window: only not to read on keeps them from filling the memory.</summary>
    [Fact]
    public void A_client_that_reads_nothing_is_not_read_from_for_long()
    {
        _channel.Block();
        var stream = 1;
        for (; _channel.IsWaiting && stream < 200_000; stream += 2)
        {
            _channel.Send(Request(stream, true, Get));
        }

        Assert.InRange(_answers, 1000, 20_000);
        Assert.Equal(stream / 2, _answers);
        _channel.Unblock();
        Assert.True(SpinWait.SpinUntil(() => _channel.IsWaiting, TimeSpan.FromSeconds(30)));
        _channel.Send(Request(stream, true, Get));
        Assert.Equal((stream / 2) + 1, _answers);
    }

    [Fact]
    public void A_client_that_reads_nothing_is_cut_off_in_time()
    {
        _channel.Block();
        _channel.Send(Request(1, true, Get));
        _time.Advance(TimeSpan.FromSeconds(29));
        Assert.False(_channel.IsAborted);
        _time.Advance(TimeSpan.FromSeconds(2));
        Assert.True(_channel.IsAborted);
        _channel.Unblock();
    }
}
