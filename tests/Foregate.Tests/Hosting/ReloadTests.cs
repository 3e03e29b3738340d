// SPDX-License-Identifier: Apache-2.0
using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Foregate.Tests.Running;

namespace Foregate.Tests.Hosting;

/// <summary>Reloading under load: every answer is from the old or the new version, the new one after the reload line, none fails.</summary>
public sealed class ReloadTests
{
    private const int Clients = 32;

    // 1,000 reloads under ./test --all; enough to see a torn swap otherwise.
    private static readonly int s_reloads = Environment.GetEnvironmentVariable("FOREGATE_TEST_ALL") == "1" ? 1000 : 100;

    [Fact]
    public async Task Every_answer_is_the_old_or_the_new_version_and_the_new_one_after_the_line()
    {
        using var folder = new Folder();
        folder.Write("api.yaml", SmallDocuments.Hello("0"));
        await using var gateway = await ForegateProcess.ServeAsync(folder.Path, "api.yaml", "--access-log", "off");
        var invoke = gateway.Invoke;
        var wrong = new ConcurrentQueue<string>();
        var written = 0;
        var told = 0;
        var answers = 0;
        var isOver = false;
        var clients = Enumerable.Range(0, Clients).Select(_ => Task.Run(async () =>
        {
            using var client = new KeepAliveClient(invoke);
            while (!Volatile.Read(ref isOver))
            {
                // At least what had been told before the question, at most what was written before the answer.
                var least = Volatile.Read(ref told);
                var (status, body) = await client.GetAsync("/hello");
                var most = Volatile.Read(ref written);
                var version = body.StartsWith("{\"say\": \"", StringComparison.Ordinal) ? int.Parse(body["{\"say\": \"".Length..^2], CultureInfo.InvariantCulture) : -1;
                if (status != 200 || version < least || version > most)
                {
                    wrong.Enqueue($"{status} {body}, {least} to {most} expected");
                }

                Interlocked.Increment(ref answers);
            }

            return client.Connections;
        })).ToList();

        var started = Stopwatch.GetTimestamp();
        for (var version = 1; version <= s_reloads; version++)
        {
            var lines = gateway.Lines;
            Volatile.Write(ref written, version);
            if (version % 2 == 0)
            {
                folder.Replace("api.yaml", SmallDocuments.Hello(version.ToString(CultureInfo.InvariantCulture)));
            }
            else
            {
                folder.Write("api.yaml", SmallDocuments.Hello(version.ToString(CultureInfo.InvariantCulture)));
            }

            await gateway.LineAsync("^Reloaded .*: ~ GET /hello$", lines);
            Volatile.Write(ref told, version);
        }

        TestContext.Current.SendDiagnosticMessage($"{s_reloads} reloads in {Stopwatch.GetElapsedTime(started).TotalSeconds:0.0} s, {answers} answers");
        Volatile.Write(ref isOver, true);
        Assert.All(await Task.WhenAll(clients), connections => Assert.Equal(1, connections));
        Assert.Empty(wrong);
        Assert.True(answers > Clients);
    }
}
