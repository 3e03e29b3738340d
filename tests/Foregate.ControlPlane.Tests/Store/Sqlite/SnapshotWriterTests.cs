// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Store.Sqlite;
using Microsoft.Extensions.Time.Testing;

namespace Foregate.ControlPlane.Tests.Store.Sqlite;

public sealed class SnapshotWriterTests
{
    private readonly FakeTimeProvider _time = new();
    private int _written;

    [Fact]
    public void Many_changes_are_written_once_a_while_later()
    {
        using var writer = new SnapshotWriter(Options, () => _written++);
        for (var i = 0; i < 10; i++)
        {
            writer.Touch();
        }

        _time.Advance(TimeSpan.FromSeconds(4.9));
        Assert.Equal(0, _written);
        _time.Advance(TimeSpan.FromSeconds(0.2));
        Assert.Equal(1, _written);
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(1, _written);
        writer.Touch();
        _time.Advance(TimeSpan.FromSeconds(6));
        Assert.Equal(2, _written);
    }

    [Fact]
    public void What_failed_is_tried_again()
    {
        using var writer = new SnapshotWriter(Options, () =>
        {
            if (_written++ < 2)
            {
                throw new IOException("full");
            }
        });
        writer.Touch();
        for (var i = 0; i < 10; i++)
        {
            _time.Advance(TimeSpan.FromSeconds(6));
        }

        Assert.Equal(3, _written);
    }

    [Fact]
    public void What_is_due_is_written_at_the_end_and_nothing_afterwards()
    {
        var writer = new SnapshotWriter(Options, () => _written++);
        writer.Touch();
        writer.Dispose();
        writer.Touch();
        _time.Advance(TimeSpan.FromSeconds(60));
        Assert.Equal(1, _written);
    }

    private StoreOptions Options => new() { Directory = "/none", Time = _time };
}
