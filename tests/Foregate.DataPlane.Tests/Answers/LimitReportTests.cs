// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Answers;

namespace Foregate.DataPlane.Tests.Answers;

public sealed class LimitReportTests
{
    [Fact]
    public void Keeps_the_first_limits_and_the_refusal()
    {
        var report = new LimitReport();
        for (var i = 0; i < 6; i++)
        {
            report.Add(new MetLimit("plan", i, 1, 0, i), isRefused: i == 5);
        }

        Assert.Equal((4, 5), (report.Count, report.RetryAfter));
        Assert.Equal(3, report.Met[3].Quota);
        report.Reset();
        Assert.Equal((0, 0), (report.Count, report.RetryAfter));
        report.Add(new MetLimit("plan", 1, 1, 0, 0), isRefused: true);
        Assert.Equal(1, report.RetryAfter);
    }
}
