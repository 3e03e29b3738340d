// SPDX-License-Identifier: Apache-2.0
using System.Threading.Channels;
using Foregate.DataPlane.Upstream.Functions;
using Microsoft.Extensions.Time.Testing;

namespace Foregate.DataPlane.Tests.Upstream.Functions;

public sealed class FunctionLogsTests
{
    private readonly FunctionLogs _logs = new(new FakeTimeProvider());

    [Fact]
    public void Tells_the_lines_of_all_functions_in_their_order_and_of_one_alone()
    {
        _logs.Of("one").Add(Guid.Empty, "first");
        _logs.Of("two").Notice(Guid.Empty, "second");
        _logs.Of("one").Add(Guid.Empty, "third");
        Assert.Equal(["first", "second", "third"], _logs.Lines(null).Select(line => line.Text));
        Assert.Equal(["first", "third"], _logs.Lines("one").Select(line => line.Text));
        Assert.True(Assert.Single(_logs.Lines("two")).IsNotice);
        Assert.Empty(_logs.Lines("three"));
    }

    [Fact]
    public void Keeps_so_many_lines_and_characters_of_each_function()
    {
        var log = _logs.Of("one");
        _logs.Of("two").Add(Guid.Empty, "mine");
        for (var i = 0; i < FunctionLog.MaxLines + 5; i++)
        {
            log.Add(Guid.Empty, $"{i}");
        }

        Assert.Equal(FunctionLog.MaxLines, log.Lines().Length);
        Assert.Equal("5", log.Lines()[0].Text);
        var large = new string('x', FunctionLog.MaxCharacters / 2);
        log.Add(Guid.Empty, large);
        log.Add(Guid.Empty, large);
        log.Add(Guid.Empty, "last");
        Assert.Equal([large, "last"], log.Lines().Select(line => line.Text));
        Assert.Equal("mine", Assert.Single(_logs.Lines("two")).Text);
    }

    [Fact]
    public async Task Tells_those_who_follow_what_comes_from_then_on()
    {
        _logs.Of("one").Add(Guid.Empty, "before");
        using var ending = new CancellationTokenSource();
        var all = _logs.Follow(null, CancellationToken.None);
        var one = _logs.Follow("one", ending.Token);
        _logs.Of("two").Add(Guid.Empty, "a");
        _logs.Of("one").Add(Guid.Empty, "b");
        Assert.Equal(["a", "b"], Read(all));
        Assert.Equal(["b"], Read(one));
        await ending.CancelAsync();
        _logs.Of("one").Add(Guid.Empty, "c");
        Assert.Empty(Read(one));
        Assert.False(await one.WaitToReadAsync(TestContext.Current.CancellationToken));
        Assert.Equal(["c"], Read(all));
    }

    [Fact]
    public void Never_waits_for_a_reader_and_tells_it_how_much_it_lost()
    {
        var lines = _logs.Follow(null, CancellationToken.None);
        for (var i = 0; i < FunctionLogFollower.MaxWaiting + 3; i++)
        {
            _logs.Of("one").Add(Guid.Empty, $"{i}");
        }

        Assert.Equal(FunctionLogFollower.MaxWaiting, Read(lines).Count);
        _logs.Of("one").Add(Guid.Empty, "next");
        Assert.Equal(["3 lines were lost: they came faster than they were read.", "next"], Read(lines));
        _logs.Of("one").Add(Guid.Empty, "last");
        Assert.Equal(["last"], Read(lines));
    }

    [Fact]
    public void Shows_the_end_of_what_one_invocation_wrote()
    {
        var id = Guid.NewGuid();
        var log = _logs.Of("one");
        log.Add(id, "mine");
        log.Add(Guid.NewGuid(), "another's");
        log.Add(id, "last");
        Assert.Equal("mine\nlast\n", log.Tail(id));
        Assert.Equal("ast\n", log.Tail(id, 4));
    }

    private static List<string> Read(ChannelReader<FunctionLogLine> reader)
    {
        var texts = new List<string>();
        while (reader.TryRead(out var line))
        {
            texts.Add(line.Text);
        }

        return texts;
    }
}
