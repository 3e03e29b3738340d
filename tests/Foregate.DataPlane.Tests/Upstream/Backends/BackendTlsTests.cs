// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Foregate.DataPlane.Upstream.Backends;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Tests.Upstream.Backends;

public sealed class BackendTlsTests : IDisposable
{
    private readonly X509Certificate2 _root;
    private readonly ECDsa _rootKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    public BackendTlsTests()
    {
        var request = new CertificateRequest("CN=test root", _rootKey, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        _root = request.CreateSelfSigned(DateTimeOffset.UnixEpoch.AddYears(50), DateTimeOffset.UnixEpoch.AddYears(120));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(100_000)]
    public async Task Calls_go_through_a_trusted_connection_that_is_kept(int size)
    {
        await using var server = new TlsServer(Certificate("backend.test"));
        using var caller = Trusting();
        var backend = To(caller, server);
        for (var i = 0; i < 5; i++)
        {
            var sent = RandomNumberGenerator.GetBytes(size);
            var answer = await caller.SendAsync(backend, HttpVerb.Post, ScriptedBody.Of(sent));
            Assert.True(answer.IsWhole, answer.Outcome.ToString());
            Assert.Equal(sent, answer.Body);
            Assert.Equal(i > 0, answer.IsReused);
        }

        Assert.Equal(["backend.test"], server.Names);
        Assert.Equal((1, 1), (backend.OpenConnections, backend.IdleConnections));
    }

    [Theory]
    [InlineData("other.test", 0)]
    [InlineData("backend.test", -1)]
    [InlineData("backend.test", 1)]
    [InlineData(null, 0)]
    public async Task A_certificate_for_another_name_or_time_or_of_an_unknown_root_is_refused(string? name, int years)
    {
        await using var server = new TlsServer(name is null ? SelfSigned("backend.test") : Certificate(name, years));
        using var caller = Trusting();
        var backend = To(caller, server);
        Assert.Equal(BackendOutcome.TlsFailed, (await caller.SendAsync(backend, HttpVerb.Get)).Outcome);
        Assert.Equal((0, 0L), (server.Requests, backend.OpenConnections));
    }

    [Theory]
    [InlineData("backend.test", 0, BackendOutcome.Answered)]
    [InlineData("other.test", 0, BackendOutcome.TlsFailed)]
    [InlineData("backend.test", -1, BackendOutcome.TlsFailed)]
    internal async Task Without_verification_of_the_issuer_name_and_dates_still_count(string name, int years, BackendOutcome outcome)
    {
        await using var server = new TlsServer(SelfSigned(name, years));
        using var caller = Trusting();
        var origin = new BackendOrigin(true, "backend.test", server.Port) { InsecureSkipVerification = true };
        Assert.Equal(outcome, (await caller.SendAsync(caller.Pools.Get(origin), HttpVerb.Get)).Outcome);
    }

    [Fact]
    public async Task The_name_to_verify_may_differ_from_the_host()
    {
        await using var server = new TlsServer(Certificate("inner.test"));
        using var caller = Trusting();
        var origin = new BackendOrigin(true, "127.0.0.1", server.Port) { ServerName = "inner.test" };
        Assert.True((await caller.SendAsync(caller.Pools.Get(origin), HttpVerb.Get)).IsWhole);
        Assert.Equal(["inner.test"], server.Names);
    }

    [Fact]
    public async Task A_final_dot_is_not_part_of_the_name()
    {
        await using var server = new TlsServer(Certificate("backend.test"));
        using var caller = Trusting();
        var origin = new BackendOrigin(true, "backend.test.", server.Port);
        Assert.True((await caller.SendAsync(caller.Pools.Get(origin), HttpVerb.Get)).IsWhole);
        Assert.Equal(["backend.test"], server.Names);
    }

    [Fact]
    public async Task An_unknown_root_is_refused_with_the_systems_roots()
    {
        await using var server = new TlsServer(Certificate("backend.test"));
        using var caller = new Caller(new BackendOptions { Resolver = _ => Task.FromResult(new[] { IPAddress.Loopback }) });
        Assert.Equal(BackendOutcome.TlsFailed, (await caller.SendAsync(To(caller, server), HttpVerb.Get)).Outcome);
    }

    [Fact]
    public async Task Plain_http_where_tls_was_meant_fails_and_nothing_is_sent_in_the_clear()
    {
        await using var plain = new ScriptedBackEnd(async connection =>
        {
            await connection.SkipAsync(5);
            await connection.WriteAsync("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n");
            await connection.ReadToEndAsync();
        });
        using var caller = Trusting();
        var backend = caller.Pools.Get(new BackendOrigin(true, "backend.test", plain.Port));
        Assert.Equal(BackendOutcome.TlsFailed, (await caller.SendAsync(backend, HttpVerb.Get)).Outcome);
        Assert.Equal(0, plain.Requests);
    }

#pragma warning disable SYSLIB0039, CA5397 // The old version is offered in order to see it refused.
    [Fact]
    public async Task Old_versions_are_refused()
    {
        await using var server = new TlsServer(Certificate("backend.test"), SslProtocols.Tls11);
        using var caller = Trusting();
        Assert.Equal(BackendOutcome.TlsFailed, (await caller.SendAsync(To(caller, server), HttpVerb.Get)).Outcome);
    }
#pragma warning restore SYSLIB0039, CA5397

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_handshake_that_hangs_ends_with_the_client_or_the_clock(bool isClient)
    {
        var greeted = new TaskCompletionSource();
        await using var silent = new ScriptedBackEnd(async connection =>
        {
            await connection.SkipAsync(5);
            greeted.SetResult();
            await connection.ReadToEndAsync();
        });
        using var caller = Trusting();
        var backend = caller.Pools.Get(new BackendOrigin(true, "backend.test", silent.Port));
        var sending = caller.SendAsync(backend, HttpVerb.Get, timeout: isClient ? 60_000 : 300);
        await greeted.Task;
        if (isClient)
        {
            caller.Client.Gone();
        }

        Assert.Equal(isClient ? BackendOutcome.ClientGone : BackendOutcome.TimedOut, (await sending).Outcome);
        Assert.Equal("RST", await silent.EndedAsync(0));
        Assert.Equal(0, backend.OpenConnections);
    }

    [Fact]
    public async Task A_stale_connection_is_noticed_through_tls_too()
    {
        await using var server = new TlsServer(Certificate("backend.test")) { MaxRequests = 1 };
        using var caller = Trusting();
        var backend = To(caller, server);
        for (var i = 0; i < 50; i++)
        {
            var answer = await caller.SendAsync(backend, HttpVerb.Get);
            Assert.True(answer.IsWhole, answer.Outcome.ToString());
        }
    }

    public void Dispose()
    {
        _root.Dispose();
        _rootKey.Dispose();
    }

    private static Backend To(Caller caller, TlsServer server) => caller.Pools.Get(new BackendOrigin(true, "backend.test", server.Port));

    private Caller Trusting() => new(new BackendOptions
    {
        Resolver = _ => Task.FromResult(new[] { IPAddress.Loopback }),
        TrustedRoots = [_root],
    });

    /// <param name="name">The server's name.</param>
    /// <param name="years">0 for valid now, -1 for expired, 1 for not yet valid.</param>
    private X509Certificate2 Certificate(string name, int years = 0)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (from, to) = Validity(years);
        using var signed = Request(name, key).Create(_root.SubjectName, X509SignatureGenerator.CreateForECDsa(_rootKey), from, to, [1, 2, 3]);
        using var withKey = signed.CopyWithPrivateKey(key);
        return X509CertificateLoader.LoadPkcs12(withKey.Export(X509ContentType.Pfx), null);
    }

    private static X509Certificate2 SelfSigned(string name, int years = 0)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (from, to) = Validity(years);
        using var certificate = Request(name, key).CreateSelfSigned(from, to);
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
    }

    private static CertificateRequest Request(string name, ECDsa key)
    {
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(name);
        request.CertificateExtensions.Add(names.Build());
        return request;
    }

    private static (DateTimeOffset From, DateTimeOffset To) Validity(int years)
    {
        var now = TimeProvider.System.GetUtcNow();
        return years switch
        {
            < 0 => (now.AddYears(-2), now.AddYears(-1)),
            > 0 => (now.AddYears(1), now.AddYears(2)),
            _ => (now.AddDays(-1), now.AddYears(1)),
        };
    }

    /// <summary>Answers each request with its own body.</summary>
    private sealed class TlsServer : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
        private readonly X509Certificate2 _certificate;
        private readonly SslProtocols _protocols;
        private readonly Task _accepting;

        public TlsServer(X509Certificate2 certificate, SslProtocols protocols = SslProtocols.None)
        {
            _certificate = certificate;
            _protocols = protocols;
            _listener.Start();
            Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
            _accepting = AcceptAsync();
        }

        public int Port { get; }

        public int Requests { get; private set; }

        public int MaxRequests { get; init; } = int.MaxValue;

        public List<string> Names { get; } = [];

        public async ValueTask DisposeAsync()
        {
            _listener.Stop();
            await _accepting;
            _certificate.Dispose();
        }

        private async Task AcceptAsync()
        {
            try
            {
                while (true)
                {
                    _ = ServeAsync(await _listener.AcceptSocketAsync());
                }
            }
            catch (Exception e) when (e is SocketException or ObjectDisposedException or InvalidOperationException)
            {
                // Stopped.
            }
        }

        private async Task ServeAsync(Socket socket)
        {
            await using var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
            try
            {
                await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
                {
                    EnabledSslProtocols = _protocols,
                    ServerCertificateSelectionCallback = (_, name) =>
                    {
                        Names.Add(name!);
                        return _certificate;
                    },
                });
                using var reader = new BinaryReader(stream, Encoding.Latin1);
                for (var served = 0; served < MaxRequests; served++)
                {
                    var head = new StringBuilder();
                    var one = new byte[1];
                    while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
                    {
                        await stream.ReadExactlyAsync(one);
                        head.Append((char)one[0]);
                    }

                    var line = head.ToString().Split("\r\n").FirstOrDefault(l => l.StartsWith("Content-Length: ", StringComparison.Ordinal));
                    var body = new byte[line is null ? 0 : int.Parse(line[16..], System.Globalization.CultureInfo.InvariantCulture)];
                    await stream.ReadExactlyAsync(body);
                    Requests++;
                    await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {body.Length}\r\n\r\n"));
                    await stream.WriteAsync(body);
                }
            }
            catch (Exception e) when (e is IOException or AuthenticationException or ObjectDisposedException)
            {
            }
        }
    }
}
