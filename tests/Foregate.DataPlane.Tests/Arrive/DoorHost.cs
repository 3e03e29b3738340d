// SPDX-License-Identifier: Apache-2.0
using System.Net;
using Foregate.DataPlane.Arrive;
using Foregate.DataPlane.Arrive.Listeners;
using Foregate.DataPlane.Wire.Timing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Foregate.DataPlane.Tests.Arrive;

/// <summary>The real doors in this process, on ports of the system's choice, with a handler in place of the pipelines.</summary>
internal sealed class DoorHost : IAsyncDisposable
{
    private readonly WebApplication _host;
    private readonly TimerWheel _wheel;

    private DoorHost(WebApplication host, TimerWheel wheel, Admission admission)
    {
        _host = host;
        _wheel = wheel;
        Admission = admission;
        foreach (var address in ((GatewayServer)host.Services.GetRequiredService<IServer>()).Addresses)
        {
            if (address.Address is null)
            {
                continue;
            }

            var end = new IPEndPoint(address.Address, address.Port);
            if (address.IsTls)
            {
                Https = end;
            }
            else
            {
                Http = end;
            }
        }
    }

    public IPEndPoint Http { get; } = new(IPAddress.None, 0);

    public IPEndPoint Https { get; } = new(IPAddress.None, 0);

    public Admission Admission { get; }

    public CollectedLogs Logs => _host.Services.GetRequiredService<CollectedLogs>();

    public static async Task<DoorHost> StartAsync(
        ExchangeHandler handler, GatewayOptions? options = null, DoorOptions? doors = null)
    {
        options ??= new GatewayOptions();
        doors ??= new DoorOptions { Listeners = [ListenerAddress.Parse("http://127.0.0.1:0"), ListenerAddress.Parse("https://127.0.0.1:0")] };
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        var logs = new CollectedLogs();
        builder.Services.AddSingleton(logs);
        builder.Logging.AddProvider(logs);
        var wheel = new TimerWheel(options.Time);
        var admission = new Admission(options, logs);
        GatewayServer.Register(builder.Services, doors, options, handler, wheel, admission);
        var host = builder.Build();
        await host.StartAsync();
        return new DoorHost(host, wheel, admission);
    }

    public async ValueTask DisposeAsync()
    {
        using var atOnce = new CancellationTokenSource(TimeSpan.FromMilliseconds(100));
        await _host.StopAsync(atOnce.Token);
        await _host.DisposeAsync();
        _wheel.Dispose();
        Admission.Dispose();
    }
}
