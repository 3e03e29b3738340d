// SPDX-License-Identifier: Apache-2.0
using System.Diagnostics;
using System.Text;
using System.Threading.Channels;
using Foregate.Hosting;
using Foregate.Tests.Running;

namespace Foregate.Tests.Hosting;

/// <summary>Every way in which a file comes to have other content, as editors and deployment tools do it.</summary>
public sealed class DocumentWatchTests : IAsyncDisposable
{
    private readonly Folder _folder = new();
    private readonly Channel<string> _told = Channel.CreateUnbounded<string>();
    private readonly CancellationTokenSource _stopping = new();
    private DocumentWatch? _watch;
    private Task _watching = Task.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _watching;
        _watch?.Dispose();
        _stopping.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_write_in_place_is_published()
    {
        Follow(_folder.Write("a.yaml", "one"));
        _folder.Write("a.yaml", "two");
        Assert.Equal("two", await NextAsync());
    }

    [Fact]
    public async Task A_file_renamed_into_place_is_published()
    {
        Follow(_folder.Write("a.yaml", "one"));
        _folder.Replace("a.yaml", "two");
        Assert.Equal("two", await NextAsync());
    }

    [Fact]
    public async Task A_swapped_link_above_the_file_is_published()
    {
        // As configuration volumes do it: the file is a link through a folder that is a link, and that one is swapped.
        Directory.CreateDirectory(_folder["v1"]);
        Directory.CreateDirectory(_folder["v2"]);
        _folder.Write("v1/a.yaml", "one");
        _folder.Write("v2/a.yaml", "two");
        File.CreateSymbolicLink(_folder["data"], "v1");
        File.CreateSymbolicLink(_folder["a.yaml"], "data/a.yaml");
        Follow(_folder["a.yaml"]);
        File.CreateSymbolicLink(_folder["data.new"], "v2");
        // .NET does not rename a link to a folder over another; mv does, in one step.
        using (var move = Process.Start("mv", ["-T", _folder["data.new"], _folder["data"]]))
        {
            await move.WaitForExitAsync();
        }

        Assert.Equal("two", await NextAsync());
    }

    [Fact]
    public async Task A_change_of_what_a_link_leads_to_is_published()
    {
        using var elsewhere = new Folder();
        elsewhere.Write("real.yaml", "one");
        File.CreateSymbolicLink(_folder["a.yaml"], elsewhere["real.yaml"]);
        Follow(_folder["a.yaml"]);
        elsewhere.Write("real.yaml", "two");
        Assert.Equal("two", await NextAsync());
    }

    [Fact]
    public async Task A_file_that_goes_and_comes_back_is_told_and_published()
    {
        Follow(_folder.Write("a.yaml", "one"));
        File.Delete(_folder["a.yaml"]);
        Assert.Equal("lost FG201", await NextAsync());
        _folder.Write("a.yaml", "two");
        Assert.Equal("two", await NextAsync());
    }

    [Fact]
    public async Task A_refused_file_is_told_once_it_is_still_and_a_mended_one_published()
    {
        Follow(_folder.Write("a.yaml", "one"));
        _folder.Write("a.yaml", "bad");
        Assert.Equal("refused", await NextAsync());
        _folder.Write("a.yaml", "two");
        Assert.Equal("two", await NextAsync());
    }

    [Fact]
    public async Task Going_back_to_what_is_served_after_a_refusal_is_told()
    {
        Follow(_folder.Write("a.yaml", "one"));
        _folder.Write("a.yaml", "bad");
        Assert.Equal("refused", await NextAsync());
        _folder.Write("a.yaml", "one");
        Assert.Equal("one", await NextAsync());
    }

    [Fact]
    public async Task A_touch_without_a_change_is_not_published_but_a_forced_look_is()
    {
        Follow(_folder.Write("a.yaml", "one"));
        File.SetLastWriteTimeUtc(_folder["a.yaml"], DateTime.UnixEpoch);
        _watch!.Force();
        Assert.Equal("one", await NextAsync());
        Assert.False(_told.Reader.TryRead(out _));
    }

    private void Follow(string path)
    {
        var file = new DocumentFile(path);
        _watch = new DocumentWatch(file, TimeProvider.System)
        {
            Publish = bytes =>
            {
                var text = Encoding.UTF8.GetString(bytes);
                return text is not ("bad" or "") && _told.Writer.TryWrite(text);
            },
            Refuse = () => _told.Writer.TryWrite("refused"),
            Lose = failure => _told.Writer.TryWrite("lost " + failure.Code),
        };
        _watch.Start(File.ReadAllBytes(path), file.Look());
        _watching = _watch.RunAsync(_stopping.Token);
    }

    private async Task<string> NextAsync()
    {
        using var patience = new CancellationTokenSource(ForegateProcess.Patience);
        return await _told.Reader.ReadAsync(patience.Token);
    }
}
