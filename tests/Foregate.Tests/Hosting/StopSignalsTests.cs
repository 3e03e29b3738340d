// SPDX-License-Identifier: Apache-2.0
using System.Runtime.InteropServices;
using Foregate.Hosting;

namespace Foregate.Tests.Hosting;

public sealed class StopSignalsTests
{
    [Fact]
    public async Task The_first_asks_and_the_second_ends()
    {
        var ended = 0;
        using var signals = new StopSignals(() => ended++);
        Assert.False(signals.Asked.IsCompleted);
        signals.Receive(PosixSignal.SIGTERM);
        Assert.Equal(PosixSignal.SIGTERM, await signals.Asked);
        Assert.Equal(0, ended);
        signals.Receive(PosixSignal.SIGINT);
        Assert.Equal(1, ended);
    }
}
