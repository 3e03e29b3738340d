// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Net.Sockets;
using Foregate.DataPlane.Wire.Bodies;
using Foregate.DataPlane.Wire.Channels;
using Foregate.DataPlane.Wire.Timing;

namespace Foregate.DataPlane.Upstream.Backends;

/// <summary>
/// One connection to a back end, from before it is made to after it is closed. While it idles, the read for the next answer is
/// already waiting: it costs no extra call, and tells when the back end closes or says what nobody asked for.
/// </summary>
internal sealed class BackendConnection : Abortable, IDisposable
{
    /// <summary>After this much idleness the system is asked whether the connection still lives: news may not have reached us yet.</summary>
    private const int AskAfterMilliseconds = 100;

    private readonly Backend _owner;
    private CancellationTokenSource? _opening = new();
    private Socket? _socket;
    private ValueTask<int> _ahead;
    private bool _readsAhead;
    private int _end;
    private int _disposed;

    public BackendConnection(Backend owner, TimerWheel wheel)
    {
        _owner = owner;
        Clock = new CallClock(this, wheel);
    }

    /// <summary>Who ended the connection on our side, if anybody did.</summary>
    public enum EndReason
    {
        None,
        TimedOut,
        ClientGone,
        RequestBodyFailed,

        /// <summary>The answer is not wanted any more.</summary>
        Dropped,
    }

    /// <summary>The time of the call that uses this connection.</summary>
    public CallClock Clock { get; }

    public ByteChannel Channel { get; private set; } = null!;

    public Http1BodyReader Body { get; private set; } = null!;

    /// <summary>Where it leads to, and the resolution that said so.</summary>
    public IPAddress Address { get; private set; } = IPAddress.None;

    public AddressSet? Addresses { get; set; }

    /// <summary>Whether it has carried an answer before.</summary>
    public bool IsReused { get; private set; }

    public EndReason End => (EndReason)Volatile.Read(ref _end);

    /// <summary>Ends waiting for an address when the call ends.</summary>
    public CancellationToken Opening => _opening!.Token;

    private long IdleSince { get; set; }

    private long IdleUntil { get; set; }

    /// <summary>Called by the client's lifetime.</summary>
    public override void Abort() => EndWith(EndReason.ClientGone);

    /// <summary>Resets the connection: whoever waits on it, here or at the back end, learns so at once. The first reason stands.</summary>
    public void EndWith(EndReason reason)
    {
        if (Interlocked.CompareExchange(ref _end, (int)reason, (int)EndReason.None) != (int)EndReason.None)
        {
            return;
        }

        if (reason == EndReason.TimedOut && Body is { } body)
        {
            body.WhenBroken = BodyStatus.TimedOut;
        }

        Volatile.Read(ref _opening)?.Cancel();
        if (Volatile.Read(ref _socket) is { } socket)
        {
            SocketChannel.Reset(socket);
        }
    }

    /// <summary>The socket that is being connected. False when the call has ended meanwhile.</summary>
    public bool Try(Socket socket)
    {
        Interlocked.Exchange(ref _socket, socket);
        if (End == EndReason.None)
        {
            return true;
        }

        socket.Dispose();
        return false;
    }

    /// <summary>The connection is made.</summary>
    public void Open(ByteChannel channel, IPAddress address, AddressSet addresses)
    {
        Address = address;
        Addresses = addresses;
        Channel = channel;
        Body = new Http1BodyReader(channel);
        Volatile.Write(ref _opening, null);
    }

    /// <summary>The first bytes of an answer: through the read that has been waiting since the last one, if there was one.</summary>
    public ValueTask<int> FillFirstAsync()
    {
        if (!_readsAhead)
        {
            return Channel.FillAsync();
        }

        _readsAhead = false;
        return _ahead;
    }

    /// <summary>Goes idle. False when the back end has closed the connection or said more than its answer.</summary>
    public bool Rest(long now, int milliseconds)
    {
        Body.Consume();
        if (!Channel.Unread.IsEmpty)
        {
            return false;
        }

        IsReused = true;
        IdleSince = now;
        IdleUntil = now + milliseconds;
        Channel.Rest();
        return ReadAhead(Channel.FillAsync());
    }

    /// <summary>Whether an idle connection may carry another call.</summary>
    public bool IsUsable(long now, AddressSet? current) => IsFresh(now, current) && (now - IdleSince < AskAfterMilliseconds || IsSilent());

    /// <summary>Whether an idle connection may go on idling.</summary>
    public bool IsFresh(long now, AddressSet? current)
    {
        if (now >= IdleUntil || _ahead.IsCompleted)
        {
            return false;
        }

        if (!ReferenceEquals(Addresses, current))
        {
            if (current is null || !current.Contains(Address))
            {
                return false;
            }

            Addresses = current;
        }

        return true;
    }

    /// <summary>Closes in the ordinary way; after <see cref="EndWith"/> it frees what is left.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _disposed, 1) != 0)
        {
            return;
        }

        _owner.Closed();
        if (_readsAhead && !_ahead.IsCompleted && TryFinish())
        {
            _ = CloseAfterRead();
        }
        else
        {
            Close();
        }
    }

    /// <summary>Ends both directions: the back end sees an ordinary end, and the waiting read returns.</summary>
    private bool TryFinish()
    {
        try
        {
            _socket!.Shutdown(SocketShutdown.Both);
            return true;
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }

    // Closing under a waiting read would reset the connection, which back ends log as an error.
    private async Task CloseAfterRead()
    {
        await _ahead;
        Close();
    }

    private void Close()
    {
        (Channel as IDisposable)?.Dispose();
        Volatile.Read(ref _socket)?.Dispose();
    }

    private bool ReadAhead(ValueTask<int> read)
    {
        _ahead = read;
        _readsAhead = true;
        return !read.IsCompleted;
    }

    private bool IsSilent()
    {
        try
        {
            return !_socket!.Poll(0, SelectMode.SelectRead);
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            return false;
        }
    }

    /// <summary>
    /// The time of one call. It runs while the back end is waited for, and rests while the client is: who sends or takes its
    /// bytes slowly does not make a back end late.
    /// </summary>
    public sealed class CallClock(BackendConnection connection, TimerWheel wheel) : Deadline(wheel)
    {
        private readonly TimerWheel _wheel = wheel;
        private readonly Lock _lock = new();
        private long _left;
        private long _since = Never;
        private bool _isStarted;
        private bool _isAnswering;
        private bool _isExpired;

        /// <summary>Milliseconds of the call's time that are left.</summary>
        public long Left
        {
            get
            {
                lock (_lock)
                {
                    return LeftAt(_wheel.Now);
                }
            }
        }

        public void Start(long milliseconds, long now)
        {
            lock (_lock)
            {
                _isStarted = true;
                _isAnswering = _isExpired = false;
                _left = milliseconds;
                _since = Never;
                Run(now);
            }
        }

        /// <summary>False when the time was over: the connection is or will be reset.</summary>
        public bool Stop()
        {
            lock (_lock)
            {
                _isStarted = false;
                Clear();
                return !_isExpired;
            }
        }

        /// <summary>The upload waits for the client, or does so no longer.</summary>
        public void WaitForClient(bool waits)
        {
            lock (_lock)
            {
                if (!_isAnswering)
                {
                    Turn(!waits);
                }
            }
        }

        /// <summary>The answer's head is there: from now on only reads of its body count.</summary>
        public void Answered()
        {
            lock (_lock)
            {
                _isAnswering = true;
                Turn(false);
            }
        }

        /// <summary>The answer's body is waited for, or is so no longer.</summary>
        public void WaitForBody(bool waits)
        {
            lock (_lock)
            {
                Turn(waits);
            }
        }

        /// <summary>What is still to come must come within this time.</summary>
        public void Hurry(int milliseconds)
        {
            lock (_lock)
            {
                Turn(false);
                _left = Math.Min(_left, milliseconds);
                Turn(true);
            }
        }

        protected internal override void OnExpired()
        {
            lock (_lock)
            {
                if (!_isStarted || _since == Never)
                {
                    // Over, or at rest: running again sets it again.
                    return;
                }

                var now = _wheel.Now;
                if (LeftAt(now) > 0)
                {
                    Run(now);
                    return;
                }

                _isExpired = true;
            }

            connection.EndWith(EndReason.TimedOut);
        }

        private void Turn(bool runs)
        {
            if (!_isStarted || runs == (_since != Never))
            {
                return;
            }

            var now = _wheel.Now;
            if (runs)
            {
                Run(now);
            }
            else
            {
                _left = LeftAt(now);
                _since = Never;
            }
        }

        private void Run(long now)
        {
            _left = LeftAt(now);
            _since = now;
            SetAt(now + _left);
        }

        private long LeftAt(long now) => _since == Never ? _left : _left - (now - _since);
    }
}
