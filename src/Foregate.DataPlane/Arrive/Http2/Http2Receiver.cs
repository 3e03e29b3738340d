// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.Buffers.Binary;

namespace Foregate.DataPlane.Arrive.Http2;

/// <summary>
/// Cuts a connection's bytes into frames, however they arrive, and holds each to the rules that its header alone can break
/// (RFC 9113 §4, §6). Payloads of DATA go on piece by piece, all others whole.
/// </summary>
internal sealed class Http2Receiver(Http2Connection connection, Http2Streams streams, FrameBudget budget)
{
    /// <summary>Bytes of one header block, compressed, at most. What is too large for us to serve is answered by name well below.</summary>
    private const int MaxBlock = 128 * 1024;

    private const int PriorityFields = 5;

    private readonly byte[] _header = new byte[Http2Frame.HeaderSize];
    private Http2Frame _frame;
    private int _greeted;
    private int _headerLength;
    private int _left;
    private byte[] _collected = [];
    private int _collectedLength;
    private byte[] _block = [];
    private int _blockLength;
    private int _blockStream;
    private bool _blockEndsStream;
    private int _padding;
    private bool _hasSettings;

    /// <summary>Whether the client is in the middle of what it has to say at once: the preface, or a header block.</summary>
    public bool IsWithin => !_hasSettings || _blockStream != 0;

    private static ReadOnlySpan<byte> Preface => "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8;

    /// <summary>Takes what has arrived. An error ends the streams.</summary>
    public Http2Error Read(ReadOnlySpan<byte> bytes)
    {
        var error = Http2Error.NoError;
        while (error == Http2Error.NoError && !bytes.IsEmpty)
        {
            if (_greeted < Preface.Length)
            {
                var count = Math.Min(Preface.Length - _greeted, bytes.Length);
                error = bytes[..count].SequenceEqual(Preface.Slice(_greeted, count)) ? Http2Error.NoError : Http2Error.ProtocolError;
                _greeted += count;
                bytes = bytes[count..];
            }
            else if (_headerLength < Http2Frame.HeaderSize)
            {
                var count = Math.Min(Http2Frame.HeaderSize - _headerLength, bytes.Length);
                bytes[..count].CopyTo(_header.AsSpan(_headerLength));
                _headerLength += count;
                bytes = bytes[count..];
                if (_headerLength == Http2Frame.HeaderSize)
                {
                    error = Begin();
                }
            }
            else
            {
                var piece = bytes[..Math.Min(_left, bytes.Length)];
                bytes = bytes[piece.Length..];
                _left -= piece.Length;
                error = _frame.Type == Http2Frame.Data ? TakeData(piece) : Take(piece);
            }
        }

        return error;
    }

    /// <summary>Gives its buffers back.</summary>
    public void Release()
    {
        GiveBack(ref _collected);
        GiveBack(ref _block);
    }

    /// <summary>A frame's header is whole.</summary>
    private Http2Error Begin()
    {
        _frame = new Http2Frame(_header);
        _left = _frame.Length;
        _padding = -1;
        _collectedLength = 0;
        var error = Check();
        if (error == Http2Error.NoError && _frame.IsControl && !budget.TakeControl(_frame.Type == Http2Frame.WindowUpdate))
        {
            error = Http2Error.EnhanceYourCalm;
        }

        if (error == Http2Error.NoError && _frame.Type == Http2Frame.Data)
        {
            error = streams.BeginData(_frame);
        }

        return error != Http2Error.NoError || _left > 0 ? error : End(default);
    }

    private Http2Error Check()
    {
        if (_frame.Length > Http2Frame.MaxPayload)
        {
            return Http2Error.FrameSizeError;
        }

        if (_blockStream != 0 && (_frame.Type != Http2Frame.Continuation || _frame.Stream != _blockStream))
        {
            return Http2Error.ProtocolError;
        }

        if (!_hasSettings)
        {
            // RFC 9113 §3.4: the preface goes on with SETTINGS.
            _hasSettings = true;
            if (_frame.Type != Http2Frame.Settings || _frame.IsAck)
            {
                return Http2Error.ProtocolError;
            }
        }

        return _frame.Type switch
        {
            Http2Frame.Data => OfStream(-1),
            // Clients open streams of odd numbers (§5.1.1).
            Http2Frame.Headers => (_frame.Stream & 1) == 0 ? Http2Error.ProtocolError : Http2Error.NoError,
            Http2Frame.Priority => _frame.Stream == 0 ? Http2Error.ProtocolError : Sized(5),
            Http2Frame.RstStream => OfStream(4),
            Http2Frame.Settings => OfConnection(_frame.IsAck ? _frame.Length == 0 : _frame.Length % 6 == 0),
            Http2Frame.PushPromise => Http2Error.ProtocolError,
            Http2Frame.Ping => OfConnection(_frame.Length == 8),
            Http2Frame.GoAway => OfConnection(_frame.Length >= 8),
            Http2Frame.WindowUpdate => _frame.Stream == 0 ? Sized(4) : OfStream(4),
            Http2Frame.Continuation => _blockStream == 0 ? Http2Error.ProtocolError : Http2Error.NoError,
            _ => Http2Error.NoError,
        };
    }

    private Http2Error Sized(int length) => _frame.Length == length ? Http2Error.NoError : Http2Error.FrameSizeError;

    private Http2Error OfConnection(bool isSized) =>
        _frame.Stream != 0 ? Http2Error.ProtocolError : isSized ? Http2Error.NoError : Http2Error.FrameSizeError;

    /// <summary>A frame that stands on a stream which has been opened (§5.1).</summary>
    private Http2Error OfStream(int length) =>
        _frame.Stream == 0 || streams.IsIdle(_frame.Stream) ? Http2Error.ProtocolError
        : length >= 0 && _frame.Length != length ? Http2Error.FrameSizeError
        : Http2Error.NoError;

    private Http2Error TakeData(ReadOnlySpan<byte> piece)
    {
        if (_frame.IsPadded && _padding < 0)
        {
            _padding = piece[0];
            if (_padding >= _frame.Length)
            {
                return Http2Error.ProtocolError;
            }

            piece = piece[1..];
        }

        // What is left of the frame behind this piece may be padding, and some of the piece too.
        var data = piece[..Math.Clamp(piece.Length + _left - Math.Max(_padding, 0), 0, piece.Length)];
        var error = data.IsEmpty ? Http2Error.NoError : streams.TakeData(_frame.Stream, data);
        return error != Http2Error.NoError || _left > 0 ? error : End(default);
    }

    private Http2Error Take(ReadOnlySpan<byte> piece)
    {
        if (_left == 0 && _collectedLength == 0)
        {
            return End(piece);
        }

        if (_frame.Type <= Http2Frame.Continuation)
        {
            if (_collected.Length < _frame.Length)
            {
                GiveBack(ref _collected);
                _collected = ArrayPool<byte>.Shared.Rent(_frame.Length);
            }

            piece.CopyTo(_collected.AsSpan(_collectedLength));
            _collectedLength += piece.Length;
        }

        if (_left > 0)
        {
            return Http2Error.NoError;
        }

        var error = End(_collected.AsSpan(0, _collectedLength));
        GiveBack(ref _collected);
        return error;
    }

    /// <summary>The frame is whole.</summary>
    private Http2Error End(ReadOnlySpan<byte> payload)
    {
        _headerLength = 0;
        return _frame.Type switch
        {
            Http2Frame.Data => EndData(),
            Http2Frame.Headers => TakeHeaders(payload),
            Http2Frame.Continuation => TakeBlock(payload),
            Http2Frame.Priority => DependsOnItself(payload) ? Http2Error.ProtocolError : Http2Error.NoError,
            Http2Frame.RstStream => streams.TakeReset(_frame.Stream),
            Http2Frame.Settings => _frame.IsAck ? Http2Error.NoError : streams.TakeSettings(payload),
            Http2Frame.Ping => connection.TakePing(payload, _frame.IsAck),
            Http2Frame.WindowUpdate => streams.TakeWindowUpdate(_frame.Stream, BinaryPrimitives.ReadInt32BigEndian(payload) & int.MaxValue),
            // A client that goes away says so; it will close. What is unknown is skipped (§5.5).
            _ => Http2Error.NoError,
        };
    }

    private Http2Error EndData()
    {
        if (_frame.IsPadded && _padding < 0)
        {
            // Not even room for the length of the padding.
            return Http2Error.FrameSizeError;
        }

        var padding = _frame.IsPadded ? _padding + 1 : 0;
        if (_frame.Length == padding && !_frame.EndsStream && !budget.TakeEmpty())
        {
            return Http2Error.EnhanceYourCalm;
        }

        return streams.EndData(_frame.Stream, padding, _frame.EndsStream);
    }

    private Http2Error TakeHeaders(ReadOnlySpan<byte> payload)
    {
        if (_frame.IsPadded)
        {
            if (payload.IsEmpty)
            {
                return Http2Error.FrameSizeError;
            }

            var padding = payload[0];
            payload = payload[1..];
            if (padding > payload.Length)
            {
                return Http2Error.ProtocolError;
            }

            payload = payload[..^padding];
        }

        if (_frame.HasPriority)
        {
            if (payload.Length < PriorityFields)
            {
                return Http2Error.FrameSizeError;
            }

            if (DependsOnItself(payload))
            {
                return Http2Error.ProtocolError;
            }

            payload = payload[PriorityFields..];
        }

        if (payload.IsEmpty && !budget.TakeEmpty())
        {
            return Http2Error.EnhanceYourCalm;
        }

        if (_frame.EndsHeaders)
        {
            return streams.TakeBlock(_frame.Stream, payload, _frame.EndsStream);
        }

        _blockStream = _frame.Stream;
        _blockEndsStream = _frame.EndsStream;
        _blockLength = 0;
        AddToBlock(payload);
        return Http2Error.NoError;
    }

    private Http2Error TakeBlock(ReadOnlySpan<byte> payload)
    {
        if ((payload.IsEmpty && !_frame.EndsHeaders && !budget.TakeEmpty()) || _blockLength + payload.Length > MaxBlock)
        {
            return Http2Error.EnhanceYourCalm;
        }

        AddToBlock(payload);
        if (!_frame.EndsHeaders)
        {
            return Http2Error.NoError;
        }

        var stream = _blockStream;
        _blockStream = 0;
        var error = streams.TakeBlock(stream, _block.AsSpan(0, _blockLength), _blockEndsStream);
        GiveBack(ref _block);
        return error;
    }

    private void AddToBlock(ReadOnlySpan<byte> fragment)
    {
        if (_blockLength + fragment.Length > _block.Length)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_block.Length * 2, _blockLength + fragment.Length));
            _block.AsSpan(0, _blockLength).CopyTo(larger);
            GiveBack(ref _block);
            _block = larger;
        }

        fragment.CopyTo(_block.AsSpan(_blockLength));
        _blockLength += fragment.Length;
    }

    // RFC 7540 §5.3.1: the tree is gone, the error stayed with most servers.
    private bool DependsOnItself(ReadOnlySpan<byte> priority) =>
        (BinaryPrimitives.ReadInt32BigEndian(priority) & int.MaxValue) == _frame.Stream;

    private static void GiveBack(ref byte[] bytes)
    {
        if (bytes.Length > 0)
        {
            ArrayPool<byte>.Shared.Return(bytes);
            bytes = [];
        }
    }
}
