// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Arrive.Sockets;
using Foregate.DataPlane.Clients;
using Foregate.DataPlane.Wire.Heads;
using Foregate.DataPlane.Wire.Timing;
using Microsoft.AspNetCore.Connections;

namespace Foregate.DataPlane.Arrive.Http1;

/// <summary>
/// One client connection: waits, reads a head, has it answered, brings the body to its end, and begins again. Requests are read and
/// answered strictly one after the other. Its own deadline bounds every wait for the client's bytes.
/// </summary>
internal sealed class Http1Connection : Deadline
{
    private const int Active = 0;
    private const int Idle = 1;
    private const int Closing = 2;

    private readonly Http1Door _door;
    private readonly ConnectionContext _context;
    private readonly ConnectionFacts _facts;
    private readonly DoorChannel _channel;
    private readonly Http1RequestBody _body;
    private readonly ClientLifetime _client = new();
    private Exchange? _exchange;
    private int _state;
    private bool _isHeadTimed;
    private volatile bool _isTimedOut;
    private volatile bool _isLastAnswerOut;
    private volatile bool _closesWhenIdle;

    public Http1Connection(Http1Door door, ConnectionContext context, ConnectionFacts facts)
        : base(door.Wheel)
    {
        _door = door;
        _context = context;
        _facts = facts;
        if (context is PlainConnection plain)
        {
            plain.Channel.WhenClosed(OnClosed);
            _channel = plain.Channel;
        }
        else
        {
            _channel = new PipeChannel(context);
        }

        _body = new Http1RequestBody(this, _channel, door);
        Sink = new Http1ResponseSink(this, _channel, door);
    }

    public Http1ResponseSink Sink { get; }

    /// <summary>The request being served.</summary>
    public RequestHead Request => _exchange!.Request;

    /// <summary>Serves requests until the connection ends. One method for the whole loop: its state is made once per connection.</summary>
    public async Task RunAsync()
    {
        try
        {
            while (true)
            {
                var status = ReadHead();
                if (status == HeadStatus.NeedMore)
                {
                    var fill = _channel.FillAsync();
                    if (!fill.IsCompleted)
                    {
                        Wait();
                    }

                    var count = await fill;
                    Resume();
                    if (count > 0)
                    {
                        continue;
                    }

                    if (!_isTimedOut || _exchange is not { Request.Begun: true })
                    {
                        break;
                    }
                }

                var exchange = Begin(status);
                _door.Admission.RequestBegun();
                try
                {
                    var handling = _door.Handler(exchange);
                    if (!handling.IsCompleted && exchange.RequestBody.Length == 0)
                    {
                        // A request with a body is watched once its reader has seen the end.
                        _channel.Watch();
                    }

                    await handling;
                }
                catch
                {
                    // A bug of ours: what else holds the exchange is unknown, so it serves nobody any more.
                    _exchange = null;
                    Sink.Abort();
                    throw;
                }
                finally
                {
                    _door.Admission.RequestEnded();
                }

                if (!Sink.IsComplete)
                {
                    Sink.Abort();
                    break;
                }

                if (Sink.Closes)
                {
                    if (exchange.DoorRejection is not null || !_body.IsComplete)
                    {
                        await LingerAsync();
                    }

                    break;
                }

                if (!_body.IsComplete && !await _body.DrainAsync())
                {
                    break;
                }

                End();
            }
        }
        finally
        {
            Clear();
            Sink.Clear();
            GiveBack();
            _channel.Complete();
        }
    }

    /// <summary>Whether the answer about to be started is the connection's last.</summary>
    public bool EndsAfterAnswer(int status)
    {
        var exchange = _exchange!;
        return !exchange.Request.KeepsAlive
            || status < 200
            || exchange.DoorRejection is not null
            || exchange.Rejection is { ClosesConnection: true }
            || _closesWhenIdle
            || _door.Admission.IsDraining
            || _body.EndsConnection;
    }

    /// <summary>The answer that ends the connection is out: a read of its request's body, under way or to come, has little time left.</summary>
    public void Hurry()
    {
        _isLastAnswerOut = true;
        if (!_body.IsEnded)
        {
            Set(_door.LingerTimeout);
        }
    }

    /// <summary>Bounds a wait for the request's body, on whatever thread it begins.</summary>
    public void SetForBody()
    {
        Set(_door.BodyTimeout);
        if (_isLastAnswerOut)
        {
            // Set after Hurry has been: it would otherwise take its place.
            Set(_door.LingerTimeout);
        }
    }

    /// <summary>The client has gone: whatever is done for it is broken off.</summary>
    public void OnClosed() => _client.Gone();

    /// <summary>Ends the connection now if it waits for a request, else after the next answer.</summary>
    public void CloseWhenIdle()
    {
        _closesWhenIdle = true;
        if (Interlocked.CompareExchange(ref _state, Closing, Idle) == Idle)
        {
            _channel.Interrupt();
        }
    }

    protected internal override void OnExpired()
    {
        _isTimedOut = true;
        _body.TimeOut();
        _channel.Interrupt();
    }

    /// <summary>Reads on in the head with what has arrived.</summary>
    private HeadStatus ReadHead()
    {
        if (_channel.Unread.IsEmpty)
        {
            return HeadStatus.NeedMore;
        }

        _exchange ??= _door.Rent();
        var head = _exchange.Request;
        while (true)
        {
            var unread = _channel.Unread;
            var free = head.Free;
            var count = Math.Min(unread.Length, free.Length);
            unread[..count].CopyTo(free);
            head.Append(count);
            var status = head.Read();
            if (status == HeadStatus.Complete)
            {
                // What is behind the head stays in the channel: body or the next request.
                _channel.Consume(count - (head.Filled - head.End));
                return status;
            }

            _channel.Consume(count);
            if (status == HeadStatus.Invalid || count == unread.Length)
            {
                return status;
            }
        }
    }

    /// <summary>Before a wait for the client: idle without a begun request, otherwise slow.</summary>
    private void Wait()
    {
        if (_exchange is { Request.Begun: true })
        {
            if (!_isHeadTimed)
            {
                _isHeadTimed = true;
                Set(_door.HeadTimeout);
            }

            return;
        }

        if (_exchange is { Request.Filled: 0 })
        {
            GiveBack();
        }

        Set(_door.IdleTimeout);
        Interlocked.Exchange(ref _state, Idle);
        if (_closesWhenIdle)
        {
            CloseWhenIdle();
        }
    }

    private void Resume()
    {
        if (_state != Active)
        {
            Interlocked.Exchange(ref _state, Active);
            Clear();
        }
    }

    /// <summary>Makes the exchange ready for the pipeline.</summary>
    /// <param name="status">How the head ended; NeedMore when its time is up.</param>
    private Exchange Begin(HeadStatus status)
    {
        if (_isHeadTimed)
        {
            _isHeadTimed = false;
            Clear();
        }

        var exchange = _exchange!;
        exchange.DoorRejection = status switch
        {
            HeadStatus.Complete => HeadRejections.ForSize(exchange.Request, _door.Options.Quotas),
            HeadStatus.Invalid => HeadRejections.For(exchange.Request.Fault),
            _ => HeadRejections.Timeout,
        };
        if (exchange.DoorRejection is null)
        {
            _body.Start(exchange.Request);
            exchange.RequestBody = _body;
        }
        else
        {
            _body.StartNone();
        }

        Sink.Reset();
        exchange.Sink = Sink;
        exchange.Client = _client;
        exchange.Connection = _facts;
        exchange.IsSecure = _facts.IsTls;
        exchange.ReceivedAt = _door.Options.Time.GetTimestamp();
        exchange.RequestTimeEpoch = _door.Options.Time.GetUtcNow().ToUnixTimeMilliseconds();
        exchange.Ids.Renew();
        if (_context.ConnectionClosed.IsCancellationRequested)
        {
            _client.Gone();
        }

        return exchange;
    }

    /// <summary>Ready for the next request, which may have arrived already.</summary>
    private void End()
    {
        _body.Finish();
        Sink.Reset();
        _exchange!.Reset();
        _exchange.Request.Reset();
    }

    private void GiveBack()
    {
        if (_exchange is { } exchange)
        {
            _exchange = null;
            Sink.Release();
            exchange.Reset();
            exchange.Request.Reset();
            _door.Return(exchange);
        }
    }

    /// <summary>
    /// Reads away what still comes, so that closing does not reset the connection before the client has read its answer
    /// (RFC 9112 §9.6).
    /// </summary>
    private async ValueTask LingerAsync()
    {
        Set(_door.LingerTimeout);
        for (var left = Http1RequestBody.DrainLimit; left > 0;)
        {
            left -= _channel.Unread.Length;
            _channel.Consume(_channel.Unread.Length);
            if (await _channel.FillAsync() <= 0)
            {
                break;
            }
        }
    }
}
