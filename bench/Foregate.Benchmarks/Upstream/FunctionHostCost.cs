// SPDX-License-Identifier: Apache-2.0
using System.Collections;
using System.Diagnostics;
using System.Globalization;
using Foregate.DataPlane.Upstream.Functions;
using Foregate.DataPlane.Upstream.Functions.Local;
using Foregate.Definitions.Lambda;

namespace Foregate.Benchmarks.Upstream;

/// <summary>
/// What running functions on this machine costs the gateway: processor time of its own process per warm invocation, beside the floor of two bare calls
/// of the Runtime API, and the time of cold starts.
/// </summary>
internal static class FunctionHostCost
{
    private const int Rounds = 5;

    // An event of payload format 1.0 has about this size.
    private static readonly byte[] s_payload = [.. "{\"body\":\""u8, .. Enumerable.Repeat((byte)'x', 2000), .. "\"}"u8];

    /// <param name="arguments">[--native FOLDER] [--invocations N] [--only NAME]</param>
    public static async Task RunAsync(string[] arguments, TextWriter output)
    {
        // As the program itself sets it, before its first socket.
        Environment.SetEnvironmentVariable("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS", "1");
        var invocations = int.Parse(Option(arguments, "--invocations") ?? "20000", CultureInfo.InvariantCulture);
        var root = Directory.CreateTempSubdirectory("function-host-cost-").FullName;
        var node = Directory.CreateDirectory(Path.Combine(root, "node")).FullName;
        await File.WriteAllTextAsync(Path.Combine(node, "index.js"), "exports.handler = async (event) => event;");
        await output.WriteLineAsync($"{Environment.ProcessorCount} processors, {invocations} invocations in each of {Rounds} rounds, {s_payload.Length} bytes of event and of answer");
        await using (var host = new LocalFunctions(Options(root), TimeProvider.System, new FunctionDirectory(), new FunctionLogs(TimeProvider.System)))
        {
            if (Option(arguments, "--only") is null or "node")
            {
                var bootstrap = Path.Combine(AppContext.BaseDirectory, "functions", "nodejs", "bootstrap.mjs");
                var start = new ProcessStartInfo("node", ["--enable-source-maps", bootstrap]) { Environment = { ["_HANDLER"] = "index.handler", ["LAMBDA_TASK_ROOT"] = node } };
                await MeasureAsync("node", new Function { FunctionName = "node", Runtime = "nodejs20.x", Handler = "index.handler", Code = new FunctionCode { Folder = node }, Timeout = 60 }, start, host, invocations, output);
            }

            if (Option(arguments, "--native") is { } native && Option(arguments, "--only") is null or "native")
            {
                var start = new ProcessStartInfo(Path.Combine(native, "bootstrap"));
                await MeasureAsync("native", new Function { FunctionName = "native", Runtime = "provided.al2023", Code = new FunctionCode { Folder = Path.GetFullPath(native) }, Timeout = 60 }, start, host, invocations, output);
            }
        }

        Directory.Delete(root, recursive: true);
    }

    private static async Task MeasureAsync(string name, Function definition, ProcessStartInfo start, LocalFunctions host, int invocations, TextWriter output)
    {
        start.Environment.Remove("DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS");
        var floors = new List<double>();
        var ones = new List<double>();
        var eights = new List<double>();
        var function = host.For(definition);
        for (var round = 0; round <= Rounds; round++)
        {
            // Round 0 warms up. Interleaved: the machine's own changes hit all three.
            var floor = BareRuntimeApi.Measure(start, s_payload, invocations);
            var one = await CpuAsync(function, invocations, callers: 1);
            var eight = await CpuAsync(function, invocations, callers: 8);
            if (round > 0)
            {
                floors.Add(floor);
                ones.Add(one);
                eights.Add(eight);
            }
        }

        await output.WriteLineAsync($"{name,-8} floor {Median(floors),6:0.0} us   one caller {Median(ones),6:0.0} us   eight callers {Median(eights),6:0.0} us   of the host's processor time per invocation");
        var starts = new List<double>();
        for (var i = 0; i < 20; i++)
        {
            var cold = host.For(definition with { FunctionName = $"{name}-{i}" });
            await cold.PrepareAsync();
            var from = Stopwatch.GetTimestamp();
            await InvokeAsync(cold, new FunctionCall { Payload = s_payload, TimeoutMilliseconds = 60_000 });
            starts.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
        }

        starts.Sort();
        await output.WriteLineAsync($"{name,-8} cold start {Median(starts),6:0.0} ms to the first answer ({starts[0]:0.0}-{starts[^1]:0.0} over {starts.Count})");
    }

    private static async Task<double> CpuAsync(LocalFunction function, int invocations, int callers)
    {
        await CallAsync(function, Math.Max(1, invocations / 10 / callers), callers);
        var before = BareRuntimeApi.Cpu();
        await CallAsync(function, invocations / callers, callers);
        return (BareRuntimeApi.Cpu() - before) / (invocations / callers * callers);
    }

    private static async Task CallAsync(LocalFunction function, int each, int callers)
    {
        var all = new Task[callers];
        for (var i = 0; i < callers; i++)
        {
            all[i] = Task.Run(async () =>
            {
                var call = new FunctionCall { Payload = s_payload, TimeoutMilliseconds = 60_000 };
                for (var n = 0; n < each; n++)
                {
                    await InvokeAsync(function, call);
                }
            });
        }

        await Task.WhenAll(all);
    }

    private static async ValueTask InvokeAsync(LocalFunction function, FunctionCall call)
    {
        var answer = await function.InvokeAsync(call);
        if (answer.Outcome != FunctionOutcome.Answered || answer.Payload.Length != s_payload.Length)
        {
            throw new InvalidOperationException($"{answer.Outcome}: {System.Text.Encoding.UTF8.GetString(answer.Payload.Span)}");
        }

        answer.Lease?.Release();
    }

    private static FunctionHostOptions Options(string root)
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (DictionaryEntry entry in Environment.GetEnvironmentVariables())
        {
            environment[(string)entry.Key] = (string?)entry.Value ?? "";
        }

        return new FunctionHostOptions { Region = "us-east-1", AccountId = "000000000000", Environment = environment, WorkFolder = Path.Combine(root, "work") };
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }

    private static string? Option(string[] arguments, string name)
    {
        var at = Array.IndexOf(arguments, name);
        return at < 0 ? null : arguments[at + 1];
    }
}
