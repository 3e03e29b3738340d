// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Foregate.DataPlane.Upstream.Backends;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Tests.Upstream.Backends;

public sealed class TargetPolicyTests
{
    /// <summary>Spellings of addresses that nobody may reach; the resolver of the system decides what a spelling means.</summary>
    public static TheoryData<string> Refused =>
    [
        // Instance metadata, as people try to smuggle it past a filter.
        "169.254.169.254", "169.254.169.254.", "2852039166", "0xa9fea9fe", "0xA9.0xFE.0xA9.0xFE", "0251.0376.0251.0376", "169.254.43518",
        "169.16689662", "0251.254.169.254", "0xa9.254.0251.254", "025177524776", "::ffff:169.254.169.254", "[::ffff:169.254.169.254]",
        "::ffff:a9fe:a9fe", "0:0:0:0:0:ffff:169.254.169.254", "::ffff:0:169.254.169.254", "::169.254.169.254", "::a9fe:a9fe",
        "64:ff9b::169.254.169.254", "64:ff9b::a9fe:a9fe", "64:ff9b:1::a9fe:a9fe", "2002:a9fe:a9fe::", "2002:a9fe:a9fe::1",
        "fd00:ec2::254", "fd00:0ec2:0:0:0:0:0:254", "fd00:ec2::23", "fd20:ce::254", "100.100.100.200", "192.0.0.192", "168.63.129.16",
        "::ffff:168.63.129.16",

        // Link-local at large.
        "169.254.0.1", "169.254.170.2", "169.254.255.255", "fe80::1", "fe80::a9fe:a9fe", "febf::1", "[fe80::1]", "fe80::1%1",

        // Unspecified: the system connects to itself.
        "0.0.0.0", "0", "0x0", "00", "0.0", "0.0.0", "0.0.0.1", "0.1.2.3", "::", "[::]", "0:0:0:0:0:0:0:0", "::ffff:0.0.0.0", "64:ff9b::", "2002::",

        // Multicast and broadcast.
        "224.0.0.1", "239.255.255.250", "0xe0000001", "::ffff:224.0.0.1", "ff02::1", "ff0e::1", "255.255.255.255", "4294967295", "0xffffffff",
        "::ffff:255.255.255.255",
    ];

    /// <summary>Refused on request.</summary>
    public static TheoryData<string> Private =>
    [
        "127.0.0.1", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "127.255.255.254", "::1", "[::1]", "::ffff:127.0.0.1", "::ffff:7f00:1",
        "64:ff9b::7f00:1", "2002:7f00:1::", "10.0.0.1", "10.255.255.255", "012.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.0.1", "192.168.65535",
        "100.64.0.1", "100.127.255.255", "198.18.0.1", "240.0.0.1", "fc00::1", "fd12:3456::1", "fec0::1", "::ffff:10.0.0.1",
    ];

    public static TheoryData<string> Public =>
    [
        "1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.1", "126.255.255.255", "128.0.0.1", "169.253.255.255", "169.255.0.0", "172.15.255.255", "172.32.0.0",
        "192.167.255.255", "192.169.0.0", "100.63.255.255", "100.128.0.0", "223.255.255.255", "2001:4860:4860::8888", "2606:4700::1111", "::ffff:1.1.1.1",
        "64:ff9b::808:808", "2002:808:808::1", "fe00::1", "2000::1",
    ];

    [Theory]
    [MemberData(nameof(Refused))]
    public async Task Refuses_what_nobody_may_reach(string spelling)
    {
        foreach (var address in await Resolve(spelling))
        {
            Assert.False(new TargetPolicy(denyPrivate: false, []).Allows(address, 80), address.ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Refused))]
    [MemberData(nameof(Private))]
    public async Task Nothing_is_sent_to_a_refused_target_however_it_is_spelled(string spelling)
    {
        using var caller = new Caller(new BackendOptions { DenyPrivateTargets = true });
        var answer = await caller.SendAsync(caller.Pools.Get(new BackendOrigin(false, spelling, 9)), HttpVerb.Get);

        // A spelling that this system's resolver does not know leads nowhere at all.
        Assert.Contains(answer.Outcome, new[] { BackendOutcome.TargetRefused, BackendOutcome.NameNotResolved });
        if (IPAddress.TryParse(spelling, out _))
        {
            Assert.Equal(BackendOutcome.TargetRefused, answer.Outcome);
        }
    }

    [Theory]
    [MemberData(nameof(Private))]
    public async Task Private_ranges_are_refused_on_request_only(string spelling)
    {
        foreach (var address in await Resolve(spelling))
        {
            Assert.True(new TargetPolicy(denyPrivate: false, []).Allows(address, 80), address.ToString());
            Assert.False(new TargetPolicy(denyPrivate: true, []).Allows(address, 80), address.ToString());
        }
    }

    [Theory]
    [MemberData(nameof(Public))]
    public void Public_addresses_are_allowed(string address) =>
        Assert.True(new TargetPolicy(denyPrivate: true, [new IPEndPoint(IPAddress.Loopback, 4566)]).Allows(IPAddress.Parse(address), 4566));

    [Theory]
    [InlineData("127.0.0.1", "127.0.0.1", 4566, false)]
    [InlineData("127.0.0.1", "127.0.0.1", 4567, true)]
    [InlineData("127.0.0.1", "::1", 4566, false)]
    [InlineData("127.0.0.1", "127.3.2.1", 4566, false)]
    [InlineData("127.0.0.1", "::ffff:127.0.0.1", 4566, false)]
    [InlineData("0.0.0.0", "127.0.0.1", 4566, false)]
    [InlineData("::", "::1", 4566, false)]
    [InlineData("10.1.2.3", "10.1.2.3", 4566, false)]
    [InlineData("10.1.2.3", "::ffff:10.1.2.3", 4566, false)]
    [InlineData("10.1.2.3", "10.1.2.4", 4566, true)]
    public void The_management_listener_is_never_a_target(string listener, string target, int port, bool allowed)
    {
        var policy = new TargetPolicy(denyPrivate: false, [new IPEndPoint(IPAddress.Parse(listener), 4566)]);
        Assert.Equal(allowed, policy.Allows(IPAddress.Parse(target), port));
    }

    [Fact]
    public void The_management_listener_is_not_reached_over_any_address_of_this_machine()
    {
        var policy = new TargetPolicy(denyPrivate: false, [new IPEndPoint(IPAddress.Any, 4566)]);
        foreach (var own in NetworkInterface.GetAllNetworkInterfaces().SelectMany(c => c.GetIPProperties().UnicastAddresses))
        {
            Assert.False(policy.Allows(own.Address, 4566), own.Address.ToString());
        }
    }

    [Fact]
    public async Task A_name_that_rebinds_is_judged_by_the_address_connected_to()
    {
        // First a harmless address, to pass any check made beforehand; then the one that is meant.
        var answers = new Queue<string>(["127.0.0.1", "169.254.169.254", "169.254.169.254"]);
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider();
        await using var backEnd = ScriptedBackEnd.Always("HTTP/1.1 200 OK\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
        using var caller = new Caller(new BackendOptions { Resolver = _ => Task.FromResult(new[] { IPAddress.Parse(answers.Dequeue()) }) }, clock);
        var backend = caller.To(backEnd, "rebind.test");
        Assert.True((await caller.SendAsync(backend, HttpVerb.Get)).IsWhole);
        clock.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(BackendOutcome.TargetRefused, (await caller.SendAsync(backend, HttpVerb.Get)).Outcome);
        Assert.Equal(1, backEnd.Requests);
    }

    [Fact]
    public async Task A_name_with_a_refused_and_an_allowed_address_reaches_the_allowed_one()
    {
        await using var backEnd = ScriptedBackEnd.Always("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        using var caller = new Caller(new BackendOptions { Resolver = _ => Task.FromResult(new[] { IPAddress.Parse("169.254.169.254"), IPAddress.Loopback }) });
        var backend = caller.To(backEnd, "both.test");
        Assert.True((await caller.SendAsync(backend, HttpVerb.Get)).IsWhole);
        Assert.Equal(1, backEnd.Requests);
    }

    private static async Task<IPAddress[]> Resolve(string spelling)
    {
        spelling = spelling.Trim('[', ']');
        if (IPAddress.TryParse(spelling, out var address))
        {
            return [address];
        }

        try
        {
            return await Dns.GetHostAddressesAsync(spelling);
        }
        catch (SocketException)
        {
            return [];
        }
    }
}
