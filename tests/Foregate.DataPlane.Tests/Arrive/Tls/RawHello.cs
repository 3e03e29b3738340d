// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;

namespace Foregate.DataPlane.Tests.Arrive.Tls;

/// <summary>Says a ClientHello of the test's making and reads what the server chose: for versions and suites that .NET's own client refuses to offer.</summary>
internal static class RawHello
{
    /// <param name="version">The legacy version field: 0x0301 is TLS 1.0, 0x0303 TLS 1.2.</param>
    /// <param name="versions">The supported_versions extension; none without.</param>
    public static byte[] Make(ushort version, ushort[] suites, params ushort[] versions)
    {
        var extensions = new List<byte>();
        Extension(extensions, 0, [0, 12, 0, 0, 9, .. "localhost"u8]);
        Extension(extensions, 10, [0, 4, 0, 23, 0, 29]);
        Extension(extensions, 11, [1, 0]);
        Extension(extensions, 13, [0, 8, 4, 3, 8, 4, 4, 1, 2, 3]);
        if (versions.Length > 0)
        {
            Extension(extensions, 43, [(byte)(versions.Length * 2), .. versions.SelectMany(Bytes)]);
        }

        byte[] body =
        [
            .. Bytes(version), .. Enumerable.Range(0, 32).Select(static i => (byte)i), 0,
            .. Bytes((ushort)(suites.Length * 2)), .. suites.SelectMany(Bytes), 1, 0, .. Bytes((ushort)extensions.Count), .. extensions,
        ];
        return [22, 3, 1, .. Bytes((ushort)(body.Length + 4)), 1, 0, .. Bytes((ushort)body.Length), .. body];
    }

    /// <summary>"alert N", or the version and suite of the ServerHello as "0303 C02B", or "closed".</summary>
    public static async Task<string> AskAsync(IPEndPoint server, byte[] hello)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(server);
        await using var stream = tcp.GetStream();
        await stream.WriteAsync(hello);
        var head = new byte[5];
        try
        {
            await stream.ReadExactlyAsync(head);
            var record = new byte[BinaryPrimitives.ReadUInt16BigEndian(head.AsSpan(3))];
            await stream.ReadExactlyAsync(record);
            if (head[0] == 21)
            {
                return "alert " + record[1];
            }

            // Type and length, version, random, session id, suite.
            var suite = 4 + 2 + 32 + 1 + record[38];
            return Convert.ToHexString(record.AsSpan(4, 2)) + " " + Convert.ToHexString(record.AsSpan(suite, 2));
        }
        catch (IOException)
        {
            return "closed";
        }
    }

    private static void Extension(List<byte> extensions, ushort type, byte[] content)
    {
        extensions.AddRange([.. Bytes(type), .. Bytes((ushort)content.Length), .. content]);
    }

    private static byte[] Bytes(ushort value) => [(byte)(value >> 8), (byte)value];
}
