// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Arrive.Http2;
using Microsoft.Extensions.Time.Testing;

namespace Foregate.DataPlane.Tests.Arrive.Http2;

public sealed class FrameBudgetTests
{
    private readonly FakeTimeProvider _time = new();

    [Fact]
    public void Allows_so_many_control_frames_a_minute()
    {
        var budget = new FrameBudget(_time);
        Assert.Equal(FrameBudget.ControlFrames, Count(() => budget.TakeControl(false)));
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.False(budget.TakeControl(false));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal(FrameBudget.ControlFrames, Count(() => budget.TakeControl(false)));
    }

    [Fact]
    public void Allows_so_many_empty_frames_a_minute()
    {
        var budget = new FrameBudget(_time);
        Assert.Equal(FrameBudget.EmptyFrames, Count(budget.TakeEmpty));
        Assert.True(budget.TakeControl(false));
        _time.Advance(TimeSpan.FromMinutes(1));
        Assert.Equal(FrameBudget.EmptyFrames, Count(budget.TakeEmpty));
    }

    [Fact]
    public void Gives_a_window_update_for_what_was_sent()
    {
        var budget = new FrameBudget(_time);
        budget.Sent(5 * FrameBudget.BytesPerWindowUpdate);
        Assert.Equal(FrameBudget.ControlFrames + 5, Count(() => budget.TakeControl(true)));
        budget.Sent(FrameBudget.BytesPerWindowUpdate);
        Assert.False(budget.TakeControl(false));
        Assert.True(budget.TakeControl(true));
        Assert.False(budget.TakeControl(true));
    }

    private static int Count(Func<bool> take)
    {
        var count = 0;
        while (count < 100_000 && take())
        {
            count++;
        }

        return count;
    }
}
