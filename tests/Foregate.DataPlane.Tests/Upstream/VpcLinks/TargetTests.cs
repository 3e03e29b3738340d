// SPDX-License-Identifier: Apache-2.0
using System.Net;
using Foregate.DataPlane.Upstream.Backends;
using Foregate.DataPlane.Upstream.VpcLinks;

namespace Foregate.DataPlane.Tests.Upstream.VpcLinks;

public sealed class TargetTests
{
    private readonly Target _target = new(new DnsEndPoint("10.0.0.5", 80), null!);

    [Fact]
    public void Is_down_at_once_when_it_cannot_be_connected_to_and_up_when_it_answers()
    {
        Assert.True(_target.Note(BackendOutcome.ConnectFailed));
        Assert.False(_target.IsUp);
        Assert.False(_target.Note(BackendOutcome.Answered));
        Assert.True(_target.IsUp);
    }

    [Fact]
    public void Is_down_after_three_calls_in_a_row_without_an_answer()
    {
        foreach (var outcome in new[] { BackendOutcome.TimedOut, BackendOutcome.ConnectionLost, BackendOutcome.Answered, BackendOutcome.TimedOut, BackendOutcome.AnswerCut })
        {
            Assert.False(_target.Note(outcome));
            Assert.True(_target.IsUp);
        }

        _target.Note(BackendOutcome.MalformedAnswer);
        Assert.False(_target.IsUp);
    }

    [Fact]
    public void What_the_client_does_tells_nothing()
    {
        for (var i = 0; i < 5; i++)
        {
            Assert.False(_target.Note(BackendOutcome.ClientGone));
        }

        Assert.True(_target.IsUp);
    }

    [Fact]
    public void Two_probes_in_a_row_change_the_mind()
    {
        _target.NoteProbe(connected: false);
        _target.NoteProbe(connected: true);
        _target.NoteProbe(connected: false);
        Assert.True(_target.IsUp);
        _target.NoteProbe(connected: false);
        Assert.False(_target.IsUp);
        _target.NoteProbe(connected: true);
        Assert.False(_target.IsUp);
        _target.NoteProbe(connected: true);
        Assert.True(_target.IsUp);
    }
}
