// SPDX-License-Identifier: Apache-2.0
using System.Text;

namespace Foregate.DataPlane.Upstream.Functions;

/// <summary>The last lines of one function, bounded in number and size, whatever it writes. Made by <see cref="FunctionLogs"/>.</summary>
internal sealed class FunctionLog(string functionName, FunctionLogs logs)
{
    /// <summary>Characters that are kept.</summary>
    public const int MaxCharacters = 1 << 20;

    /// <summary>Lines that are kept.</summary>
    public const int MaxLines = 10_000;

    private readonly Queue<FunctionLogLine> _lines = new();
    private readonly Lock _lock = new();
    private int _characters;

    /// <summary>A line that the function wrote.</summary>
    public void Add(Guid requestId, string text) => Add(requestId, false, text);

    /// <summary>A line about the function: what happened to it, and how to mend it.</summary>
    public void Notice(Guid requestId, string text)
    {
        foreach (var line in text.Split('\n'))
        {
            Add(requestId, true, line);
        }
    }

    /// <summary>What is kept, oldest first.</summary>
    public FunctionLogLine[] Lines()
    {
        lock (_lock)
        {
            return [.. _lines];
        }
    }

    /// <summary>The last lines of one invocation, as the log tail of an Invoke shows them.</summary>
    public string Tail(Guid requestId, int maxCharacters = 4096)
    {
        var text = new StringBuilder();
        foreach (var line in Lines())
        {
            if (line.RequestId == requestId)
            {
                text.Append(line.Text).Append('\n');
            }
        }

        return text.Length > maxCharacters ? text.ToString(text.Length - maxCharacters, maxCharacters) : text.ToString();
    }

    private void Add(Guid requestId, bool isNotice, string text)
    {
        lock (_lock)
        {
            var line = new FunctionLogLine(logs.NextSequence(), logs.Now, functionName, requestId, isNotice, text);
            _lines.Enqueue(line);
            _characters += text.Length;
            while (_lines.Count > MaxLines || (_characters > MaxCharacters && _lines.Count > 1))
            {
                _characters -= _lines.Dequeue().Text.Length;
            }

            // Under the lock, so that whoever follows sees a function's lines in their order.
            logs.Tell(line);
        }
    }
}
