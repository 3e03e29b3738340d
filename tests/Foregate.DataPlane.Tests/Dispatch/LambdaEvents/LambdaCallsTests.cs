// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Dispatch.LambdaEvents;

namespace Foregate.DataPlane.Tests.Dispatch.LambdaEvents;

public sealed class LambdaCallsTests
{
    private readonly LambdaCalls _calls = new();

    [Fact]
    public void One_that_was_given_back_is_rented_again_and_is_empty()
    {
        var call = _calls.Rent();
        call.Event.Write("event"u8);
        call.Release();
        Assert.Same(call, _calls.Rent());
        Assert.Equal(0, call.Event.Length);
    }

    [Fact]
    public void Two_at_a_time_are_two() => Assert.NotSame(_calls.Rent(), _calls.Rent());
}
