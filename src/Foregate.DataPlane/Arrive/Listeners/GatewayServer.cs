// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Arrive.Http1;
using Foregate.DataPlane.Arrive.Http2;
using Foregate.DataPlane.Arrive.Sockets;
using Foregate.DataPlane.Wire.Timing;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Foregate.DataPlane.Arrive.Listeners;

/// <summary>
/// The data plane's server: Kestrel's listeners, with our own doors in place of its TLS, its HTTP and the host's application.
/// </summary>
public sealed class GatewayServer : IServer
{
    private readonly IServer _kestrel;
    private readonly Doors _doors;

    private GatewayServer(IServer kestrel, Doors doors)
    {
        _kestrel = kestrel;
        _doors = doors;
    }

    public IFeatureCollection Features => _kestrel.Features;

    /// <summary>The listeners with the ports they were given; complete once started.</summary>
    public IReadOnlyList<ListenerAddress> Addresses => _doors.Bound();

    /// <summary>
    /// Puts this server in the place of Kestrel's own. The host must have been given Kestrel before (<c>UseKestrelCore</c>).
    /// </summary>
    internal static void Register(
        IServiceCollection services, DoorOptions doors, GatewayOptions options, ExchangeHandler handler, TimerWheel wheel, Admission admission)
    {
        var kestrel = Take(services);
        services.AddSingleton(provider => new Doors(
            doors,
            options,
            wheel,
            admission,
            new Http1Door(options, wheel, admission, handler),
            new Http2Door(options, wheel, admission, handler),
            provider.GetRequiredService<ILoggerFactory>()));
        services.AddSingleton<IConfigureOptions<KestrelServerOptions>>(
            provider => new ConfigureOptions<KestrelServerOptions>(provider.GetRequiredService<Doors>().Configure));
        services.AddSingleton<IConnectionListenerFactory>(new PlainTransport(doors.Backlog));
        services.Configure<SocketTransportOptions>(transport =>
        {
            transport.UnsafePreferInlineScheduling = options.InlineScheduling;
            transport.Backlog = doors.Backlog;
            transport.NoDelay = true;
        });
        services.AddSingleton<IServer>(provider => new GatewayServer(
            (IServer)ActivatorUtilities.CreateInstance(provider, kestrel),
            provider.GetRequiredService<Doors>()));
    }

    /// <summary>Starts Kestrel; the host's application is not used, nor Kestrel's own HTTP: every connection ends at one of our doors.</summary>
    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull =>
        _kestrel.StartAsync(new NoApplication(), cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => _kestrel.StopAsync(cancellationToken);

    public void Dispose() => _kestrel.Dispose();

    [return: System.Diagnostics.CodeAnalysis.DynamicallyAccessedMembers(System.Diagnostics.CodeAnalysis.DynamicallyAccessedMemberTypes.PublicConstructors)]
    private static Type Take(IServiceCollection services)
    {
        for (var i = services.Count - 1; i >= 0; i--)
        {
            if (services[i].ServiceType == typeof(IServer) && services[i].ImplementationType is { } type)
            {
                var descriptor = services[i];
                services.RemoveAt(i);
                return descriptor.ImplementationType!;
            }
        }

        throw new InvalidOperationException("Give the host Kestrel first: UseKestrelCore().");
    }

    private sealed class NoApplication : IHttpApplication<IFeatureCollection>
    {
        public IFeatureCollection CreateContext(IFeatureCollection contextFeatures) => throw new InvalidOperationException("A connection got past the doors.");

        public Task ProcessRequestAsync(IFeatureCollection context) => Task.CompletedTask;

        public void DisposeContext(IFeatureCollection context, Exception? exception)
        {
        }
    }
}
