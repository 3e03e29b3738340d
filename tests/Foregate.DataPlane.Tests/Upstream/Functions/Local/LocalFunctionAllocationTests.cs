// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Clients;
using Foregate.DataPlane.Upstream.Functions;

namespace Foregate.DataPlane.Tests.Upstream.Functions.Local;

/// <summary>A warm invocation allocates nothing, whether a process idles or is waited for. The counter is the process's: nothing may run beside.</summary>
[Collection("alone")]
public sealed class LocalFunctionAllocationTests
{
    private const int Calls = 1_000;

#if DEBUG
    // The state of an async method is an object of its own in an unoptimized build: a few per call, and no more.
    private const int Tolerance = 1_000 * Calls;
#else
    // Timers, tiering and the runtime's own threads allocate a little in any process.
    private const int Tolerance = 4 * Calls;
#endif

    [Theory]
    [InlineData(10, 1)]
    [InlineData(10_000, 1)]
    [InlineData(1_000, 4)]
    public async Task A_warm_invocation_allocates_nothing(int payloadSize, int callers)
    {
        await using var ground = new FunctionGround(options => options with { FollowsCode = false });
        var function = ground.Provided("return event", definition => definition with { ReservedConcurrentExecutions = 2 });
        var payload = Encoding.ASCII.GetBytes($"\"{new string('a', payloadSize)}\"");
        await CallAsync(300);
        var allocated = long.MaxValue;

        // Pools fill once for each thread that the system brings in: the best round shows what a call itself allocates.
        for (var round = 0; round < 60 && allocated > Tolerance; round++)
        {
            var before = GC.GetTotalAllocatedBytes(precise: true);
            await CallAsync(Calls / callers);
            allocated = Math.Min(allocated, GC.GetTotalAllocatedBytes(precise: true) - before);
        }

        Assert.InRange(allocated, 0, Tolerance);

        Task CallAsync(int each) => Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(() => OneAsync(each))));

        async Task OneAsync(int each)
        {
            var call = new FunctionCall { Payload = payload, TraceId = "Root=1-5e6b"u8.ToArray(), TimeoutMilliseconds = 60_000, Client = new ClientLifetime() };
            for (var i = 0; i < each; i++)
            {
                var answer = await function.InvokeAsync(call);
                if (answer.Outcome != FunctionOutcome.Answered)
                {
                    throw new InvalidOperationException($"{answer.Outcome}");
                }

                answer.Lease!.Release();
            }
        }
    }
}
