// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using Foregate.DataPlane.Wire.Awaiting;

namespace Foregate.DataPlane.Tests.Wire.Awaiting;

public sealed class PooledMethodBuilderTests
{
    private int _seen;

    [Fact]
    public async Task Completes_with_and_without_a_wait()
    {
        var done = See(new ValueTask<int>(1));
        Assert.True(done.IsCompletedSuccessfully);
        await done;
        Assert.Equal(1, _seen);
        var signal = new Signal();
        var waiting = See(signal.Wait());
        Assert.False(waiting.IsCompleted);
        signal.Set(2);
        await waiting;
        Assert.Equal(2, _seen);
    }

    [Fact]
    public async Task Throws_what_the_method_threw_with_and_without_a_wait()
    {
        await Assert.ThrowsAsync<FormatException>(async () => await See(new ValueTask<int>(-1)));
        var signal = new Signal();
        var waiting = See(signal.Wait());
        signal.Set(-1);
        await Assert.ThrowsAsync<FormatException>(async () => await waiting);
    }

    [AsyncMethodBuilder(typeof(PooledMethodBuilder))]
    private async ValueTask See(ValueTask<int> wait)
    {
        _seen = await wait;
        if (_seen < 0)
        {
            throw new FormatException();
        }
    }
}
