// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Finish.ExecutionLogs;

/// <summary>
/// The lines of one request's execution log, each with its time. AWS cuts the text of each after 1024 bytes and says so after them; the request's id and the
/// time before a text are not counted.
/// </summary>
internal sealed class ExecutionLines
{
    private const int Limit = 1024;

    private static readonly byte[] s_cut = " [TRUNCATED]"u8.ToArray();

    private readonly List<(long Time, int Start, int End)> _lines = new(24);
    private readonly ByteWriter _text = new(1024);
    private long _time;
    private int _start;

    public int Count => _lines.Count;

    public void Begin()
    {
        _lines.Clear();
        _text.Clear();
    }

    public long Time(int index) => _lines[index].Time;

    public ReadOnlySpan<byte> Text(int index) => _text.Written[_lines[index].Start.._lines[index].End];

    /// <summary>A line begins: what is written to the result is its text, until <see cref="End"/>.</summary>
    public ByteWriter Line(long time, ReadOnlySpan<byte> start)
    {
        (_time, _start) = (time, _text.Length);
        _text.Write(start);
        return _text;
    }

    public void End()
    {
        if (_text.Length - _start > Limit)
        {
            var end = _start + Limit;
            // Not within a character.
            while (end > _start && (_text.Written[end] & 0xC0) == 0x80)
            {
                end--;
            }

            _text.Truncate(end);
            _text.Write(s_cut);
        }

        _lines.Add((_time, _start, _text.Length));
    }

    /// <summary>A whole line.</summary>
    public void Add(long time, ReadOnlySpan<byte> start, ReadOnlySpan<byte> text = default)
    {
        Line(time, start).Write(text);
        End();
    }

    /// <summary>A whole line.</summary>
    public void Add(long time, ReadOnlySpan<byte> start, string text)
    {
        Line(time, start).WriteText(text);
        End();
    }
}
