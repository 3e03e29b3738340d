// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Foregate.DataPlane.Arrive.Listeners;
using Foregate.DataPlane.Arrive.Tls;
using Microsoft.Extensions.Time.Testing;

namespace Foregate.DataPlane.Tests.Arrive.Tls;

/// <summary>Handshakes as clients of every age make them, against the real listener.</summary>
public sealed class HandshakeTests
{
    private const string HandshakeFailure = "alert 40";
    private const string ProtocolVersion = "alert 70";

    /// <summary>Version field, suites offered (hexadecimal), and what the server makes of it.</summary>
    public static TheoryData<int, string, string> Offers => new()
    {
        // RFC 8996: neither 1.0 nor 1.1.
        { 0x0301, "C009 C00A C013 C014 002F", ProtocolVersion },
        { 0x0302, "C009 C00A C013 C014 002F", ProtocolVersion },
        { 0x0300, "C009 002F", HandshakeFailure },

        // CBC, and no forward secrecy: AES128-SHA, AES256-SHA, AES128-SHA256, AES256-SHA384, 3DES, RSA key exchange with GCM.
        { 0x0303, "C009", HandshakeFailure },
        { 0x0303, "C00A", HandshakeFailure },
        { 0x0303, "C023", HandshakeFailure },
        { 0x0303, "C024", HandshakeFailure },
        { 0x0303, "C009 C00A C023 C024 C013 C014 C027 C028 000A 002F 0035 003C 003D", HandshakeFailure },
        { 0x0303, "009C 009D", HandshakeFailure },

        // An RSA suite is nothing for an ECDSA certificate, and does not open the way for CBC.
        { 0x0303, "C02F C023 C024", HandshakeFailure },

        // What is served, also to who would rather have CBC.
        { 0x0303, "C02B", "0303 C02B" },
        { 0x0303, "C02C", "0303 C02C" },
        { 0x0303, "CCA9", "0303 CCA9" },
        { 0x0303, "C024 C023 C00A C02B", "0303 C02B" },
        { 0x0303, "C009 CCA9", "0303 CCA9" },
    };

    [Theory]
    [MemberData(nameof(Offers))]
    public async Task Serves_authenticated_encryption_with_forward_secrecy_only(int version, string suites, string expected)
    {
        await using var host = await DoorHost.StartAsync(static _ => default);
        var offered = suites.Split(' ').Select(static s => ushort.Parse(s, NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToArray();
        Assert.Equal(expected, await RawHello.AskAsync(host.Https, RawHello.Make((ushort)version, offered)));
    }

    [Fact]
    public async Task Takes_a_hello_in_pieces_and_in_several_records()
    {
        await using var host = await DoorHost.StartAsync(static _ => default);
        var hello = RawHello.Make(0x0303, [0xC02B, 0xC024]);
        byte[] records = [22, 3, 1, 0, 10, .. hello[5..15], 22, 3, 1, .. Length(hello.Length - 15), .. hello[15..]];
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(host.Https);
        tcp.NoDelay = true;
        await using var stream = tcp.GetStream();
        foreach (var b in records)
        {
            await stream.WriteAsync(new[] { b });
        }

        var head = new byte[5];
        await stream.ReadExactlyAsync(head);
        Assert.Equal(22, head[0]);

        static byte[] Length(int value) => [(byte)(value >> 8), (byte)value];
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    [InlineData("\u0016\u0003\u0001\u0000\u0004\u0002\u0000\u0000\u0000")]
    public async Task Closes_on_what_is_no_hello(string bytes)
    {
        await using var host = await DoorHost.StartAsync(static _ => default);
        Assert.Contains(await RawHello.AskAsync(host.Https, [.. bytes.Select(static c => (byte)c)]), new[] { "closed", "alert 10", "alert 70", "alert 47" });
    }

    [Fact]
    public async Task Gives_up_on_a_client_that_says_no_hello()
    {
        var time = new FakeTimeProvider();
        await using var host = await DoorHost.StartAsync(static _ => default, new GatewayOptions { Time = time });
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(host.Https);
        await using var stream = tcp.GetStream();
        await stream.WriteAsync(new byte[] { 22, 3, 1 });
        while (host.Admission.Connections == 0)
        {
            await Task.Yield();
        }

        var read = stream.ReadAsync(new byte[1]).AsTask();
        while (!read.IsCompleted)
        {
            // The deadline may be set after the first turn of the wheel.
            time.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        Assert.True(read.IsFaulted || await read == 0);
    }

    [Theory]
    [InlineData("-tls1_3")]
    [InlineData("-tls1_2")]
    public async Task Resumes_sessions(string version)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/openssl"), "needs the openssl program");
        await using var host = await DoorHost.StartAsync(Http2.Http2Handlers.StatusAsync);
        var session = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        try
        {
            Assert.Contains("New, TLS", await SayAsync($"{version} -sess_out {session}"), StringComparison.Ordinal);
            Assert.Contains("Reused, TLS", await SayAsync($"{version} -sess_in {session}"), StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(session);
        }

        async Task<string> SayAsync(string options)
        {
            using var client = Process.Start(new ProcessStartInfo("/usr/bin/openssl", $"s_client -connect {host.Https} -servername localhost -ign_eof {options}")
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            await client.StandardInput.WriteAsync("GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            client.StandardInput.Close();
            return await client.StandardOutput.ReadToEndAsync();
        }
    }

    [Fact]
    public async Task Swaps_certificates_under_handshakes_without_losing_one()
    {
        var directory = Directory.CreateTempSubdirectory();
        try
        {
            var source = new CertificateSource { CertificatePath = Path.Combine(directory.FullName, "a.crt"), KeyPath = Path.Combine(directory.FullName, "a.key") };
            Write(source);
            var time = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
            await using var host = await DoorHost.StartAsync(
                static _ => default,
                new GatewayOptions { Time = time },
                new DoorOptions { Listeners = [ListenerAddress.Parse("https://127.0.0.1:0")], Certificates = [source] });
            string last = "", served = "";
            for (var i = 0; i < 50; i++)
            {
                last = Write(source);
                time.Advance(TimeSpan.FromSeconds(2));
                await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => ThumbprintAsync(host.Https)));
            }

            for (var i = 0; i < 1000 && served != last; i++)
            {
                time.Advance(TimeSpan.FromSeconds(2));
                served = await ThumbprintAsync(host.Https);
            }

            Assert.Equal(last, served);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    private static string Write(CertificateSource source)
    {
        var (certificate, key) = DevelopmentCertificate.Make(TimeProvider.System);
        File.WriteAllText(source.KeyPath!, key);
        File.WriteAllText(source.CertificatePath, certificate);
        using var parsed = X509Certificate2.CreateFromPem(certificate);
        return parsed.GetCertHashString(HashAlgorithmName.SHA256);
    }

    private static async Task<string> ThumbprintAsync(IPEndPoint server)
    {
        using var tcp = new TcpClient();
        await tcp.ConnectAsync(server);
        await using var tls = new SslStream(tcp.GetStream());
        await tls.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
        {
            TargetHost = "localhost",
            AllowTlsResume = false,
            RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate is not null,
        });
        return tls.RemoteCertificate!.GetCertHashString(HashAlgorithmName.SHA256);
    }
}
