// SPDX-License-Identifier: Apache-2.0
using System.Buffers.Binary;
using Foregate.DataPlane.Arrive.Sockets;
using Foregate.DataPlane.Clients;
using Foregate.DataPlane.Wire.Heads;
using Foregate.DataPlane.Wire.Hpack;
using Foregate.DataPlane.Wire.Timing;

namespace Foregate.DataPlane.Arrive.Http2;

/// <summary>
/// One client connection from its preface to its end: reads on while there is something to read, bounds the waits that no stream
/// bounds, and takes its leave in order (RFC 9113 §3.4, §6.8).
/// </summary>
internal sealed class Http2Connection : Deadline
{
    private readonly Http2Door _door;
    private readonly DoorChannel _channel;
    private readonly Http2Receiver _receiver;
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Timed _timed;
    private Leaving _leaving;

    public Http2Connection(Http2Door door, DoorChannel channel, ConnectionFacts facts)
        : base(door.Wheel)
    {
        _door = door;
        Facts = facts;
        _channel = channel;
        var budget = new FrameBudget(door.Options.Time);
        Output = new Http2Output(_channel, budget, door.Wheel, door.SendTimeout);
        Streams = new Http2Streams(this, door);
        _receiver = new Http2Receiver(this, Streams, budget);
    }

    /// <summary>What the deadline is for.</summary>
    private enum Timed : byte
    {
        Nothing,

        /// <summary>For a request, while there is none.</summary>
        Idle,

        /// <summary>For the rest of a preface or a header block.</summary>
        Head,

        /// <summary>For the client to see our goodbye.</summary>
        Goodbye,

        /// <summary>For the client to read why it is sent away.</summary>
        Linger,
    }

    private enum Leaving : byte
    {
        No,

        /// <summary>The client was asked to open no more streams, and may not have seen it.</summary>
        Asked,

        /// <summary>It has: the connection ends with its last stream.</summary>
        Agreed,
        Done,
    }

    public ConnectionFacts Facts { get; }

    public Http2Output Output { get; }

    public Http2Streams Streams { get; }

    private static ReadOnlySpan<byte> Goodbye => "goodbye!"u8;

    /// <summary>Serves requests until the connection ends.</summary>
    public async Task RunAsync()
    {
        try
        {
            Greet();
            while (true)
            {
                var fill = _channel.FillAsync();
                if (!fill.IsCompleted)
                {
                    Wait();
                }

                if (await fill <= 0)
                {
                    break;
                }

                var error = Read();
                if (error != Http2Error.NoError)
                {
                    await SendAwayAsync();
                }

                if (_leaving == Leaving.Done)
                {
                    break;
                }

                if (Output.IsOverfull)
                {
                    await Output.DrainedAsync();
                }
            }
        }
        finally
        {
            await EndAsync();
        }
    }

    /// <summary>Asks the client to take its next requests elsewhere; what it has sent, and sends before it sees this, is served.</summary>
    public void SayGoodbye()
    {
        lock (Output.Gate)
        {
            if (_leaving != Leaving.No || Streams.IsOver)
            {
                return;
            }

            _leaving = Leaving.Asked;
            // RFC 9113 §6.8: first no stream is named, then, when the client has answered, the last one.
            Output.WriteGoAway(int.MaxValue, Http2Error.NoError);
            Output.WriteControl(Http2Frame.Ping, 0, 0, Goodbye);
            SetTimer(Timed.Goodbye, _door.LingerTimeout);
        }

        Output.Flush();
    }

    /// <summary>A stream has been opened. Within the gate.</summary>
    public void OnStreamOpened()
    {
        if (_timed is Timed.Idle or Timed.Head)
        {
            SetTimer(Timed.Nothing, 0);
        }
    }

    /// <summary>The stream is over. Within the gate.</summary>
    public void Remove(Http2Stream stream)
    {
        Streams.Remove(stream);
        if (Streams.Count > 0)
        {
            return;
        }

        if (Streams.IsOver)
        {
            _ended.TrySetResult();
        }
        else if (_timed == Timed.Nothing && !_receiver.IsWithin)
        {
            SetTimer(Timed.Idle, _door.IdleTimeout);
        }
    }

    /// <summary>Sends what a stream's end has left, and ends the connection if that was agreed.</summary>
    public void AfterStream()
    {
        Output.Flush();
        if (_leaving == Leaving.Agreed)
        {
            LeaveIfDone();
        }
    }

    public Http2Error TakePing(ReadOnlySpan<byte> payload, bool isAck)
    {
        lock (Output.Gate)
        {
            if (!isAck)
            {
                Output.WriteControl(Http2Frame.Ping, Http2Frame.AckFlag, 0, payload);
                return Http2Error.NoError;
            }

            if (_leaving != Leaving.Asked || !payload.SequenceEqual(Goodbye))
            {
                return Http2Error.NoError;
            }

            _leaving = Leaving.Agreed;
        }

        LeaveIfDone();
        return Http2Error.NoError;
    }

    protected internal override void OnExpired()
    {
        bool leaves;
        lock (Output.Gate)
        {
            var timed = _timed;
            _timed = Timed.Nothing;
            switch (timed)
            {
                case Timed.Idle when Streams.Count == 0:
                case Timed.Goodbye:
                    leaves = true;
                    _leaving = _leaving == Leaving.Done ? Leaving.Done : Leaving.Agreed;
                    break;
                case Timed.Head:
                    leaves = false;
                    Leave(Http2Error.EnhanceYourCalm);
                    break;
                case Timed.Linger:
                    leaves = false;
                    break;
                default:
                    return;
            }
        }

        if (leaves)
        {
            LeaveIfDone();
            return;
        }

        Output.Flush();
        _channel.Interrupt();
    }

    private void Greet()
    {
        Span<byte> settings = stackalloc byte[18];
        WriteSetting(settings, 3, Http2Door.MaxStreams);
        WriteSetting(settings[6..], 4, Http2Door.StreamWindow);
        WriteSetting(settings[12..], 6, _door.HeadLimit + (HeaderTable.MaxFields * DynamicTable.EntryOverhead));
        lock (Output.Gate)
        {
            Output.WriteControl(Http2Frame.Settings, 0, 0, settings);
            Output.WriteWindowUpdate(0, Http2Door.ConnectionWindow - Http2Output.FirstWindow);
        }

        Output.Flush();
    }

    private static void WriteSetting(Span<byte> to, ushort id, int value)
    {
        BinaryPrimitives.WriteUInt16BigEndian(to, id);
        BinaryPrimitives.WriteInt32BigEndian(to[2..], value);
    }

    private Http2Error Read()
    {
        Output.Hold();
        Http2Error error;
        try
        {
            error = _receiver.Read(_channel.Unread);
            if (error != Http2Error.NoError)
            {
                lock (Output.Gate)
                {
                    Leave(error);
                }
            }
        }
        finally
        {
            Output.Release();
        }

        _channel.Consume(_channel.Unread.Length);
        return error;
    }

    /// <summary>Before the reader waits.</summary>
    private void Wait()
    {
        lock (Output.Gate)
        {
            if (_timed is Timed.Goodbye or Timed.Linger)
            {
                return;
            }

            if (_receiver.IsWithin)
            {
                if (_timed != Timed.Head)
                {
                    SetTimer(Timed.Head, _door.HeadTimeout);
                }
            }
            else if (Streams.Count > 0)
            {
                if (_timed != Timed.Nothing)
                {
                    SetTimer(Timed.Nothing, 0);
                }
            }
            else if (_timed != Timed.Idle)
            {
                SetTimer(Timed.Idle, _door.IdleTimeout);
            }
        }
    }

    private void SetTimer(Timed timed, int milliseconds)
    {
        _timed = timed;
        if (timed == Timed.Nothing)
        {
            Clear();
        }
        else
        {
            Set(milliseconds);
        }
    }

    /// <summary>Ends the connection if its client has agreed and nothing is open.</summary>
    private void LeaveIfDone()
    {
        lock (Output.Gate)
        {
            if (_leaving != Leaving.Agreed || Streams.Count > 0 || Streams.IsOver)
            {
                return;
            }

            Leave(Http2Error.NoError);
        }

        Output.Flush();
        _channel.Interrupt();
    }

    /// <summary>Within the gate: this is the end, and the client is told which streams were served.</summary>
    private void Leave(Http2Error error)
    {
        _leaving = Leaving.Done;
        Streams.Refuse();
        Output.WriteGoAway(Streams.Highest, error);
    }

    /// <summary>
    /// Breaks off what is served, and reads away what still comes, so that closing does not reset the connection before the client has
    /// read why.
    /// </summary>
    private async ValueTask SendAwayAsync()
    {
        Streams.BreakOff();
        lock (Output.Gate)
        {
            SetTimer(Timed.Linger, _door.LingerTimeout);
        }

        while (_timed == Timed.Linger && await _channel.FillAsync() > 0)
        {
            _channel.Consume(_channel.Unread.Length);
        }
    }

    private async Task EndAsync()
    {
        Streams.BreakOff();
        bool waits;
        lock (Output.Gate)
        {
            SetTimer(Timed.Nothing, 0);
            waits = Streams.Count > 0;
        }

        if (waits)
        {
            await _ended.Task;
        }

        await Output.DrainedAsync();
        _receiver.Release();
        _channel.Complete();
    }
}
