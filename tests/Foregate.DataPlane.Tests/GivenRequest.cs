// SPDX-License-Identifier: Apache-2.0
using System.Collections.Frozen;
using System.Text;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire.Heads;
using Foregate.Definitions;

namespace Foregate.DataPlane.Tests;

/// <summary>Makes exchanges from raw request heads, and compilations, for tests of single steps.</summary>
internal static class GivenRequest
{
    /// <summary>An exchange whose request was read by the real codec; its stage path is the request's path.</summary>
    public static Exchange Of(string method, string target, params string[] headers)
    {
        var exchange = new Exchange(64 * 1024);
        Put(exchange, method, target, headers);
        return exchange;
    }

    public static void Put(Exchange exchange, string method, string target, params string[] headers)
    {
        exchange.Reset();
        exchange.Request.Reset();
        var head = Encoding.Latin1.GetBytes(
            method + " " + target + " HTTP/1.1\r\nHost: example.com\r\n" + string.Concat(headers.Select(h => h + "\r\n")) + "\r\n");
        for (var given = 0; given < head.Length;)
        {
            var room = exchange.Request.Free;
            var count = Math.Min(room.Length, head.Length - given);
            head.AsSpan(given, count).CopyTo(room);
            exchange.Request.Append(count);
            given += count;
        }

        Assert.Equal(HeadStatus.Complete, exchange.Request.Read());
        exchange.StagePath = exchange.Request.Path;
        exchange.Verb = exchange.Request.Verb;
    }

    /// <summary>The verdict of a step that waits for nothing.</summary>
    public static Verdict Run(IStep step, Exchange exchange)
    {
        var verdict = step.InvokeAsync(exchange).AsTask();
        Assert.True(verdict.IsCompletedSuccessfully);
        return verdict.GetAwaiter().GetResult();
    }

    /// <summary>
    /// Bytes that this thread allocates in 1,000 runs, once everything is warm: the least of five times. A collection that other tests bring about takes the rest of the
    /// thread's allocation window away, which is counted as allocated; what each run costs is there in every time.
    /// </summary>
    public static long Allocated(Action run)
    {
        for (var i = 0; i < 100; i++)
        {
            run();
        }

        var least = long.MaxValue;
        for (var time = 0; time < 5 && least > 0; time++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 1_000; i++)
            {
                run();
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }

    /// <summary>The same for a step that waits for nothing.</summary>
    public static long Allocated(IStep step, Exchange exchange)
    {
        return Allocated(() => Completed(step.InvokeAsync(exchange)));

        static void Completed(ValueTask<Verdict> verdict) => Assert.True(verdict.IsCompletedSuccessfully);
    }

    public static Compilation Compilation(
        ApiKind kind, List<CompilationFault>? faults = null, Account? account = null, GatewayOptions? options = null, Ledgers? ledgers = null,
        List<CompilationFault>? held = null) =>
        new(ledgers ?? Doubles.Sample.WithFunctions(new Ledgers(options ?? new GatewayOptions())), faults ?? [], held ?? [])
        {
            Kind = kind,
            ApiId = "api1234567",
            StageName = "prod",
            Variables = FrozenDictionary<string, string>.Empty,
            Account = account ?? new Account { AccountId = "000000000000", Region = "us-east-1" },
            Path = "/apis/api1234567/stages/prod",
        };
}
