// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Bodies;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Arrive.Http2;

/// <summary>
/// One request and its answer on a connection. Pooled, for whichever connection needs one next: so nobody may hold one that is over,
/// but who has pinned it. The connection's gate guards its state.
/// </summary>
internal sealed class Http2Stream : IThreadPoolWorkItem
{
    private readonly Http2Door _door;
    private readonly Action _onHandled;
    private ConfiguredValueTaskAwaitable.ConfiguredValueTaskAwaiter _handling;
    private int _pins;
    private bool _isOver;
    private bool _isBroken;
    private volatile bool _isReset;

    public Http2Stream(Http2Door door)
    {
        _door = door;
        _onHandled = OnHandled;
        Exchange = new Exchange(door.HeadLimit);
        Body = new Http2RequestBody(this, door);
        Sink = new Http2ResponseSink(this, door);
    }

    public Exchange Exchange { get; }

    public Http2RequestBody Body { get; }

    public Http2ResponseSink Sink { get; }

    public Http2Connection Connection { get; private set; } = null!;

    public int Id { get; private set; }

    /// <summary>Whether the client has sent all of its request.</summary>
    public bool IsRemoteEnded { get; set; }

    /// <summary>Whether either side has broken the stream off: nothing more is sent on it.</summary>
    public bool IsReset => _isReset;

    /// <summary>A new life.</summary>
    public void Open(Http2Connection connection, int id)
    {
        Connection = connection;
        Id = id;
        IsRemoteEnded = false;
        _isReset = _isOver = _isBroken = false;
    }

    /// <summary>Makes the exchange ready. The head has been read into it.</summary>
    /// <param name="fault">What the head is refused for.</param>
    public void Prepare(HeadFault fault, bool endsStream)
    {
        var options = _door.Options;
        var exchange = Exchange;
        exchange.ReceivedAt = options.Time.GetTimestamp();
        exchange.RequestTimeEpoch = options.Time.GetUtcNow().ToUnixTimeMilliseconds();
        exchange.Ids.Renew();
        exchange.Connection = Connection.Facts;
        exchange.IsSecure = Connection.Facts.IsTls;
        exchange.Sink = Sink;
        exchange.DoorRejection = fault == HeadFault.None ? HeadRejections.ForSize(exchange.Request, options.Quotas) : HeadRejections.For(fault);
        Sink.Begin(exchange.Request.Verb == HttpVerb.Head);
        if (!endsStream && exchange.DoorRejection is null)
        {
            Body.Start(exchange.Request.Framing.ContentLength, exchange.Request.Headers.Has(KnownHeader.Expect));
            exchange.RequestBody = Body;
        }
        else
        {
            Body.StartNone();
        }
    }

    /// <summary>Hands the request to the pipeline, here and now or on the thread pool.</summary>
    public void Serve()
    {
        if (_door.Options.InlineScheduling)
        {
            Execute();
        }
        else
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    public void Execute()
    {
        _door.Admission.RequestBegun();
        try
        {
            Handle(_door.Handler(Exchange));
        }
        catch
        {
            // A bug of ours: what else holds the exchange is unknown, so it serves nobody any more.
            _isBroken = true;
            End();
        }
    }

    /// <summary>Breaks the stream off and says so.</summary>
    /// <param name="isGone">Whether what is done for the client is broken off too.</param>
    public void Reset(Http2Error error, bool isGone)
    {
        lock (Connection.Output.Gate)
        {
            if (!BeginReset(error))
            {
                return;
            }
        }

        FinishReset(isGone);
    }

    /// <summary>
    /// Within the gate: breaks the stream off; the frame that says so is added, unless <paramref name="error"/> is null.
    /// False when it is broken off or over already; else <see cref="FinishReset"/> must follow outside the gate.
    /// </summary>
    public bool BeginReset(Http2Error? error)
    {
        if (_isReset || _isOver)
        {
            return false;
        }

        _isReset = true;
        _pins++;
        Body.BreakOff(BodyStatus.Aborted);
        if (error is { } reason && !(IsRemoteEnded && Sink.IsComplete))
        {
            Connection.Streams.WriteReset(this, reason);
        }

        return true;
    }

    /// <summary>Wakes whoever waits for the stream.</summary>
    public void FinishReset(bool isGone)
    {
        bool wakesSink, wakesBody;
        BodyChunk chunk;
        var output = Connection.Output;
        lock (output.Gate)
        {
            wakesSink = Sink.TryTakeWaiter();
            wakesBody = Body.TryTakeWaiter(out chunk);
        }

        if (isGone)
        {
            Exchange.Client.Gone();
        }

        if (wakesSink)
        {
            Sink.Wake();
        }

        if (wakesBody)
        {
            Body.Wake(chunk);
        }

        output.Flush();
        lock (output.Gate)
        {
            if (--_pins > 0 || !_isOver)
            {
                return;
            }
        }

        Recycle();
    }

    /// <summary>Used again without having been served: its head was malformed.</summary>
    public void Discard()
    {
        Exchange.Request.Reset();
        _door.Return(this);
    }

    private void Handle(ValueTask handling)
    {
        _handling = handling.ConfigureAwait(false).GetAwaiter();
        if (_handling.IsCompleted)
        {
            OnHandled();
        }
        else
        {
            _handling.UnsafeOnCompleted(_onHandled);
        }
    }

    private void OnHandled()
    {
        try
        {
            _handling.GetResult();
        }
        catch
        {
            _isBroken = true;
        }

        End();
    }

    private void End()
    {
        var connection = Connection;
        bool isFree;
        lock (connection.Output.Gate)
        {
            if (!_isReset && !(IsRemoteEnded && Sink.IsComplete))
            {
                // RFC 9113 §8.1: the answer is whole, the rest of the request is not wanted.
                connection.Streams.WriteReset(this, Sink.IsComplete ? Http2Error.NoError : Http2Error.InternalError);
                _isReset = true;
            }

            _isOver = true;
            Sink.Stop();
            Body.Stop();
            isFree = _pins == 0;
            connection.Remove(this);
        }

        _door.Admission.RequestEnded();
        connection.AfterStream();
        if (isFree)
        {
            Recycle();
        }
    }

    private void Recycle()
    {
        if (_isBroken || Body.IsHaunted || Sink.IsHaunted)
        {
            return;
        }

        Exchange.Reset();
        Exchange.Request.Reset();
        _door.Return(this);
    }
}
