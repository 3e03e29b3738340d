// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Foregate.DataPlane.Tests.Arrive.Http1;

/// <summary>Bodies of every size that buffers stumble over, both ways, in both framings, over real sockets.</summary>
public sealed class Http1BodyLadderTests
{
    private const int MiB = 1024 * 1024;

    private static readonly int[] Sizes =
        [0, 1, 4095, 4096, 4097, 16383, 16384, 16385, 65535, 65536, 65537, MiB - 1, MiB, MiB + 1, (10 * MiB) - 1, 10 * MiB];

    public static TheoryData<bool, bool> Framings => new() { { false, false }, { false, true }, { true, false }, { true, true } };

    [Theory]
    [MemberData(nameof(Framings))]
    public async Task Echoes_every_size_on_one_connection(bool chunked, bool tls)
    {
        using var certificate = tls ? DoorHost.NewCertificate() : null;
        await using var host = await DoorHost.StartAsync(Handlers.Echo, certificate: certificate);
        await using var client = await RawClient.ConnectAsync(host.EndPoint, certificate);
        foreach (var size in Sizes)
        {
            await EchoAsync(client, host, certificate, size, chunked);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Refuses_one_byte_more_than_10_MiB(bool chunked)
    {
        await using var host = await DoorHost.StartAsync(Handlers.Describe);
        await using var client = await RawClient.ConnectAsync(host.EndPoint);
        var sending = client.SendAsync(Request((10 * MiB) + 1, chunked, new byte[(10 * MiB) + 1]));
        var answer = await client.ReadAsync();
        Assert.Equal(413, answer!.Status);
        Assert.True(answer.Closes);
        await sending;
    }

    private static async Task EchoAsync(RawClient client, DoorHost host, X509Certificate2? certificate, int size, bool chunked)
    {
        var body = RandomNumberGenerator.GetBytes(size);
        // The echo's head goes out before the whole body is in: a large one ends its connection.
        var own = size > 32 * 1024 ? await RawClient.ConnectAsync(host.EndPoint, certificate) : null;
        var sender = own ?? client;
        var sending = sender.SendAsync(Request(size, chunked, body));
        var answer = await sender.ReadAsync();
        await sending;
        Assert.Equal(200, answer!.Status);
        Assert.Equal(chunked ? null : size.ToString(CultureInfo.InvariantCulture), answer.Header("Content-Length"));
        Assert.True(body.AsSpan().SequenceEqual(answer.Body), $"{size} bytes came back as {answer.Body.Length} others");
        if (own is not null)
        {
            await own.DisposeAsync();
        }
    }

    private static byte[] Request(int size, bool chunked, byte[] body)
    {
        var head = "POST /echo HTTP/1.1\r\nHost: localhost\r\n";
        if (!chunked)
        {
            return [.. Encoding.ASCII.GetBytes(head + "Content-Length: " + size.ToString(CultureInfo.InvariantCulture) + "\r\n\r\n"), .. body];
        }

        var bytes = new MemoryStream();
        bytes.Write(Encoding.ASCII.GetBytes(head + "Transfer-Encoding: chunked\r\n\r\n"));
        // Chunks of many sizes, so that their ends fall everywhere.
        for (int start = 0, chunk = 1; start < size; chunk = Math.Min((chunk * 3) + 1, 100_003))
        {
            var length = Math.Min(chunk, size - start);
            bytes.Write(Encoding.ASCII.GetBytes(length.ToString("x", CultureInfo.InvariantCulture) + "\r\n"));
            bytes.Write(body, start, length);
            bytes.Write("\r\n"u8);
            start += length;
        }

        bytes.Write("0\r\n\r\n"u8);
        return bytes.ToArray();
    }
}
