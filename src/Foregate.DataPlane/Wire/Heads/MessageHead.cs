// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Wire.Heads;

/// <summary>
/// The head of an HTTP/1.1 message, read line by line as bytes arrive, each line once. The owner appends to <see cref="Free"/>,
/// says how much with <see cref="Append"/>, and calls <see cref="Read"/> until it is complete or refused.
/// </summary>
internal abstract class MessageHead(int limit)
{
    private const int FirstSize = 2048;

    private int _line;
    private int _searched;
    private int _headersStart;
    private bool _firstLineRead;

    public HeaderTable Headers { get; } = new();

    /// <summary>The bytes of the head as received; may hold bytes beyond its end.</summary>
    public byte[] Bytes { get; private set; } = [];

    /// <summary>How many bytes of <see cref="Bytes"/> are filled.</summary>
    public int Filled { get; private set; }

    /// <summary>Where the head ends (after the empty line), once complete.</summary>
    public int End { get; private set; }

    /// <summary>Bytes of the header lines as received, line ends included, without the empty line; once complete.</summary>
    public int HeaderBytes => End - 2 - _headersStart;

    /// <summary>Why the head was refused.</summary>
    public HeadFault Fault { get; protected set; }

    /// <summary>Whether a byte of the message's first line has arrived: silence before it is idleness, after it slowness.</summary>
    public bool Begun => _firstLineRead || Filled > _line;

    /// <summary>Room for the next bytes; empty when the limit is reached and <see cref="Read"/> will refuse.</summary>
    public Span<byte> Free
    {
        get
        {
            if (Filled == Bytes.Length && Bytes.Length < limit)
            {
                Grow();
            }

            return Bytes.AsSpan(Filled);
        }
    }

    public void Append(int count) => Filled += count;

    /// <summary>Forgets the head and keeps its buffer.</summary>
    public virtual void Reset()
    {
        _line = _searched = 0;
        _firstLineRead = false;
        Filled = End = 0;
        Fault = HeadFault.None;
        Headers.Clear();
    }

    /// <summary>Reads the lines that have arrived.</summary>
    public HeadStatus Read()
    {
        while (true)
        {
            var filled = Bytes.AsSpan(0, Filled);
            var lf = filled[_searched..].IndexOf((byte)'\n');
            if (lf < 0)
            {
                _searched = Filled;
                return Filled < limit ? HeadStatus.NeedMore : Refuse(TooLarge());
            }

            lf += _searched;
            _searched = lf + 1;
            if (lf == _line || filled[lf - 1] != (byte)'\r')
            {
                return Refuse(HeadFault.BadLineEnd);
            }

            var line = filled[_line..(lf - 1)];
            var offset = _line;
            _line = lf + 1;
            if (_firstLineRead)
            {
                if (line.IsEmpty)
                {
                    End = _line;
                    var last = Complete();
                    return last == HeadFault.None ? HeadStatus.Complete : Refuse(last);
                }

                var fault = ReadHeader(line, offset);
                if (fault != HeadFault.None)
                {
                    return Refuse(fault);
                }
            }
            else if (!line.IsEmpty || !SkipsEmptyLine())
            {
                _firstLineRead = true;
                _headersStart = _line;
                var fault = ReadFirstLine(line, offset);
                if (fault != HeadFault.None)
                {
                    return Refuse(fault);
                }
            }
        }
    }

    /// <summary>Whether an empty line before the first line is skipped (RFC 9112 §2.2 asks servers to).</summary>
    protected abstract bool SkipsEmptyLine();

    protected abstract HeadFault ReadFirstLine(ReadOnlySpan<byte> line, int offset);

    /// <summary>Checks what only the whole head can tell: framing, host.</summary>
    protected abstract HeadFault Complete();

    /// <summary>What is too large when the buffer is full before the head ended.</summary>
    protected HeadFault TooLarge() => _firstLineRead ? HeadFault.HeadersTooLarge : HeadFault.TargetTooLong;

    private HeadFault ReadHeader(ReadOnlySpan<byte> line, int offset)
    {
        var fault = HeaderLine.Read(line, offset, out var field);
        return fault != HeadFault.None ? fault : Headers.Add(field) ? HeadFault.None : HeadFault.HeadersTooLarge;
    }

    private HeadStatus Refuse(HeadFault fault)
    {
        Fault = fault;
        return HeadStatus.Invalid;
    }

    private void Grow()
    {
        var bytes = GC.AllocateUninitializedArray<byte>(Math.Min(limit, Math.Max(FirstSize, Bytes.Length * 2)));
        Bytes.AsSpan(0, Filled).CopyTo(bytes);
        Bytes = bytes;
        Headers.Bytes = bytes;
    }
}
