// SPDX-License-Identifier: Apache-2.0
using System.Threading.Channels;
using Foregate.DataPlane.Upstream.Functions;

namespace Foregate.Hosting.Servers;

/// <summary>Writes what functions write to a file or to standard error, as it comes. Functions never wait for it.</summary>
internal sealed class FunctionLogWriter : IAsyncDisposable
{
    private readonly CancellationTokenSource _ending = new();
    private readonly ChannelReader<FunctionLogLine> _lines;
    private readonly TextWriter _to;
    private readonly bool _isOwned;
    private readonly Task _writing;

    /// <param name="isOwned">Whether the writer is closed with this.</param>
    public FunctionLogWriter(GatewayFunctions functions, TextWriter to, bool isOwned)
    {
        _lines = functions.Follow(null, _ending.Token);
        _to = to;
        _isOwned = isOwned;
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>Writes what has come so far, and ends.</summary>
    public async ValueTask DisposeAsync()
    {
        await _ending.CancelAsync();
        await _writing;
        _ending.Dispose();
        if (_isOwned)
        {
            await _to.DisposeAsync();
        }
    }

    private async Task WriteAsync()
    {
        while (await _lines.WaitToReadAsync())
        {
            try
            {
                while (_lines.TryRead(out var line))
                {
                    await _to.WriteLineAsync(LogText.Render(line.Time, line.FunctionName, line.RequestId == Guid.Empty ? null : line.RequestId, line.IsNotice, line.Text));
                }

                await _to.FlushAsync();
            }
            catch (IOException)
            {
                // A full disk or a closed terminal: the lines are gone, the functions go on.
            }
        }
    }
}
