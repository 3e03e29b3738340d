// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Net;

namespace Foregate.DataPlane.Arrive.Listeners;

/// <summary>Where the gateway listens: an address and port, or a Unix socket, with TLS or without.</summary>
public sealed record ListenerAddress
{
    private ListenerAddress(bool isTls, IPAddress? address, int port, string? socketPath)
    {
        IsTls = isTls;
        Address = address;
        Port = port;
        SocketPath = socketPath;
    }

    public bool IsTls { get; }

    /// <summary>Null for a Unix socket.</summary>
    public IPAddress? Address { get; }

    /// <summary>0 lets the system choose: the bound address tells which.</summary>
    public int Port { get; }

    /// <summary>Null for an address and port.</summary>
    public string? SocketPath { get; }

    /// <summary>
    /// Reads "http://127.0.0.1:8080", "https://[::1]:8443", "http://*:80" (all addresses), "http://localhost:8080" (127.0.0.1) or "unix:/path/to.sock".
    /// </summary>
    /// <param name="fault">What is wrong and how to mend it; empty when the text was read.</param>
    public static ListenerAddress? Parse(string text, out string fault)
    {
        ArgumentNullException.ThrowIfNull(text);
        fault = "";
        if (text.StartsWith("unix:/", StringComparison.Ordinal))
        {
            return new ListenerAddress(false, null, 0, text["unix:".Length..]);
        }

        var isTls = text.StartsWith("https://", StringComparison.OrdinalIgnoreCase);
        if (!isTls && !text.StartsWith("http://", StringComparison.OrdinalIgnoreCase))
        {
            fault = $"\"{text}\" is no listener: write http://ADDRESS:PORT, https://ADDRESS:PORT or unix:/PATH.";
            return null;
        }

        var authority = text.AsSpan(isTls ? 8 : 7).TrimEnd('/');
        if (authority.IndexOfAny('/', '?', '#') >= 0)
        {
            fault = $"\"{text}\" says more than where to listen: leave out what follows the port.";
            return null;
        }

        var colon = authority.EndsWith("]") ? -1 : authority.LastIndexOf(':');
        var host = colon < 0 ? authority : authority[..colon];
        var port = isTls ? 443 : 80;
        if (colon >= 0
            && (!int.TryParse(authority[(colon + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out port) || port > IPEndPoint.MaxPort))
        {
            fault = $"\"{text}\" has no port between 0 and 65535.";
            return null;
        }

        var address = ReadAddress(host);
        if (address is null)
        {
            fault = $"\"{text}\": names are not looked up. Write an IP address ([…] around IPv6), localhost, or * for all addresses.";
            return null;
        }

        return new ListenerAddress(isTls, address, port, null);
    }

    /// <summary>As <see cref="Parse(string, out string)"/>, for text that is known to be right.</summary>
    /// <exception cref="FormatException">It is not.</exception>
    public static ListenerAddress Parse(string text) =>
        Parse(text, out var fault) ?? throw new FormatException(fault);

    /// <summary>The same listener with the port that the system chose.</summary>
    public ListenerAddress WithPort(int port) => new(IsTls, Address, port, SocketPath);

    public override string ToString() => Address is null
        ? "unix:" + SocketPath
        : (IsTls ? "https://" : "http://") + (Address.Equals(IPAddress.IPv6Any) ? $"*:{Port}" : new IPEndPoint(Address, Port).ToString());

    private static IPAddress? ReadAddress(ReadOnlySpan<char> host)
    {
        if (host is "*" or "+")
        {
            // Dual stack: IPv4 arrives mapped.
            return IPAddress.IPv6Any;
        }

        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
        {
            return IPAddress.Loopback;
        }

        if (host.StartsWith("[") && host.EndsWith("]"))
        {
            return IPAddress.TryParse(host[1..^1], out var six) && six.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6 ? six : null;
        }

        // Dotted quads only: "127.1" and "1" are addresses to some readers and names to others.
        return host.Count('.') == 3 && IPAddress.TryParse(host, out var four) ? four : null;
    }
}
