// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Foregate.DataPlane.Arrive;
using Foregate.DataPlane.Arrive.Http1;
using Foregate.DataPlane.Wire.Timing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Foregate.DataPlane.Tests.Arrive.Http1;

/// <summary>The door on an ephemeral port of the loopback, before a handler of the test's choice.</summary>
internal sealed class DoorHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TimerWheel _wheel;

    private DoorHost(WebApplication app, TimerWheel wheel, Admission admission)
    {
        _app = app;
        _wheel = wheel;
        Admission = admission;
        var address = app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();
        EndPoint = new IPEndPoint(IPAddress.Loopback, new Uri(address).Port);
    }

    public IPEndPoint EndPoint { get; }

    public Admission Admission { get; }

    public static async Task<DoorHost> StartAsync(ExchangeHandler handler, GatewayOptions? options = null, X509Certificate2? certificate = null)
    {
        options ??= new GatewayOptions();
        var wheel = new TimerWheel(options.Time);
        var admission = new Admission(options, NullLogger.Instance);
        var door = new Http1Door(options, wheel, admission, handler);
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseSockets(sockets => sockets.UnsafePreferInlineScheduling = true);
        if (certificate is not null)
        {
        }

        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            listen.Use(next => connection => admission.AdmitAsync(connection, next, certificate is not null));
            if (certificate is not null)
            {
                listen.UseHttps(certificate);
            }

            listen.Use(_ => door.RunAsync);
        }));
        var app = builder.Build();
        await app.StartAsync();
        return new DoorHost(app, wheel, admission);
    }

    public static X509Certificate2 NewCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        using var made = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(200));
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }

    public Task StopAsync(CancellationToken cancellation) => _app.StopAsync(cancellation);

    public async ValueTask DisposeAsync()
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        await _app.StopAsync(limit.Token);
        await _app.DisposeAsync();
        _wheel.Dispose();
        Admission.Dispose();
    }
}
