// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Foregate.DataPlane.Pipeline;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;
using Microsoft.Extensions.Logging.Abstractions;
using static Foregate.DataPlane.Tests.Pipeline.Mapped.MappedApi;

namespace Foregate.DataPlane.Tests.Pipeline.Mapped;

/// <summary>Back ends behind TLS through the whole gateway: whom it trusts, and what it shows.</summary>
public sealed class SecureBackEndTests
{
    [Theory]
    [InlineData(IntegrationType.HttpProxy, true, true, 200)]
    [InlineData(IntegrationType.Http, true, true, 200)]
    [InlineData(IntegrationType.Http, true, false, 200)]
    [InlineData(IntegrationType.HttpProxy, false, true, 504)]
    public async Task A_back_end_of_any_issuer_is_trusted_when_it_is_told_and_sees_the_stages_certificate(IntegrationType type, bool skips, bool shows, int status)
    {
        using var clientKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var client = Make("CN=stage", clientKey);
        await using var server = new Server();
        var integration = new Integration
        {
            Type = type,
            HttpMethod = "GET",
            Uri = $"https://localhost:{server.Port}/",
            TlsConfig = new TlsConfig { InsecureSkipVerification = skips },
            IntegrationResponses = Responses(Response()),
        };
        await using var api = await StartAsync(integration, null, shows ? account => Showing(account, client, clientKey) : null, ["200"]);
        var answer = await api.SendAsync("GET", "/pets/1");
        Assert.Equal(status, answer.Status);
        if (status == 200)
        {
            Assert.Equal(shows ? client.Thumbprint : "none", Encoding.ASCII.GetString(answer.Body));
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_test_invocation_shows_the_certificate_that_it_names_and_not_the_stages(bool shows)
    {
        using var clientKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var client = Make("CN=stage", clientKey);
        await using var server = new Server();
        var method = GivenAccount.Get with
        {
            MethodIntegration = new Integration
            {
                Type = IntegrationType.HttpProxy, HttpMethod = "GET", Uri = $"https://localhost:{server.Port}/", TlsConfig = new TlsConfig { InsecureSkipVerification = true },
            },
        };
        var account = Showing(GivenAccount.Rest("/pets", method), client, clientKey);
        using var gateway = new Gateway(new GatewayOptions(), NullLogger.Instance);
        var resource = new Resource { Id = "res001", Path = "/pets", ResourceMethods = OrdinalMap.Empty<Method>().Add("GET", method) };
        var answer = await gateway.TestAsync(account, account.RestApis["rest123456"], new ApiSnapshot(), resource, method, "/pets", [], "", [], shows ? "cert01" : null);
        Assert.Equal((200, shows ? client.Thumbprint : "none"), (answer.Status, answer.Body));
    }

    private static Account Showing(Account account, X509Certificate2 certificate, ECDsa key)
    {
        var api = account.RestApis["rest123456"];
        return account with
        {
            ClientCertificates = account.ClientCertificates.Add("cert01", new ClientCertificate
            {
                ClientCertificateId = "cert01",
                PemEncodedCertificate = certificate.ExportCertificatePem(),
                PrivateKey = key.ExportPkcs8PrivateKeyPem(),
                CreatedDate = default,
                ExpirationDate = default,
            }),
            RestApis = account.RestApis.SetItem("rest123456", api with { Stages = api.Stages.SetItem("prod", GivenAccount.Prod with { ClientCertificateId = "cert01" }) }),
        };
    }

    private static X509Certificate2 Make(string subject, ECDsa key)
    {
        var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddYears(1));
    }

    /// <summary>Asks for a certificate and answers with its thumbprint.</summary>
    private sealed class Server : IAsyncDisposable
    {
        private readonly TcpListener _listener = new(IPAddress.IPv6Any, 0);
        private readonly ECDsa _key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        private readonly X509Certificate2 _certificate;
        private readonly Task _accepting;

        public Server()
        {
            using var made = Make("CN=localhost", _key);
            _certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
            _listener.Server.DualMode = true;
            _listener.Start();
            Port = ((IPEndPoint)_listener.LocalEndpoint).Port;
            _accepting = AcceptAsync();
        }

        public int Port { get; }

        public async ValueTask DisposeAsync()
        {
            _listener.Stop();
            await _accepting;
            _certificate.Dispose();
            _key.Dispose();
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
            try
            {
                await using var stream = new SslStream(new NetworkStream(socket, ownsSocket: true));
                await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions
                {
                    ServerCertificate = _certificate,
                    ClientCertificateRequired = true,
                    RemoteCertificateValidationCallback = static (_, certificate, _, _) => certificate is null || certificate.Subject == "CN=stage",
                });
                var shown = stream.RemoteCertificate?.GetCertHashString() ?? "none";
                await stream.ReadAtLeastAsync(new byte[16 * 1024], 1);
                await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Length: {shown.Length}\r\nConnection: close\r\n\r\n{shown}"));
            }
            catch (Exception e) when (e is IOException or AuthenticationException)
            {
                // Not trusted: what the client saw is asserted there.
            }
        }
    }
}
