// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using Foregate.DataPlane.Wire.Awaiting;

namespace Foregate.DataPlane.Tests.Wire.Awaiting;

public sealed class PooledResultBuilderTests
{
    [Fact]
    public async Task Returns_the_result_with_and_without_a_wait()
    {
        Assert.Equal(3, await Sum(1, new ValueTask<int>(2)));
        var signal = new Signal();
        var sum = Sum(1, signal.Wait());
        Assert.False(sum.IsCompleted);
        signal.Set(4);
        Assert.Equal(5, await sum);
    }

    [Fact]
    public async Task Throws_what_the_method_threw_with_and_without_a_wait()
    {
        await Assert.ThrowsAsync<FormatException>(async () => await Fail(new ValueTask<int>(1)));
        var signal = new Signal();
        var failing = Fail(signal.Wait());
        Assert.False(failing.IsCompleted);
        signal.Set(1);
        await Assert.ThrowsAsync<FormatException>(async () => await failing);
        Assert.Equal(2, await Sum(1, new ValueTask<int>(1)));
    }

    [Fact]
    public async Task Goes_on_behind_each_of_many_waits()
    {
        var signal = new Signal();
        var count = Count(signal, 100);
        for (var i = 0; i < 100; i++)
        {
            Assert.False(count.IsCompleted);
            signal.Set(i);
        }

        Assert.Equal(4950, await count);
    }

    [Fact]
    public async Task Awaiting_twice_throws_and_disturbs_nobody()
    {
        var signal = new Signal();
        var first = Sum(1, signal.Wait());
        signal.Set(1);
        Assert.Equal(2, Taken(first));
        var second = Sum(10, signal.Wait());
        Assert.Throws<InvalidOperationException>(() => Taken(first));
        Assert.Throws<InvalidOperationException>(() => Taken(second));
        var third = Sum(100, new Signal().Wait());
        signal.Set(1);
        Assert.Equal(11, await second);
        Assert.False(third.IsCompleted);
    }

    [Fact]
    public void Methods_that_one_thread_begins_and_another_ends_allocate_nothing()
    {
#if DEBUG
        Assert.Skip("An unoptimised build makes an object of every asynchronous method.");
#endif
        const int Batch = 50;
        var signals = Enumerable.Range(0, Batch).Select(_ => new Signal()).ToArray();
        var begun = new ValueTask<int>[Batch];
        using var turn = new Barrier(2);
        var wrong = 0;
        const int Rounds = 40;
        var ending = new Thread(() =>
        {
            for (var round = 0; round < Rounds; round++)
            {
                turn.SignalAndWait();
                for (var i = 0; i < Batch; i++)
                {
                    signals[i].Set(i);
                    wrong += Taken(begun[i]) == i + round ? 0 : 1;
                }

                turn.SignalAndWait();
            }
        });
        ending.Start();
        var allocated = long.MaxValue;
        for (var round = 0; round < Rounds; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < Batch; i++)
            {
                Keep(out begun[i], Sum(round, signals[i].Wait()));
            }

            // The shelves of both threads are filled first. What each round costs is there in every one; a collection in the middle of one is not its doing.
            allocated = round < 10 ? allocated : Math.Min(allocated, GC.GetAllocatedBytesForCurrentThread() - before);
            turn.SignalAndWait();
            turn.SignalAndWait();
        }

        ending.Join();
        Assert.Equal(0, wrong);
        Assert.Equal(0, allocated);
    }

    [Fact]
    public async Task Many_at_once_on_many_threads_keep_their_results()
    {
        var sums = await Task.WhenAll(Enumerable.Range(0, 64).Select(n => Task.Run(async () =>
        {
            long sum = 0;
            for (var i = 0; i < 500; i++)
            {
                sum += await Sum(n, Later(i));
            }

            return sum;
        })));
        Assert.Equal(Enumerable.Range(0, 64).Select(n => (n * 500L) + (499 * 250)), sums);
    }

    private static void Keep(out ValueTask<int> place, ValueTask<int> task) => place = task;

    private static int Taken(ValueTask<int> task) => task.GetAwaiter().GetResult();

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private static async ValueTask<int> Sum(int one, ValueTask<int> other) => one + await other;

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private static async ValueTask<int> Fail(ValueTask<int> wait) => await wait > 0 ? throw new FormatException() : 0;

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private static async ValueTask<int> Later(int result)
    {
        await Task.Yield();
        return result;
    }

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private static async ValueTask<int> Count(Signal signal, int times)
    {
        var sum = 0;
        for (var i = 0; i < times; i++)
        {
            sum += await signal.Wait();
        }

        return sum;
    }
}
