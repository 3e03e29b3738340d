// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Text;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Arrive;

/// <summary>
/// Says who the client is. The peer, unless the peer is a trusted proxy: then the last address in X-Forwarded-For (or, without one,
/// Forwarded) that is not a trusted proxy's. Nothing a client writes itself is believed, under whatever name.
/// </summary>
internal sealed class TrustedProxies(IReadOnlyList<IPNetwork> networks)
{
    /// <summary>Writes <see cref="Exchange.SourceIp"/>, <see cref="Exchange.IsFromTrustedProxy"/> and <see cref="Exchange.IsSecure"/>.</summary>
    public void Apply(Exchange exchange)
    {
        var connection = exchange.Connection;
        exchange.SourceIp = connection.RemoteAddress;
        exchange.IsSecure = connection.IsTls;
        if (networks.Count > 0 && IsTrusted(connection.Remote.Address))
        {
            exchange.IsFromTrustedProxy = true;
            Believe(exchange, exchange.Request.Headers);
        }
    }

    private void Believe(Exchange exchange, HeaderTable headers)
    {
        // One of the two: a proxy writes one and passes the other on as the client sent it.
        var hops = headers.Has(KnownHeader.XForwardedFor) ? ReadAddresses(headers) : ForwardedHops.Read(headers);
        var client = -1;
        for (var i = hops.Count - 1; i >= 0; i--)
        {
            if (ReadAddress(hops[i].For) is not { } address)
            {
                // Hidden or unknown from here on: the nearest known is the client for us.
                break;
            }

            client = i;
            exchange.SourceIp = Encoding.ASCII.GetBytes(address.ToString());
            if (!IsTrusted(address))
            {
                break;
            }
        }

        if (headers.Has(KnownHeader.XForwardedProto))
        {
            ReadScheme(exchange, headers, hops.Count - 1 - client);
        }
        else if (client >= 0 && hops[client].Proto is { } proto)
        {
            SetScheme(exchange, proto);
        }
    }

    private static List<ForwardedHop> ReadAddresses(HeaderTable headers)
    {
        var hops = new List<ForwardedHop>();
        foreach (ref readonly var field in headers.Fields)
        {
            if (field.Id == KnownHeader.XForwardedFor)
            {
                foreach (var entry in Encoding.Latin1.GetString(headers.Value(field)).Split(','))
                {
                    hops.Add(new ForwardedHop(entry.Trim(' ', '\t'), null));
                }
            }
        }

        return hops;
    }

    /// <summary>The scheme at as many hops from here as the client is; the farthest one told when fewer were told.</summary>
    private static void ReadScheme(Exchange exchange, HeaderTable headers, int hopsBack)
    {
        var schemes = new List<string>();
        foreach (ref readonly var field in headers.Fields)
        {
            if (field.Id == KnownHeader.XForwardedProto)
            {
                schemes.AddRange(Encoding.Latin1.GetString(headers.Value(field)).Split(','));
            }
        }

        SetScheme(exchange, schemes[Math.Max(0, schemes.Count - 1 - hopsBack)].Trim(' ', '\t'));
    }

    private static void SetScheme(Exchange exchange, string scheme)
    {
        if (scheme.Equals("https", StringComparison.OrdinalIgnoreCase))
        {
            exchange.IsSecure = true;
        }
        else if (scheme.Equals("http", StringComparison.OrdinalIgnoreCase))
        {
            exchange.IsSecure = false;
        }
    }

    /// <summary>192.0.2.1, 192.0.2.1:80, 2001:db8::1, [2001:db8::1] or [2001:db8::1]:80; null for anything else.</summary>
    private static IPAddress? ReadAddress(string node)
    {
        var text = node.AsSpan();
        if (text.StartsWith("["))
        {
            var close = text.IndexOf(']');
            if (close < 0 || !IsPort(text[(close + 1)..]))
            {
                return null;
            }

            text = text[1..close];
        }
        else if (text.Count(':') == 1)
        {
            var colon = text.IndexOf(':');
            if (!IsPort(text[colon..]))
            {
                return null;
            }

            text = text[..colon];
        }

        if (text.Contains('%') || !IPAddress.TryParse(text, out var address))
        {
            return null;
        }

        if (address.AddressFamily == System.Net.Sockets.AddressFamily.InterNetworkV6)
        {
            return address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
        }

        // Octal, hexadecimal and short forms are other addresses to other readers.
        return text.SequenceEqual(address.ToString()) ? address : null;
    }

    private static bool IsPort(ReadOnlySpan<char> rest) =>
        rest.IsEmpty || (rest[0] == ':' && rest.Length is > 1 and <= 6 && rest[1..].IndexOfAnyExceptInRange('0', '9') < 0);

    private bool IsTrusted(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
        {
            address = address.MapToIPv4();
        }

        for (var i = 0; i < networks.Count; i++)
        {
            if (networks[i].Contains(address))
            {
                return true;
            }
        }

        return false;
    }
}
