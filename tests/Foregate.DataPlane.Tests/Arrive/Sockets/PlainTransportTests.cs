// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Net.Sockets;
using Foregate.DataPlane.Arrive.Sockets;
using Microsoft.AspNetCore.Connections;

namespace Foregate.DataPlane.Tests.Arrive.Sockets;

public sealed class PlainTransportTests
{
    private readonly PlainTransport _transport = new(16);

    [Fact]
    public void Only_plain_addresses_are_its_own()
    {
        Assert.True(_transport.CanBind(new PlainEndPoint(IPAddress.Loopback, 0)));
        Assert.False(_transport.CanBind(new IPEndPoint(IPAddress.Loopback, 0)));
        Assert.False(_transport.CanBind(new UnixDomainSocketEndPoint("/tmp/x.sock")));
    }

    [Fact]
    public async Task The_bound_address_tells_the_port_that_the_system_chose()
    {
        await using var listener = await _transport.BindAsync(new PlainEndPoint(IPAddress.Loopback, 0));
        var end = Assert.IsType<IPEndPoint>(listener.EndPoint);
        Assert.Equal(IPAddress.Loopback, end.Address);
        Assert.NotEqual(0, end.Port);
        using var client = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await client.ConnectAsync(end);
        await using var connection = await listener.AcceptAsync();
        Assert.Equal(client.LocalEndPoint, connection!.RemoteEndPoint);
    }

    [Fact]
    public async Task An_address_in_use_is_refused_by_name()
    {
        await using var listener = await _transport.BindAsync(new PlainEndPoint(IPAddress.Loopback, 0));
        var port = ((IPEndPoint)listener.EndPoint).Port;
        await Assert.ThrowsAsync<AddressInUseException>(async () => await _transport.BindAsync(new PlainEndPoint(IPAddress.Loopback, port)));
    }

    [Fact]
    public async Task An_address_of_another_machine_is_refused()
    {
        var error = await Assert.ThrowsAsync<SocketException>(async () => await _transport.BindAsync(new PlainEndPoint(IPAddress.Parse("192.0.2.1"), 0)));
        Assert.Equal(SocketError.AddressNotAvailable, error.SocketErrorCode);
    }

    [Fact]
    public async Task All_addresses_are_those_of_both_families()
    {
        await using var listener = await _transport.BindAsync(new PlainEndPoint(IPAddress.IPv6Any, 0));
        var port = ((IPEndPoint)listener.EndPoint).Port;
        foreach (var address in new[] { IPAddress.Loopback, IPAddress.IPv6Loopback })
        {
            using var client = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            await client.ConnectAsync(address, port);
            await using var connection = await listener.AcceptAsync();
            Assert.NotNull(connection);
        }
    }
}
