// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;
using Foregate.DataPlane.Wire.Bodies;
using Foregate.DataPlane.Wire.Heads;
using Foregate.DataPlane.Wire.Hpack;

namespace Foregate.DataPlane.Arrive.Http2;

/// <summary>
/// The streams of one connection and the windows they share (RFC 9113 §5): what a frame does to them. Requests are handed on by the
/// reader itself. The output's gate guards all that is not the reader's alone.
/// </summary>
internal sealed class Http2Streams(Http2Connection connection, Http2Door door)
{
    private const int HeaderTableSize = 4096;

    private readonly HpackDecoder _decoder = new(HeaderTableSize);
    private readonly Http2HeadReader _heads = new(door.HeadLimit);
    private readonly Dictionary<int, Http2Stream> _streams = [];
    private readonly ResetStreams _reset = new();
    private int _window = Http2Door.ConnectionWindow;
    private int _credit;
    private bool _isRefusing;

    /// <summary>Streams that are served. Within the gate.</summary>
    public int Count => _streams.Count;

    /// <summary>The highest number that the client has opened.</summary>
    public int Highest { get; private set; }

    /// <summary>Whether the connection ends, and nothing is said any more. Written within the gate.</summary>
    public bool IsOver { get; private set; }

    private Http2Output Output => connection.Output;

    /// <summary>Within the gate: no stream is opened any more.</summary>
    public void Refuse() => _isRefusing = true;

    /// <summary>Within the gate: the stream is over.</summary>
    public void Remove(Http2Stream stream) => _streams.Remove(stream.Id);

    /// <summary>Whether no such stream has been opened.</summary>
    public bool IsIdle(int stream)
    {
        lock (Output.Gate)
        {
            return stream > Highest || (stream & 1) == 0;
        }
    }

    /// <summary>Bytes that no longer wait to be read: the client may send as many more. Within the gate.</summary>
    public void Credit(int bytes)
    {
        _credit += bytes;
        if (_credit >= Http2Door.ConnectionWindow / 2 && !IsOver)
        {
            Output.WriteWindowUpdate(0, _credit);
            _window += _credit;
            _credit = 0;
        }
    }

    /// <summary>Within the gate: says that we broke the stream off.</summary>
    public void WriteReset(Http2Stream stream, Http2Error error)
    {
        if (!IsOver)
        {
            Output.WriteReset(stream.Id, error);
            if (!stream.IsRemoteEnded)
            {
                _reset.Add(stream.Id);
            }
        }
    }

    public Http2Error BeginData(Http2Frame frame)
    {
        Http2Stream? stream;
        lock (Output.Gate)
        {
            _window -= frame.Length;
            if (_window < 0)
            {
                return Http2Error.FlowControlError;
            }

            if (!_streams.TryGetValue(frame.Stream, out stream))
            {
                return _reset.Contains(frame.Stream) ? Http2Error.NoError : Http2Error.StreamClosed;
            }

            if (stream.IsRemoteEnded)
            {
                return Http2Error.StreamClosed;
            }

            if (stream.Body.TryTakeWindow(frame.Length) || !stream.BeginReset(Http2Error.FlowControlError))
            {
                return Http2Error.NoError;
            }
        }

        stream.FinishReset(isGone: true);
        return Http2Error.NoError;
    }

    public Http2Error TakeData(int id, ReadOnlySpan<byte> data)
    {
        Http2Stream? stream;
        BodyChunk chunk;
        bool fits, wakes;
        lock (Output.Gate)
        {
            if (!_streams.TryGetValue(id, out stream) || stream.IsReset)
            {
                Credit(data.Length);
                return Http2Error.NoError;
            }

            fits = stream.Body.TryAdd(data);
            if (!fits)
            {
                Credit(data.Length);
            }

            wakes = OnArrived(stream, fits, out chunk);
        }

        Tell(stream, fits, wakes, chunk);
        return Http2Error.NoError;
    }

    public Http2Error EndData(int id, int padding, bool endsStream)
    {
        lock (Output.Gate)
        {
            if (!_streams.TryGetValue(id, out var stream) || stream.IsReset)
            {
                Credit(padding);
                if (endsStream)
                {
                    _reset.Remove(id);
                }
            }
            else
            {
                stream.Body.AddPadding(padding);
            }
        }

        if (endsStream)
        {
            EndRequest(id);
        }

        return Http2Error.NoError;
    }

    public Http2Error TakeReset(int id)
    {
        Http2Stream? stream;
        lock (Output.Gate)
        {
            _reset.Remove(id);
            if (!_streams.TryGetValue(id, out stream) || !stream.BeginReset(null))
            {
                return Http2Error.NoError;
            }
        }

        stream.FinishReset(isGone: true);
        return Http2Error.NoError;
    }

    public Http2Error TakeSettings(ReadOnlySpan<byte> payload)
    {
        lock (Output.Gate)
        {
            for (; !payload.IsEmpty; payload = payload[6..])
            {
                var error = TakeSetting(BinaryPrimitives.ReadUInt16BigEndian(payload), BinaryPrimitives.ReadUInt32BigEndian(payload[2..]));
                if (error != Http2Error.NoError)
                {
                    return error;
                }
            }

            Output.WriteControl(Http2Frame.Settings, Http2Frame.AckFlag, 0, default);
        }

        WakeWriters();
        return Http2Error.NoError;
    }

    public Http2Error TakeWindowUpdate(int id, int bytes)
    {
        if (bytes == 0)
        {
            return Http2Error.ProtocolError;
        }

        return id == 0 ? EnlargeWindow(bytes) : EnlargeWindow(id, bytes);
    }

    /// <summary>A header block is whole: a request, or the trailers of one.</summary>
    public Http2Error TakeBlock(int id, ReadOnlySpan<byte> block, bool endsStream)
    {
        var isTrailers = false;
        var isOpen = false;
        lock (Output.Gate)
        {
            if (_streams.TryGetValue(id, out var known) && !known.IsReset)
            {
                if (known.IsRemoteEnded)
                {
                    return Http2Error.StreamClosed;
                }

                // RFC 9113 §8.1: what follows the content ends the request.
                if (!endsStream)
                {
                    return Http2Error.ProtocolError;
                }

                isTrailers = true;
            }
            else if (id <= Highest)
            {
                if (known is null && !_reset.Contains(id))
                {
                    return Http2Error.StreamClosed;
                }
            }
            else
            {
                Highest = id;
                isOpen = !_isRefusing && _streams.Count < Http2Door.MaxStreams;
                if (!isOpen)
                {
                    Output.WriteReset(id, Http2Error.RefusedStream);
                    if (!endsStream)
                    {
                        _reset.Add(id);
                    }
                }
            }
        }

        if (isOpen)
        {
            return Open(id, block, endsStream);
        }

        var error = _heads.Skip(new HpackReader(_decoder, block), isTrailers);
        _decoder.Rest();
        if (error == Http2Error.NoError && isTrailers)
        {
            EndRequest(id);
        }

        return error;
    }

    /// <summary>Breaks off what is served, and says nothing more: the connection ends.</summary>
    public void BreakOff()
    {
        while (true)
        {
            Http2Stream? next = null;
            lock (Output.Gate)
            {
                IsOver = true;
                foreach (var stream in _streams.Values)
                {
                    if (stream.BeginReset(null))
                    {
                        next = stream;
                        break;
                    }
                }
            }

            if (next is null)
            {
                return;
            }

            next.FinishReset(isGone: true);
        }
    }

    private Http2Error Open(int id, ReadOnlySpan<byte> block, bool endsStream)
    {
        var stream = door.Rent();
        stream.Open(connection, id);
        _heads.Read(new HpackReader(_decoder, block), stream.Exchange.Request);
        _decoder.Rest();
        if (_heads.ConnectionError != Http2Error.NoError)
        {
            stream.Discard();
            return _heads.ConnectionError;
        }

        stream.IsRemoteEnded = endsStream;
        var isMalformed = _heads.IsMalformed || (_heads.Fault == HeadFault.None && endsStream && stream.Exchange.Request.Framing.ContentLength > 0);
        if (!isMalformed)
        {
            stream.Prepare(_heads.Fault, endsStream);
        }

        lock (Output.Gate)
        {
            if (isMalformed)
            {
                WriteReset(stream, Http2Error.ProtocolError);
            }
            else
            {
                stream.Sink.Open(Output.StreamWindow);
                _streams.Add(id, stream);
                connection.OnStreamOpened();
            }
        }

        if (isMalformed)
        {
            stream.Discard();
            return Http2Error.NoError;
        }

        if (door.Admission.IsDraining)
        {
            connection.SayGoodbye();
        }

        stream.Serve();
        return Http2Error.NoError;
    }

    /// <summary>The client has sent all of a request.</summary>
    private void EndRequest(int id)
    {
        Http2Stream? stream;
        BodyChunk chunk;
        bool fits, wakes;
        lock (Output.Gate)
        {
            if (!_streams.TryGetValue(id, out stream) || stream.IsReset)
            {
                return;
            }

            stream.IsRemoteEnded = true;
            fits = stream.Body.TryEnd();
            wakes = OnArrived(stream, fits, out chunk);
        }

        Tell(stream, fits, wakes, chunk);
    }

    /// <summary>Within the gate: whether somebody is to be told of what has arrived, or of its being more or less than Content-Length said.</summary>
    private static bool OnArrived(Http2Stream stream, bool fits, out BodyChunk chunk)
    {
        chunk = default;
        return fits ? stream.Body.TryTakeWaiter(out chunk) : stream.BeginReset(Http2Error.ProtocolError);
    }

    private static void Tell(Http2Stream stream, bool fits, bool wakes, BodyChunk chunk)
    {
        if (!wakes)
        {
            return;
        }

        if (fits)
        {
            stream.Body.Wake(chunk);
        }
        else
        {
            stream.FinishReset(isGone: true);
        }
    }

    private Http2Error EnlargeWindow(int bytes)
    {
        lock (Output.Gate)
        {
            if (!Output.TryEnlargeWindow(bytes))
            {
                return Http2Error.FlowControlError;
            }
        }

        Output.WakeBlocked();
        return Http2Error.NoError;
    }

    private Http2Error EnlargeWindow(int id, int bytes)
    {
        Http2Stream? stream;
        bool fits;
        lock (Output.Gate)
        {
            if (!_streams.TryGetValue(id, out stream))
            {
                return Http2Error.NoError;
            }

            fits = stream.Sink.TryMoveWindow(bytes);
            if (!(fits ? stream.Sink.TryTakeWaiter() : stream.BeginReset(Http2Error.FlowControlError)))
            {
                return Http2Error.NoError;
            }
        }

        if (fits)
        {
            stream.Sink.Wake();
        }
        else
        {
            stream.FinishReset(isGone: true);
        }

        return Http2Error.NoError;
    }

    private Http2Error TakeSetting(ushort id, uint value)
    {
        switch (id)
        {
            case 2:
                return value > 1 ? Http2Error.ProtocolError : Http2Error.NoError;
            case 4:
                return value > int.MaxValue || !TrySetStreamWindow((int)value) ? Http2Error.FlowControlError : Http2Error.NoError;
            case 5:
                return value is < Http2Frame.MaxPayload or > 0xFF_FFFF ? Http2Error.ProtocolError : Http2Error.NoError;
            default:
                // The others bound what is never done here: pushes, larger frames, a table of the encoder's.
                return Http2Error.NoError;
        }
    }

    private bool TrySetStreamWindow(int window)
    {
        var difference = window - (long)Output.StreamWindow;
        Output.StreamWindow = window;
        var fits = true;
        foreach (var stream in _streams.Values)
        {
            fits &= stream.Sink.TryMoveWindow(difference);
        }

        return fits;
    }

    /// <summary>The windows of all streams may have grown.</summary>
    private void WakeWriters()
    {
        while (true)
        {
            Http2ResponseSink? sink = null;
            lock (Output.Gate)
            {
                foreach (var stream in _streams.Values)
                {
                    if (stream.Sink.TryTakeWaiterForWindow())
                    {
                        sink = stream.Sink;
                        break;
                    }
                }
            }

            if (sink is null)
            {
                return;
            }

            sink.Wake();
        }
    }
}
