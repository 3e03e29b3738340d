// SPDX-License-Identifier: Apache-2.0
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Foregate.Hosting.Servers;

/// <summary>A host with nothing in it but Kestrel: no configuration files that are watched, no signals of its own, nothing that slows the start.</summary>
internal static class EmptyHost
{
    public static WebApplicationBuilder CreateBuilder()
    {
        // A fixed content root: the working directory may hold anything, and nothing of it is ours.
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory, ApplicationName = "foregate" });
        builder.WebHost.UseKestrelCore();
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        return builder;
    }

    // Signals are StopSignals' business: the host must not end by itself.
    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
