// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Wire.Bodies;

/// <summary>
/// Reads the chunked coding strictly and without copying: sizes in hexadecimal (leading zeros allowed), extensions skipped,
/// CRLF only, trailers checked like headers and dropped.
/// </summary>
/// <param name="allowsPadding">
/// Whether white space may follow a size. The grammar has none there (RFC 9112 §7.1), but servers that keep a fixed room for the size send it.
/// From clients it stays refused: what stands between us and them might read it otherwise.
/// </param>
internal struct ChunkedDecoder(bool allowsPadding)
{
    /// <summary>Bytes of extensions beyond those that bytes of data have paid for: they are free for the sender otherwise.</summary>
    private const int MaxExtensionBytes = 16 * 1024;

    /// <summary>Bytes of trailers at most.</summary>
    private const int MaxTrailerBytes = 8 * 1024;

    private enum State : byte
    {
        SizeStart,
        Size,
        SizeSpace,
        Extension,
        ExtensionQuoted,
        ExtensionEscape,
        SizeLf,
        Data,
        DataCr,
        DataLf,
        TrailerStart,
        TrailerName,
        TrailerValue,
        TrailerLf,
        LastLf,
        Done,
    }

    private State _state;
    private long _remaining;
    private int _digits;
    private int _extensionBytes;
    private int _trailerBytes;

    /// <summary>Whether fields have come behind the last chunk. The two bytes of the body's own end count with them.</summary>
    public readonly bool HasTrailers => _trailerBytes > 2;

    /// <summary>Whether the whole body was read.</summary>
    public readonly bool IsDone => _state == State.Done;

    /// <summary>Reads on at the start of <paramref name="input"/>.</summary>
    /// <param name="consumed">Bytes of the input used up, the data included.</param>
    /// <param name="data">The piece of the body, for <see cref="ChunkedStep.Data"/>.</param>
    public ChunkedStep Next(ReadOnlySpan<byte> input, out int consumed, out ByteRange data)
    {
        data = default;
        for (consumed = 0; consumed < input.Length;)
        {
            if (_state == State.Data)
            {
                var length = (int)Math.Min(_remaining, input.Length - consumed);
                data = new ByteRange(consumed, length);
                consumed += length;
                _remaining -= length;
                _extensionBytes = Math.Max(0, _extensionBytes - length);
                _state = _remaining == 0 ? State.DataCr : State.Data;
                return ChunkedStep.Data;
            }

            if (!Step(input[consumed++]))
            {
                return ChunkedStep.Invalid;
            }

            if (_state == State.Done)
            {
                return ChunkedStep.End;
            }
        }

        return ChunkedStep.NeedMore;
    }

    private bool Step(byte b)
    {
        switch (_state)
        {
            case State.SizeStart or State.Size:
                return Size(b);
            case State.SizeSpace:
                if (b == '\r' && allowsPadding)
                {
                    _state = State.SizeLf;
                    return true;
                }

                // Otherwise it may stand before the semicolon of an extension only (RFC 9112 §7.1.1, BWS).
                _state = b == ';' ? State.Extension : State.SizeSpace;
                return b is (byte)';' or (byte)' ' or (byte)'\t' && ++_extensionBytes <= MaxExtensionBytes;
            case State.Extension or State.ExtensionQuoted or State.ExtensionEscape:
                return Extension(b);
            case State.SizeLf:
                _state = _remaining == 0 ? State.TrailerStart : State.Data;
                return b == '\n';
            case State.DataCr:
                _state = State.DataLf;
                return b == '\r';
            case State.DataLf:
                _state = State.SizeStart;
                return b == '\n';
            default:
                return Trailer(b);
        }
    }

    private bool Size(byte b)
    {
        if (char.IsAsciiHexDigit((char)b))
        {
            var digit = b <= '9' ? b - '0' : (b | 0x20) - 'a' + 10;
            if (_state == State.SizeStart)
            {
                _remaining = 0;
                _digits = 0;
                _state = State.Size;
            }

            // 15 digits after leading zeros fit in 60 bits; leading zeros themselves are legal but not without end.
            if (_remaining >= 1L << 56 || ++_digits > 64)
            {
                return false;
            }

            _remaining = (_remaining << 4) | (uint)digit;
            return true;
        }

        if (_state == State.SizeStart)
        {
            return false;
        }

        switch (b)
        {
            case (byte)'\r':
                _state = State.SizeLf;
                return true;
            case (byte)';':
                _state = State.Extension;
                return true;
            case (byte)' ' or (byte)'\t':
                _state = State.SizeSpace;
                return true;
            default:
                return false;
        }
    }

    private bool Extension(byte b)
    {
        if (++_extensionBytes > MaxExtensionBytes)
        {
            return false;
        }

        if (_state == State.ExtensionEscape)
        {
            _state = State.ExtensionQuoted;
        }
        else if (b == '"')
        {
            _state = _state == State.Extension ? State.ExtensionQuoted : State.Extension;
        }
        else if (b == '\\' && _state == State.ExtensionQuoted)
        {
            _state = State.ExtensionEscape;
        }
        else if (b == '\r' && _state == State.Extension)
        {
            _state = State.SizeLf;
            return true;
        }

        return b is (byte)'\t' or (>= 0x20 and not 0x7F);
    }

    private bool Trailer(byte b)
    {
        if (++_trailerBytes > MaxTrailerBytes)
        {
            return false;
        }

        switch (_state)
        {
            case State.TrailerStart when b == '\r':
                _state = State.LastLf;
                return true;
            case State.TrailerStart or State.TrailerName when b == ':':
                var named = _state == State.TrailerName;
                _state = State.TrailerValue;
                return named;
            case State.TrailerStart or State.TrailerName:
                _state = State.TrailerName;
                return HeaderLine.IsToken([b]);
            case State.TrailerValue when b == '\r':
                _state = State.TrailerLf;
                return true;
            case State.TrailerValue:
                return HeaderLine.IsFieldValue([b]);
            case State.TrailerLf:
                _state = State.TrailerStart;
                return b == '\n';
            case State.LastLf:
                _state = State.Done;
                return b == '\n';
            default:
                return false;
        }
    }
}
