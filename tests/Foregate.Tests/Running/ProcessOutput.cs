// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;

namespace Foregate.Tests.Running;

/// <summary>Lines as they come, and waiting for one.</summary>
internal sealed class ProcessOutput
{
    private readonly List<string> _lines = [];
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public int Count
    {
        get
        {
            lock (_lines)
            {
                return _lines.Count;
            }
        }
    }

    public void Add(string? line)
    {
        if (line is null)
        {
            return;
        }

        lock (_lines)
        {
            _lines.Add(line);
            _more.TrySetResult();
            _more = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    public async Task<Match> LineAsync(string pattern, int from, TimeSpan patience)
    {
        using var timeout = new CancellationTokenSource(patience);
        var next = from;
        while (true)
        {
            Task more;
            lock (_lines)
            {
                for (; next < _lines.Count; next++)
                {
                    if (Regex.Match(_lines[next], pattern) is { Success: true } match)
                    {
                        return match;
                    }
                }

                more = _more.Task;
            }

            try
            {
                await more.WaitAsync(timeout.Token);
            }
            catch (OperationCanceledException)
            {
                Assert.Fail($"No line like \"{pattern}\" in:\n{this}");
            }
        }
    }

    public override string ToString()
    {
        lock (_lines)
        {
            return string.Join('\n', _lines) + "\n";
        }
    }
}
