// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Threading.Channels;

namespace Foregate.DataPlane.Upstream.Functions;

/// <summary>Someone who follows the functions' lines. Holds a bounded number of them, so that no function waits for who reads.</summary>
internal sealed class FunctionLogFollower(string? functionName)
{
    /// <summary>Lines that wait to be read at most.</summary>
    public const int MaxWaiting = 4_096;

    private readonly Channel<FunctionLogLine> _lines = Channel.CreateBounded<FunctionLogLine>(new BoundedChannelOptions(MaxWaiting) { SingleReader = true });
    private readonly Lock _lock = new();
    private long _lost;

    public ChannelReader<FunctionLogLine> Lines => _lines.Reader;

    public void Take(in FunctionLogLine line)
    {
        if (functionName is not null && functionName != line.FunctionName)
        {
            return;
        }

        // Lines of several functions come at the same time.
        lock (_lock)
        {
            if (_lost > 0 && _lines.Writer.TryWrite(line with
            {
                Sequence = -1,
                RequestId = Guid.Empty,
                IsNotice = true,
                Text = string.Create(CultureInfo.InvariantCulture, $"{_lost} lines were lost: they came faster than they were read."),
            }))
            {
                _lost = 0;
            }

            if (!_lines.Writer.TryWrite(line))
            {
                _lost++;
            }
        }
    }

    /// <summary>No line comes any more; what waits can still be read.</summary>
    public void End() => _lines.Writer.TryComplete();
}
