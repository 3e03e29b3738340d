// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.Threading.Tasks.Sources;
using Foregate.DataPlane.Answers;
using Foregate.DataPlane.Clients;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Channels;
using Foregate.DataPlane.Wire.Timing;

namespace Foregate.DataPlane.Upstream.Functions.Local;

/// <summary>
/// One invocation as its caller waits for it. It ends once: answered, out of the caller's time, or with the client. Used again for another one
/// when the caller has given the answer's memory back; who ends it says which one he means (<see cref="Token"/>).
/// </summary>
internal sealed class Invocation : Abortable, IValueTaskSource<FunctionAnswer>
{
    private const int KeptCopy = 256 * 1024;

    private readonly Stack<Invocation> _shelf;
    private readonly TimerWheel _wheel;
    private readonly CallerClock _clock;
    private readonly AnswerLease _lease;
    private ManualResetValueTaskSourceCore<FunctionAnswer> _source;
    private readonly ByteWriter _copy = new();
    private readonly FunctionCall _kept = new();
    private ClientLifetime? _client;
    private long _ended;
    private long _callerDue;
    private byte[]? _rented;
    private bool _atLimit;
    private bool _isArmed;

    // Somebody may still end it late: not used again.
    private bool _isSpent;

    public Invocation(Stack<Invocation> shelf, TimerWheel wheel)
    {
        _shelf = shelf;
        _wheel = wheel;
        _clock = new CallerClock(this, wheel);
        _lease = new AnswerLease(this);
    }

    public FunctionCall Call { get; private set; } = null!;

    /// <summary>The ARN that was called.</summary>
    public byte[] Arn { get; private set; } = [];

    /// <summary>Which of the invocations that this object has carried.</summary>
    public long Token { get; private set; }

    /// <summary>Empty before a process is given it.</summary>
    public Guid RequestId { get; private set; }

    public bool IsBegun { get; private set; }

    /// <summary>When the caller's time is over, in the wheel's milliseconds.</summary>
    public long CallerDue => _callerDue;

    public ValueTask<FunctionAnswer> Answer => new(this, _source.Version);

    public bool IsEnded(long token) => Volatile.Read(ref _ended) >= token;

    /// <summary>False when the client is gone already.</summary>
    public bool Start(FunctionCall call, byte[] arn)
    {
        _source.Reset();
        Token++;
        Call = call;
        Arn = arn;
        IsBegun = false;
        RequestId = Guid.Empty;
        _client = null;
        _copy.Clear();
        _callerDue = _wheel.Now + call.TimeoutMilliseconds;
        if (call.Client is { } client)
        {
            if (!client.Attach(this))
            {
                Token--;
                return false;
            }

            _client = client;
        }

        return true;
    }

    /// <summary>
    /// No process is free: how long the caller waits for one. What he asks is copied, for he may take it back while a process is given it.
    /// </summary>
    /// <param name="atLimit">Whether as many run as may.</param>
    public void Wait(bool atLimit, int milliseconds)
    {
        var call = Call;
        _copy.Clear();
        _copy.Write(call.Payload.Span);
        _copy.Write(call.TraceId.Span);
        _copy.Write(call.ClientContext.Span);
        _copy.Write(call.CognitoIdentity.Span);
        var copy = _copy.WrittenMemory;
        _kept.Payload = copy[..call.Payload.Length];
        copy = copy[call.Payload.Length..];
        _kept.TraceId = copy[..call.TraceId.Length];
        copy = copy[call.TraceId.Length..];
        _kept.ClientContext = copy[..call.ClientContext.Length];
        _kept.CognitoIdentity = copy[call.ClientContext.Length..];
        _kept.TakesStream = call.TakesStream;
        Call = _kept;
        _atLimit = atLimit;
        _isArmed = true;
        _clock.SetAt(atLimit ? Math.Min(_callerDue, _wheel.Now + milliseconds) : _callerDue);
    }

    /// <summary>A process takes it, which itself is ended after this time.</summary>
    public void Begin(Guid requestId, int functionMilliseconds)
    {
        RequestId = requestId;
        IsBegun = true;
        Disarm();
        if (_callerDue < _wheel.Now + functionMilliseconds)
        {
            _isArmed = true;
            _clock.SetAt(_callerDue);
        }
    }

    /// <summary>False when it has ended otherwise before; then what was rented is given back.</summary>
    /// <param name="rented">Holds the payload; from the shared pool, and this call's to return.</param>
    /// <param name="stream">In the payload's place.</param>
    public bool TryEnd(long token, FunctionOutcome outcome, ReadOnlyMemory<byte> payload = default, byte[]? rented = null, FunctionStream? stream = null)
    {
        if (Interlocked.CompareExchange(ref _ended, token, token - 1) != token - 1)
        {
            if (rented is not null)
            {
                ArrayPool<byte>.Shared.Return(rented);
            }

            return false;
        }

        _rented = rented;
        _source.SetResult(new FunctionAnswer(outcome, payload, _lease, RequestId, stream));
        return true;
    }

    /// <summary>The client went.</summary>
    public override void Abort() => TryEnd(Token, FunctionOutcome.ClientGone);

    FunctionAnswer IValueTaskSource<FunctionAnswer>.GetResult(short token)
    {
        var answer = _source.GetResult(token);
        if (_client is { } client && !client.Detach(this))
        {
            // Whoever aborts may still be on his way here.
            _isSpent = true;
        }

        return answer;
    }

    ValueTaskSourceStatus IValueTaskSource<FunctionAnswer>.GetStatus(short token) => _source.GetStatus(token);

    void IValueTaskSource<FunctionAnswer>.OnCompleted(Action<object?> continuation, object? state, short token, ValueTaskSourceOnCompletedFlags flags) =>
        _source.OnCompleted(continuation, state, token, flags);

    private void OutOfTime()
    {
        TryEnd(Token, !IsBegun && _atLimit ? FunctionOutcome.Throttled : FunctionOutcome.TimedOut);
    }

    private void Disarm()
    {
        // An expiry that is on its way would hit the next invocation.
        _isSpent |= _isArmed && !_clock.Clear();
        _isArmed = false;
    }

    private void GiveBack()
    {
        if (Interlocked.Exchange(ref _rented, null) is { } rented)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        Disarm();
        if (!_isSpent && _copy.Length <= KeptCopy)
        {
            lock (_shelf)
            {
                _shelf.Push(this);
            }
        }
    }

    private sealed class CallerClock(Invocation invocation, TimerWheel wheel) : Deadline(wheel)
    {
        protected internal override void OnExpired() => invocation.OutOfTime();
    }

    private sealed class AnswerLease(Invocation invocation) : IntegrationLease
    {
        public override void Release() => invocation.GiveBack();
    }
}
