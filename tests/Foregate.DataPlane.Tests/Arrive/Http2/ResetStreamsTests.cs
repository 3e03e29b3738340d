// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Arrive.Http2;

namespace Foregate.DataPlane.Tests.Arrive.Http2;

public sealed class ResetStreamsTests
{
    [Fact]
    public void The_latest_are_remembered_until_they_are_removed()
    {
        var streams = new ResetStreams();
        for (var stream = 1; stream <= 129; stream++)
        {
            streams.Add(stream);
        }

        Assert.False(streams.Contains(1));
        Assert.True(streams.Contains(2) && streams.Contains(129));
        streams.Remove(129);
        streams.Remove(1);
        Assert.False(streams.Contains(129));
        Assert.True(streams.Contains(128));
    }
}
