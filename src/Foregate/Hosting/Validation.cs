// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Publish;
using Foregate.DataPlane.Pipeline;
using Foregate.Hosting.Functions;
using Microsoft.Extensions.Logging.Abstractions;

namespace Foregate.Hosting;

/// <summary>Does all that serving does with a document, short of serving it.</summary>
internal static class Validation
{
    public static async Task<int> RunAsync(ForegateOptions options)
    {
        var (bytes, failure) = new DocumentFile(options.Document!).Read();
        if (failure is not null)
        {
            await Console.Error.WriteLineAsync(failure.ToString());
            return failure.ExitCode;
        }

        await using var gateway = new Gateway(GatewaySettings.From(options, []), NullLogger<Gateway>.Instance, options.Functions, FunctionSettings.ForValidating(options));
        var document = new Document(options);
        document.Import(bytes!);
        var isServable = document.Publish(new Publisher(gateway));
        foreach (var notice in document.Notices())
        {
            await Console.Error.WriteLineAsync(notice);
        }

        var count = 0;
        foreach (var fault in document.Faults())
        {
            await Console.Error.WriteLineAsync(fault);
            count++;
        }

        if (!isServable)
        {
            await Console.Error.WriteLineAsync($"{options.Document} has {count} {(count == 1 ? "fault" : "faults")} and cannot be served.");
            return ExitCodes.Refused;
        }

        var served = document.Served!;
        if (served.Apis.IsEmpty)
        {
            await Console.Out.WriteLineAsync($"{options.Document} can be served, and has no API.");
        }

        foreach (var api in served.Apis)
        {
            var routes = ServedRoute.Of(served, api).Count;
            await Console.Out.WriteLineAsync(
                $"{options.Document} can be served: {api.ApiName}, {Banner.KindOf(api)} {api.ApiId}, stage {api.StageName}, {routes} {(routes == 1 ? "route" : "routes")}.");
        }

        return ExitCodes.Done;
    }
}
