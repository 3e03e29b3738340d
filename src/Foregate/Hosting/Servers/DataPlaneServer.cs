// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Arrive.Listeners;
using Foregate.DataPlane.Pipeline;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Foregate.Hosting.Servers;

/// <summary>The data plane's server in a host of its own: sockets and TLS are Kestrel's, what is served is the gateway's.</summary>
internal sealed class DataPlaneServer : IAsyncDisposable
{
    private readonly WebApplication _application;
    private readonly Gateway _gateway;

    public DataPlaneServer(Gateway gateway, DoorOptions doors, ILoggerProvider? logs)
    {
        _gateway = gateway;
        var builder = EmptyHost.CreateBuilder();
        if (logs is not null)
        {
            // That it could not start is its caller's to tell, in one line.
            builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
            builder.Services.AddSingleton(logs);
        }

        gateway.Register(builder.Services, doors);
        _application = builder.Build();
    }

    /// <summary>The listeners with the ports they were given.</summary>
    public IReadOnlyList<ListenerAddress> Addresses => ((GatewayServer)_application.Services.GetRequiredService<IServer>()).Addresses;

    public Task StartAsync() => _application.StartAsync();

    /// <summary>Serves on for the window, stops accepting, and completes when the last request has its answer or the time is up.</summary>
    public Task DrainAsync(TimeSpan window, CancellationToken giveUp) => _gateway.DrainAsync(window, _application.StopAsync, giveUp);

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
