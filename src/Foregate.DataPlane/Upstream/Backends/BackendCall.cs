// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Runtime.CompilerServices;
using Foregate.DataPlane.Answers;
using Foregate.DataPlane.Clients;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Awaiting;
using Foregate.DataPlane.Wire.Bodies;
using Foregate.DataPlane.Wire.Channels;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Upstream.Backends;

/// <summary>
/// One call to a back end: how it went, the answer's head, and its body while it arrives. Holds the connection until
/// <see cref="Release"/>; after that the object may serve the next call.
/// </summary>
internal sealed class BackendCall : IntegrationLease
{
    private const int HeadLimit = 64 * 1024;

    /// <summary>Interim answers (1xx) that are skipped before one final answer; more are an attack or a fault.</summary>
    private const int MaxInterim = 16;

    /// <summary>How long the end of a sending may be in coming after its answer.</summary>
    private const int FinishMilliseconds = 1_000;

    private readonly BackendUpload _upload = new();
    private readonly TimedBody _body = new();
    private Backend _backend = null!;
    private BackendRequest _request = null!;
    private ClientLifetime _client = null!;
    private BackendConnection? _connection;
    private long _left;
    private int _interim;
    private bool _mayRepeat;
    private bool _keeps;
    private bool _isReleased;
    private bool _isEnding;
    private ValueTask _ending;

    public BackendOutcome Outcome { get; private set; }

    /// <summary>How the request's body failed, for <see cref="BackendOutcome.RequestBodyFailed"/>.</summary>
    public BodyStatus RequestBodyStatus => _upload.Fault;

    /// <summary>The final head, for <see cref="BackendOutcome.Answered"/>; valid until the next call.</summary>
    public UpstreamResponseHead Head { get; } = new(HeadLimit);

    /// <summary>
    /// The answer's body, to be read while the call is not released. A body that ends with anything but <see cref="BodyStatus.End"/> is not whole.
    /// </summary>
    public IBodyReader Body { get; private set; } = NoBody.Instance;

    /// <summary>Timestamps (<see cref="TimeProvider.GetTimestamp"/>): the call's start, the connection's being there, the answer's first byte, the end of its head, its body's first byte. 0 when not reached.</summary>
    public long StartedAt { get; private set; }

    public long ConnectedAt { get; private set; }

    public long FirstByteAt { get; private set; }

    public long HeadAt { get; private set; }

    public long FirstContentAt => _body.FirstReadAt;

    /// <summary>Whether the answer came through a connection that had carried others before.</summary>
    public bool IsReused { get; private set; }

    /// <summary>The address that was connected to; null when none was.</summary>
    public IPAddress? Address { get; private set; }

    /// <summary>Whether the object may serve another call.</summary>
    internal bool IsAtRest => _connection is null && (!_isEnding || _ending.IsCompleted) && _upload.IsAtRest;

    /// <summary>
    /// Gives the connection back when the answer was read to its end and nothing speaks against another call; closes it otherwise, so that
    /// the back end stops. When the request had a body, <see cref="UploadEndedAsync"/> tells when nothing reads that any more.
    /// </summary>
    public override void Release()
    {
        Body = NoBody.Instance;
        if (_connection is not { } connection || _isReleased)
        {
            _upload.Stop();
            return;
        }

        _isReleased = true;
        if (_upload.IsAtRest)
        {
            GiveBack(connection);
        }
        else if (_keeps && connection.Body.IsComplete && _upload.IsFinishing)
        {
            // The back end has answered to the last piece; the news of its sending is about to come.
            connection.Clock.Hurry(FinishMilliseconds);
            _isEnding = true;
            End(GiveBackAfterUpload(connection));
        }
        else
        {
            _upload.Stop();
            GiveBack(connection);
        }
    }

    /// <summary>
    /// After <see cref="Release"/>: completes when the request's body is not being read any more, at once in nearly all cases. It waits when the answer
    /// came before the client had sent its body; the door's body timeout bounds it. Nobody else may read the body before.
    /// </summary>
    public override ValueTask UploadEndedAsync()
    {
        if (!_isEnding)
        {
            return _upload.RestAsync();
        }

        _isEnding = false;
        return _ending;
    }

    /// <summary>Makes a call whose body broke off before any of it was of use one without an answer.</summary>
    /// <param name="status">How the read of the body ended.</param>
    public void BreakOff(BodyStatus status)
    {
        Body = NoBody.Instance;
        Fail(status switch
        {
            BodyStatus.TimedOut => BackendOutcome.TimedOut,
            BodyStatus.Malformed => BackendOutcome.MalformedAnswer,
            _ => BackendOutcome.AnswerCut,
        });
    }

    /// <summary>Starts on a request. False when its body has failed already.</summary>
    internal bool Begin(Backend backend, BackendRequest request, IBodyReader? body, ClientLifetime client, long timestamp)
    {
        _backend = backend;
        _request = request;
        _client = client;
        _left = request.TimeoutMilliseconds;
        _interim = 0;
        _mayRepeat = _keeps = _isReleased = false;
        Outcome = BackendOutcome.None;
        Head.Reset();
        StartedAt = timestamp;
        ConnectedAt = FirstByteAt = HeadAt = 0;
        IsReused = false;
        Address = null;
        var settled = UploadEndedAsync();
        return settled.IsCompletedSuccessfully && _upload.Begin(body, request.BodyIsChunked);
    }

    /// <summary>Takes a connection for this call. False when the client is gone.</summary>
    internal bool Hold(BackendConnection connection, long now)
    {
        if (!_client.Attach(connection))
        {
            return false;
        }

        _connection = connection;
        connection.Clock.Start(_left, now);
        return true;
    }

    /// <summary>Sends the request through the connection held and reads the answer's head.</summary>
    internal ValueTask<BackendCall> AskAsync(long timestamp)
    {
        var connection = _connection!;
        ConnectedAt = timestamp;
        IsReused = connection.IsReused;
        Address = connection.Address;

        // Exactly one attempt, but for what may be repeated and met a connection that the back end had given up (RFC 9112 §9.3.1).
        _mayRepeat = connection.IsReused && _request.IsSafeToRepeat(_upload.HasBody);
        var sending = _upload.SendHeadAsync(connection.Channel, _request.Head);
        if (!sending.IsCompleted)
        {
            return AskAwaited(sending);
        }

        // A failure is not the end: an answer may have come before it.
        sending.GetAwaiter().GetResult();
        _upload.Continue(connection);
        return ReadAnswerAsync();
    }

    /// <summary>The call has no answer.</summary>
    internal BackendCall Fail(BackendOutcome outcome)
    {
        _upload.Stop();
        Outcome = outcome;
        if (_connection is { } connection)
        {
            LetGo(connection);
            Outcome = connection.End switch
            {
                BackendConnection.EndReason.TimedOut => BackendOutcome.TimedOut,
                BackendConnection.EndReason.ClientGone => BackendOutcome.ClientGone,
                BackendConnection.EndReason.RequestBodyFailed => BackendOutcome.RequestBodyFailed,
                _ => outcome,
            };
            connection.EndWith(BackendConnection.EndReason.Dropped);
            connection.Dispose();
        }

        return this;
    }

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private async ValueTask<BackendCall> AskAwaited(ValueTask<bool> sending)
    {
        await sending;
        _upload.Continue(_connection!);
        return await ReadAnswerAsync();
    }

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private async ValueTask<BackendCall> ReadAnswerAsync()
    {
        var connection = _connection!;
        var received = await connection.FillFirstAsync();
        if (received > 0)
        {
            FirstByteAt = HeadAt = _backend.Timestamp;
        }

        while (received > 0)
        {
            switch (ReadHead(connection.Channel))
            {
                case HeadStatus.Complete:
                    StartBody(connection);
                    return this;
                case HeadStatus.Invalid:
                    return Fail(BackendOutcome.MalformedAnswer);
                default:
                    received = await connection.Channel.FillAsync();
                    HeadAt = _backend.Timestamp;
                    break;
            }
        }

        _left = connection.Clock.Left;
        if (_mayRepeat && FirstByteAt == 0 && connection.End == BackendConnection.EndReason.None && LetGo(connection))
        {
            connection.Dispose();
            return await _backend.OpenAndAskAsync(this);
        }

        return Fail(BackendOutcome.ConnectionLost);
    }

    /// <summary>Reads on in the head, past interim answers, and leaves the body unread.</summary>
    private HeadStatus ReadHead(ByteChannel channel)
    {
        while (!channel.Unread.IsEmpty)
        {
            var before = Head.Filled;
            var free = Head.Free;
            var count = Math.Min(channel.Unread.Length, free.Length);
            channel.Unread[..count].CopyTo(free);
            Head.Append(count);
            var status = Head.Read();
            if (status == HeadStatus.NeedMore)
            {
                channel.Consume(count);
                continue;
            }

            if (status == HeadStatus.Invalid)
            {
                return status;
            }

            channel.Consume(Head.End - before);
            if (Head.Status >= 200)
            {
                return status;
            }

            if (Head.Status == 101 || ++_interim > MaxInterim)
            {
                return HeadStatus.Invalid;
            }

            Head.Reset();
        }

        return HeadStatus.NeedMore;
    }

    private void StartBody(BackendConnection connection)
    {
        Outcome = BackendOutcome.Answered;
        Body = _body;
        _body.Start(connection, _backend, HeadAt);
        connection.Clock.Answered();
        var framing = Head.Framing;
        if (_request.Verb == HttpVerb.Head || Head.Status is 204 or 304)
        {
            connection.Body.StartEmpty();

            // A 204 has no body, but one that says it has may send it all the same (RFC 9110 §15.3.5).
            _keeps = Head.KeepsAlive && (Head.Status != 204 || (!framing.IsChunked && framing.ContentLength is null or 0));
        }
        else
        {
            connection.Body.Start(framing, isAnswer: true, limit: long.MaxValue);
            _keeps = Head.KeepsAlive && (framing.IsChunked || framing.ContentLength is not null);
        }

        if (Head.Status >= 300)
        {
            // A refusal: the back end does not want the rest of the body. A success may well be made of it while it arrives.
            _upload.Stop();
        }
    }

    /// <summary>True when neither the client nor the clock has ended the connection, and neither will.</summary>
    private bool LetGo(BackendConnection connection)
    {
        _connection = null;
        var isAlone = _client.Detach(connection);
        return connection.Clock.Stop() && isAlone && connection.End == BackendConnection.EndReason.None;
    }

    private void End(ValueTask ending) => _ending = ending;

    [AsyncMethodBuilder(typeof(PooledMethodBuilder))]
    private async ValueTask GiveBackAfterUpload(BackendConnection connection)
    {
        await _upload.RestAsync();
        GiveBack(connection);
    }

    private void GiveBack(BackendConnection connection)
    {
        // An expiry or a client's going that came first has reset the connection, or will: both must have been called off.
        var isOurs = LetGo(connection);
        var isWhole = Outcome == BackendOutcome.Answered && connection.Body.IsComplete && _upload.IsSent && _upload.IsAtRest;
        if (isWhole && isOurs && _keeps)
        {
            _backend.Keep(connection, IdleMilliseconds());
            return;
        }

        if (!isWhole)
        {
            connection.EndWith(BackendConnection.EndReason.Dropped);
        }

        connection.Dispose();
    }

    /// <summary>Our own limit, or less when the back end says that it closes earlier ("Keep-Alive: timeout=5").</summary>
    private int IdleMilliseconds()
    {
        var own = _backend.IdleMilliseconds;
        if (!Head.Headers.TryGet(KnownHeader.KeepAlive, out var value))
        {
            return own;
        }

        var start = value.IndexOf("timeout="u8);
        if (start < 0)
        {
            return own;
        }

        var digits = value[(start + 8)..];
        var length = digits.IndexOfAnyExceptInRange((byte)'0', (byte)'9');
        return BodyFraming.TryReadLength(length < 0 ? digits : digits[..length], out var seconds) && seconds < own / 1_000
            ? (int)Math.Max((seconds * 1_000) - 1_000, seconds * 500)
            : own;
    }

    /// <summary>The connection's body reader; the call's time runs only while a read waits.</summary>
    private sealed class TimedBody : IBodyReader
    {
        private BackendConnection _connection = null!;
        private Backend _backend = null!;
        private long _headAt;

        public long? Length => _connection.Body.Length;

        /// <summary>When the first read gave something, be it the body's end; 0 before.</summary>
        public long FirstReadAt { get; private set; }

        public bool IsEnded => _connection.Body.IsEnded;

        public void Start(BackendConnection connection, Backend backend, long headAt)
        {
            (_connection, _backend, _headAt) = (connection, backend, headAt);
            FirstReadAt = 0;
        }

        public ValueTask<BodyChunk> ReadAsync()
        {
            var read = _connection.Body.ReadAsync();
            if (!read.IsCompleted)
            {
                return Awaited(read);
            }

            if (FirstReadAt == 0)
            {
                // It came with the head.
                FirstReadAt = _headAt;
            }

            return read;
        }

        [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
        private async ValueTask<BodyChunk> Awaited(ValueTask<BodyChunk> read)
        {
            var clock = _connection.Clock;
            clock.WaitForBody(true);
            var chunk = await read;
            clock.WaitForBody(false);
            if (FirstReadAt == 0)
            {
                FirstReadAt = _backend.Timestamp;
            }

            return chunk;
        }
    }
}
