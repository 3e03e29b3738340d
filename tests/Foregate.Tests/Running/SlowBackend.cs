// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Foregate.Tests.Running;

/// <summary>A back end that answers /wait/{milliseconds} after that time, with the path.</summary>
internal sealed class SlowBackend : IAsyncDisposable
{
    private readonly WebApplication _application;

    private SlowBackend(WebApplication application) => _application = application;

    public string Url => _application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First();

    public static async Task<SlowBackend> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        var application = builder.Build();
        application.Run(async context =>
        {
            var path = context.Request.Path.Value!;
            await Task.Delay(int.Parse(path[(path.LastIndexOf('/') + 1)..], CultureInfo.InvariantCulture));
            await context.Response.WriteAsync(path);
        });
        await application.StartAsync();
        return new SlowBackend(application);
    }

    public ValueTask DisposeAsync() => _application.DisposeAsync();
}
