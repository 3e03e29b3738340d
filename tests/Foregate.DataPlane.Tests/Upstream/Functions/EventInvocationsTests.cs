// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Upstream.Functions;

namespace Foregate.DataPlane.Tests.Upstream.Functions;

public sealed class EventInvocationsTests
{
    [Fact]
    public void As_many_wait_as_may()
    {
        var events = new EventInvocations(TimeProvider.System);
        var function = new FunctionDouble { Waiting = new TaskCompletionSource(), Keeps = false };
        var call = new FunctionCall { Payload = "{}"u8.ToArray() };
        for (var i = 0; i < EventInvocations.Limit; i++)
        {
            Assert.True(events.TryAdd(function, call));
        }

        Assert.False(events.TryAdd(function, call));
        Assert.Equal(EventInvocations.Limit, events.Count);
        function.Waiting.SetResult();
    }
}
