// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;
using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;

namespace Foregate.DataPlane.Upstream.Backends;

/// <summary>
/// Which addresses an integration may reach, asked for the very address that is about to be connected to: however it was
/// spelled and whatever name led to it, a rebinding one included.
/// </summary>
/// <param name="denyPrivate">Whether loopback and private ranges are refused too.</param>
/// <param name="management">Our own listeners that are never a target.</param>
internal sealed class TargetPolicy(bool denyPrivate, IReadOnlyList<IPEndPoint> management)
{
    // Metadata and host services of clouds outside the link-local range: AWS (instance metadata, credentials, time, DNS), Google, Alibaba,
    // Oracle, Azure.
    private static readonly IPNetwork[] Metadata =
    [
        IPNetwork.Parse("fd00:ec2::/32"), IPNetwork.Parse("fd20:ce::/64"), IPNetwork.Parse("100.100.100.200/32"),
        IPNetwork.Parse("192.0.0.192/32"), IPNetwork.Parse("168.63.129.16/32"),
    ];

    // Never a single host's unicast address that a gateway should call: this network, link-local, multicast, broadcast.
    private static readonly IPNetwork[] Never =
    [
        IPNetwork.Parse("0.0.0.0/8"), IPNetwork.Parse("169.254.0.0/16"), IPNetwork.Parse("224.0.0.0/4"), IPNetwork.Parse("255.255.255.255/32"),
        IPNetwork.Parse("::/128"), IPNetwork.Parse("fe80::/10"), IPNetwork.Parse("ff00::/8"),
    ];

    private static readonly IPNetwork[] Private =
    [
        IPNetwork.Parse("127.0.0.0/8"), IPNetwork.Parse("10.0.0.0/8"), IPNetwork.Parse("172.16.0.0/12"), IPNetwork.Parse("192.168.0.0/16"),
        IPNetwork.Parse("100.64.0.0/10"), IPNetwork.Parse("192.0.0.0/24"), IPNetwork.Parse("198.18.0.0/15"), IPNetwork.Parse("240.0.0.0/4"),
        IPNetwork.Parse("::1/128"), IPNetwork.Parse("fc00::/7"), IPNetwork.Parse("fec0::/10"),
    ];

    public bool Allows(IPAddress address, int port)
    {
        var target = Embedded(address);
        return !IsIn(Never, target) && !IsIn(Metadata, target)
            && !(denyPrivate && IsIn(Private, target))
            && !IsManagement(target, port);
    }

    private static bool IsIn(IPNetwork[] networks, IPAddress address)
    {
        foreach (var network in networks)
        {
            if (network.Contains(address))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsManagement(IPAddress address, int port)
    {
        foreach (var endpoint in management)
        {
            // Any address of this machine may lead there, whichever one the listener was bound to.
            if (endpoint.Port == port
                && (IPAddress.IsLoopback(address) || Embedded(endpoint.Address).Equals(address) || IsOfThisMachine(address)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsOfThisMachine(IPAddress address)
    {
        foreach (var card in NetworkInterface.GetAllNetworkInterfaces())
        {
            foreach (var own in card.GetIPProperties().UnicastAddresses)
            {
                if (own.Address.GetAddressBytes().AsSpan().SequenceEqual(address.GetAddressBytes()))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>
    /// The IPv4 address inside an IPv6 address that leads to it: mapped, translated, compatible, NAT64 (RFC 6052) and 6to4. Any other address as it is.
    /// </summary>
    private static IPAddress Embedded(IPAddress address)
    {
        if (address.AddressFamily != AddressFamily.InterNetworkV6)
        {
            return address;
        }

        Span<byte> bytes = stackalloc byte[16];
        address.TryWriteBytes(bytes, out _);
        var high = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        var middle = BinaryPrimitives.ReadUInt32BigEndian(bytes[8..]);
        var low = BinaryPrimitives.ReadUInt32BigEndian(bytes[12..]);
        if (high == 0 && (middle is 0x0000FFFF or 0xFFFF0000 || (middle == 0 && low > 0xFFFF)))
        {
            return new IPAddress(bytes[12..]);
        }

        if (high >> 32 == 0x0064FF9B)
        {
            return new IPAddress(bytes[12..]);
        }

        // Without its scope: fe80::1%eth0 is fe80::1.
        return high >> 48 == 0x2002 ? new IPAddress(bytes[2..6]) : new IPAddress(bytes);
    }
}
