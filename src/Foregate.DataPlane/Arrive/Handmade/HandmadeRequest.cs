// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Text;
using Foregate.DataPlane.Clients;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Arrive.Handmade;

/// <summary>Makes requests that come through no door: what AWS shows in the place of a client is what its own test invocations show.</summary>
internal static class HandmadeRequest
{
    private const int HeadLimit = 64 * 1024;

    private static readonly ConnectionFacts s_connection = new(new IPEndPoint(IPAddress.Loopback, 0), new IPEndPoint(IPAddress.Loopback, 443), isTls: true);

    /// <summary>A request as if a client on this machine had sent it; null when it is none that could be sent.</summary>
    /// <param name="target">Path and query.</param>
    /// <param name="headers">Host among them, where it matters.</param>
    public static Exchange? Arrived(string method, string target, IReadOnlyCollection<KeyValuePair<string, string>> headers, TimeProvider time)
    {
        var head = new StringBuilder(method).Append(' ').Append(target).Append(" HTTP/1.1\r\n");
        var hasHost = false;
        foreach (var (name, _) in headers)
        {
            hasHost |= name.Equals("Host", StringComparison.OrdinalIgnoreCase);
        }

        if (!hasHost)
        {
            head.Append("Host: localhost\r\n");
        }

        return Read(head, headers, time);
    }

    /// <summary>A test invocation of AWS's; null when it is no request that could be sent.</summary>
    /// <param name="target">Path and query.</param>
    public static Exchange? Make(
        string method, string target, IEnumerable<KeyValuePair<string, string>> headers, string body, StagePlan stage, TimeProvider time)
    {
        // Without a host, which a test invocation does not have: only the older protocol may leave it out.
        var head = new StringBuilder(method).Append(' ').Append(target).Append(" HTTP/1.0\r\n");
        if (Read(head, headers, time) is not { } exchange)
        {
            return null;
        }

        exchange.Request.MarkHandmade();
        exchange.RequestBody = new HandmadeBody(Encoding.UTF8.GetBytes(body));
        exchange.Stage = stage;
        exchange.Verb = exchange.Request.Verb;
        exchange.StagePath = exchange.VisiblePath = exchange.Request.Path;
        exchange.DomainName = "testPrefix.testDomainName"u8.ToArray();
        exchange.SourceIp = "test-invoke-source-ip"u8.ToArray();
        exchange.IsSecure = true;
        return exchange;
    }

    private static Exchange? Read(StringBuilder head, IEnumerable<KeyValuePair<string, string>> headers, TimeProvider time)
    {
        foreach (var (name, value) in headers)
        {
            if (!HeaderLine.IsToken(Encoding.UTF8.GetBytes(name)) || !HeaderLine.IsFieldValue(Encoding.UTF8.GetBytes(value)))
            {
                return null;
            }

            head.Append(name).Append(": ").Append(value).Append("\r\n");
        }

        var exchange = new Exchange(HeadLimit) { Connection = s_connection, Sink = new CollectingSink() };
        if (!Read(exchange.Request, Encoding.UTF8.GetBytes(head.Append("\r\n").ToString())))
        {
            return null;
        }

        exchange.Ids.Renew();
        exchange.ReceivedAt = time.GetTimestamp();
        exchange.RequestTimeEpoch = time.GetUtcNow().ToUnixTimeMilliseconds();
        return exchange;
    }

    private static bool Read(RequestHead head, ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            var room = head.Free;
            if (room.IsEmpty)
            {
                return false;
            }

            var count = Math.Min(room.Length, bytes.Length);
            bytes[..count].CopyTo(room);
            head.Append(count);
            bytes = bytes[count..];
        }

        return head.Read() == HeadStatus.Complete;
    }
}
