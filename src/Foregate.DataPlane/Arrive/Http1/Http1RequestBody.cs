// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using Foregate.DataPlane.Arrive.Sockets;
using Foregate.DataPlane.Wire.Awaiting;
using Foregate.DataPlane.Wire.Bodies;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Arrive.Http1;

/// <summary>
/// A request's body as the door gives it out: asks for it (100 Continue) only when somebody reads, bounds the client's silence, and
/// reads away what nobody wanted. One object serves a connection's life.
/// </summary>
internal sealed class Http1RequestBody(Http1Connection connection, DoorChannel channel, Http1Door door) : IBodyReader
{
    /// <summary>Bytes of an unwanted body that are read away to keep the connection.</summary>
    public const int DrainLimit = 64 * 1024;

    private readonly Http1BodyReader _reader = new(channel);
    private bool _awaitsContinue;

    public long? Length => _reader.Length;

    public bool IsEnded => _reader.IsEnded;

    /// <summary>Whether the body was read to its proper end, so that what follows is the next request.</summary>
    public bool IsComplete => _reader.IsComplete;

    /// <summary>Whether it is already certain that no request can follow this body on its connection.</summary>
    public bool EndsConnection =>
        // Without 100 Continue the client may send the body or not, and both would read as the other (RFC 9110 §10.1.1).
        _awaitsContinue
        || (_reader.IsEnded ? !_reader.IsComplete : _reader.Length - _reader.BytesRead > DrainLimit);

    public void Start(RequestHead head)
    {
        _reader.Start(head.Framing, isAnswer: false, door.PayloadLimit);
        _awaitsContinue = head.ExpectsContinue;
    }

    /// <summary>A refused head has no body that could be found.</summary>
    public void StartNone()
    {
        _reader.StartEmpty();
        _awaitsContinue = false;
    }

    /// <summary>The client's time is up: a read that breaks off now, breaks off for that.</summary>
    public void TimeOut() => _reader.WhenBroken = BodyStatus.TimedOut;

    /// <summary>Gives the last piece back, so that the next head can be read.</summary>
    public void Finish() => _reader.Consume();

    public ValueTask<BodyChunk> ReadAsync()
    {
        if (_awaitsContinue && !_reader.IsEnded)
        {
            _awaitsContinue = false;
            if (channel.Unread.IsEmpty && !connection.Sink.IsStarted)
            {
                return Invited();
            }
        }

        var read = _reader.ReadAsync();
        if (read.IsCompleted)
        {
            WatchAtEnd();
            return read;
        }

        connection.SetForBody();
        return Awaited(read);
    }

    /// <summary>Reads the rest away. False when it is too much or too slow, and the connection has to end.</summary>
    public ValueTask<bool> DrainAsync() => IsComplete ? new ValueTask<bool>(true) : EndsConnection ? new ValueTask<bool>(false) : Drained();

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private async ValueTask<BodyChunk> Awaited(ValueTask<BodyChunk> read)
    {
        var chunk = await read;
        connection.Clear();
        WatchAtEnd();
        return chunk;
    }

    /// <summary>Nothing more will be read for this request: from now on only the client's going is of interest.</summary>
    private void WatchAtEnd()
    {
        if (_reader.IsComplete)
        {
            channel.Watch();
        }
    }

    private async ValueTask<BodyChunk> Invited() =>
        await channel.SendAsync(Http1Door.ContinueLine) ? await ReadAsync() : new BodyChunk(default, BodyStatus.Aborted);

    private async ValueTask<bool> Drained()
    {
        connection.Set(door.LingerTimeout);
        for (long drained = 0; drained <= DrainLimit;)
        {
            var chunk = await _reader.ReadAsync();
            if (chunk.Status != BodyStatus.Data)
            {
                break;
            }

            drained += chunk.Bytes.Length;
        }

        connection.Clear();
        return IsComplete;
    }
}
