// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Net.Sockets;
using Foregate.DataPlane.Upstream.Functions.Code;
using Foregate.DataPlane.Upstream.Functions.Processes;
using Foregate.DataPlane.Wire.Timing;

namespace Foregate.DataPlane.Upstream.Functions.Local;

/// <summary>
/// One process of a function with its own Runtime API on its own port, from its start to its end. It carries one invocation at a time,
/// and an invocation that it was given is never given to another. Whatever happens to it is one method here that changes its state and
/// has the pool balanced, under the pool's lock; what is then to be done is done after it.
/// </summary>
internal sealed class Worker(WorkerPool pool)
{
    private const int MaxConnections = 64;

    // As shells say it.
    private const int CannotExecute = 126;

    private readonly List<RuntimeConnection> _connections = [];
    private Socket? _listener;
    private WorkerProcess? _process;
    private WorkerClock? _clock;
    private RuntimeConnection? _asking;
    private Invocation? _invocation;
    private long _token;
    private Guid _requestId;
    private int? _exitCode;
    private long _due;
    private long _streamDue;

    /// <summary>Written under the pool's lock, by <see cref="Move"/>.</summary>
    public WorkerState State { get; private set; } = WorkerState.Starting;

    /// <summary>The code that it runs; null before that is known.</summary>
    public Launch? Launch { get; private set; }

    /// <summary>When it answered last, in the wheel's milliseconds.</summary>
    public long AnsweredAt { get; private set; }

    /// <summary>The process; 0 before there is one.</summary>
    public int ProcessId => Volatile.Read(ref _process)?.Id ?? 0;

    /// <summary>Starts the process, on another thread: that takes milliseconds, which the thread that serves connections does not have.</summary>
    public void Start() => _ = Task.Run(StartAsync);

    /// <summary>The lock is held and the worker idles: the invocation is its own from now on.</summary>
    public void Hold(Invocation invocation, ref PoolActions actions)
    {
        Move(WorkerState.Busy);
        _invocation = invocation;
        _token = invocation.Token;
        _requestId = Guid.NewGuid();
        _process!.Output.RequestId = _requestId;
        invocation.Begin(_requestId, pool.TimeoutMilliseconds);
        SetClock(pool.TimeoutMilliseconds);
        var connection = _asking!;
        _asking = null;
        var sending = connection.NewEvent();
        InvocationEvent.Write(
            sending.Writer, _requestId, pool.Time.GetUtcNow().ToUnixTimeMilliseconds() + pool.TimeoutMilliseconds, invocation.Arn, invocation.Call);
        actions.Send(this, connection, sending);
    }

    /// <summary>Sends the event that <see cref="Hold"/> has written.</summary>
    public void Send(RuntimeConnection connection, EventSending sending)
    {
        var sent = connection.SendEventAsync(sending);
        if (!sent.IsCompletedSuccessfully)
        {
            _ = SentAsync(sent);
        }
        else if (!sent.Result)
        {
            // The invocation ends with the process, which has lost its connection.
            Kill();
        }
    }

    /// <summary>The process asks for an invocation. False when it may not: the connection is to end.</summary>
    public bool Asked(RuntimeConnection connection)
    {
        var actions = default(PoolActions);
        lock (pool.Gate)
        {
            if (_process is null || _exitCode is not null || State is WorkerState.Ending or WorkerState.Gone)
            {
                return false;
            }

            if (State == WorkerState.Idle)
            {
                // The connection on which it asked before may be lost already: where it asked last is where it listens.
                actions.Close(_asking!);
                pool.Withdraw(this);
            }
            else if (State == WorkerState.Busy)
            {
                EndInvocation(FunctionOutcome.FunctionError, RuntimeErrors.NotAnswered(_requestId), ref actions);
            }

            _asking = connection;
            SetClock(pool.Options.IdleMilliseconds);
            pool.Free(this, ref actions);
            pool.Balance(ref actions);
        }

        actions.Run();
        return true;
    }

    /// <summary>Whether this id is being waited for; then the caller ends the invocation.</summary>
    public bool TryAnswer(Guid requestId, out Invocation invocation, out long token)
    {
        lock (pool.Gate)
        {
            invocation = _invocation!;
            token = _token;
            if (State != WorkerState.Busy || requestId != _requestId)
            {
                return false;
            }

            _invocation = null;
            Move(WorkerState.Returning);

            // What it does after its answer has the same time.
            SetClock(pool.TimeoutMilliseconds);
            AnsweredAt = _due - pool.TimeoutMilliseconds;

            // Nothing to balance: it is expected back.
            return true;
        }
    }

    /// <summary>Whether this id is being waited for by somebody who takes the answer while it comes; then the caller gives it to him.</summary>
    public bool TryStream(Guid requestId, out Invocation invocation, out long token)
    {
        lock (pool.Gate)
        {
            invocation = _invocation!;
            token = _token;
            if (State != WorkerState.Busy || requestId != _requestId || !invocation.Call.TakesStream)
            {
                return false;
            }

            // All of its answer has the function's one time, and the caller's: the clock goes on.
            _streamDue = Math.Min(_due, invocation.CallerDue);
            _invocation = null;
            Move(WorkerState.Returning);
            AnsweredAt = pool.Wheel.Now;
            return true;
        }
    }

    /// <summary>The stream of an answer that comes now.</summary>
    /// <param name="milliseconds">Of silence at most.</param>
    public AnswerStream NewStream(int milliseconds) => new(pool.Wheel, milliseconds, _streamDue);

    /// <summary>The process says that it cannot start. False when it had started.</summary>
    public bool CannotStart(byte[] error)
    {
        var actions = default(PoolActions);
        lock (pool.Gate)
        {
            if (State != WorkerState.Starting)
            {
                return false;
            }

            // It has its time to write down why, and to end by itself.
            End();
            pool.FailOneFor(this, error, ref actions);
            pool.Balance(ref actions);
        }

        actions.Run();
        return true;
    }

    public void Disconnected(RuntimeConnection connection)
    {
        var actions = default(PoolActions);
        lock (pool.Gate)
        {
            _connections.Remove(connection);
            if (ReferenceEquals(_asking, connection))
            {
                _asking = null;
                if (State == WorkerState.Idle)
                {
                    // It may ask again, on another connection, within the time that it has for starting.
                    pool.Withdraw(this);
                    Move(WorkerState.Lingering);
                    SetClock(pool.Options.InitMilliseconds);
                }
            }

            if (_exitCode is not null && _connections.Count == 0)
            {
                Finish(ref actions);
            }

            pool.Balance(ref actions);
        }

        actions.Run();
    }

    /// <summary>The lock is held: it takes no more invocations. What is to make it end is the caller's to add.</summary>
    public void End()
    {
        if (State == WorkerState.Idle)
        {
            pool.Withdraw(this);
        }

        Move(WorkerState.Ending);
        SetClock(pool.Options.StopMilliseconds);
    }

    /// <summary>The lock is held: from one state to the next, which the pool counts.</summary>
    public void Move(WorkerState state)
    {
        pool.Count(State, state);
        State = state;
    }

    /// <summary>Asks the process to end.</summary>
    public void Terminate() => Volatile.Read(ref _process)?.Terminate();

    /// <summary>Ends the process and its group at once.</summary>
    public void Kill() => Volatile.Read(ref _process)?.Kill();

    private async Task StartAsync()
    {
        try
        {
            var launch = await pool.PrepareAsync();
            lock (pool.Gate)
            {
                Launch = launch;
            }

            Start(launch);
        }
        catch (Exception e)
        {
            // Whatever it is: those who wait for this process must not wait for ever.
            _listener?.Dispose();
            CannotRun(e.Message);
        }
    }

    private void Start(Launch launch)
    {
        var environment = pool.EnvironmentOf(launch);
        var listener = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        _listener = listener;
        listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        listener.Listen(16);
        environment["AWS_LAMBDA_RUNTIME_API"] = $"127.0.0.1:{((IPEndPoint)listener.LocalEndPoint!).Port}";
        _ = AcceptAsync(listener);
        var process = new WorkerProcess(launch, environment, pool.Guard, new WorkerOutput(pool.Log, pool.Options.StopMilliseconds), Exited);
        lock (pool.Gate)
        {
            Volatile.Write(ref _process, process);
            if (State == WorkerState.Starting && !pool.IsClosed)
            {
                SetClock(pool.Options.InitMilliseconds);
                process.Go();
                return;
            }
        }

        process.Kill();
    }

    private void CannotRun(string why)
    {
        var actions = default(PoolActions);
        lock (pool.Gate)
        {
            if (State != WorkerState.Gone)
            {
                Move(WorkerState.Gone);
                _clock?.Clear();
                pool.CannotRun(this, ref actions);
                pool.Balance(ref actions);
            }
        }

        pool.Log.Notice(Guid.Empty, why);
        actions.Run();
    }

    private async Task AcceptAsync(Socket listener)
    {
        try
        {
            while (true)
            {
                var socket = await listener.AcceptAsync();
                socket.NoDelay = true;
                var connection = new RuntimeConnection(this, socket);
                if (TryAdd(connection))
                {
                    _ = connection.RunAsync();
                }
                else
                {
                    connection.Dispose();
                }
            }
        }
        catch (Exception e) when (e is SocketException or ObjectDisposedException)
        {
            // Closed with the process.
        }
    }

    private bool TryAdd(RuntimeConnection connection)
    {
        lock (pool.Gate)
        {
            if (State == WorkerState.Gone || _connections.Count == MaxConnections)
            {
                return false;
            }

            _connections.Add(connection);
            return true;
        }
    }

    private async Task SentAsync(ValueTask<bool> sending)
    {
        if (!await sending)
        {
            Kill();
        }
    }

    /// <summary>The process has ended. What it had answered before may still be on its way through the socket.</summary>
    private void Exited(int exitCode)
    {
        _listener?.Dispose();
        var actions = default(PoolActions);
        lock (pool.Gate)
        {
            _exitCode = exitCode;
            if (_connections.Count == 0)
            {
                Finish(ref actions);
                pool.Balance(ref actions);
            }
            else if (State is WorkerState.Idle or WorkerState.Returning or WorkerState.Lingering)
            {
                End();
                pool.Balance(ref actions);
            }
            else
            {
                SetClock(pool.Options.StopMilliseconds);
            }
        }

        actions.Run();
    }

    /// <summary>The lock is held, and nothing will come from the process any more.</summary>
    private void Finish(ref PoolActions actions)
    {
        if (State == WorkerState.Gone)
        {
            return;
        }

        _clock?.Clear();
        foreach (var connection in _connections)
        {
            actions.Close(connection);
        }

        var state = State;
        if (state == WorkerState.Idle)
        {
            pool.Withdraw(this);
        }

        var error = state is WorkerState.Starting or WorkerState.Busy ? RuntimeErrors.Exited(_requestId, _exitCode!.Value) : null;
        EndInvocation(FunctionOutcome.FunctionError, error, ref actions);
        Move(WorkerState.Gone);
        pool.Remove(this, state == WorkerState.Starting ? error : null, _exitCode == CannotExecute, ref actions);
    }

    private void EndInvocation(FunctionOutcome outcome, byte[]? payload, ref PoolActions actions)
    {
        if (_invocation is { } invocation)
        {
            _invocation = null;
            actions.End(invocation, _token, outcome, payload);
        }
    }

    private void SetClock(int milliseconds)
    {
        _due = pool.Wheel.Now + milliseconds;
        (_clock ??= new WorkerClock(this, pool.Wheel)).SetAt(_due);
    }

    private void OutOfTime()
    {
        var actions = default(PoolActions);
        var isTimeout = false;
        lock (pool.Gate)
        {
            if (pool.Wheel.Now < _due)
            {
                // Set again since.
                return;
            }

            isTimeout = State == WorkerState.Busy && _exitCode is null;
            Expire(ref actions);
            pool.Balance(ref actions);
        }

        if (isTimeout)
        {
            pool.Log.Notice(_requestId, $"Task timed out after {pool.TimeoutMilliseconds / 1000}.00 seconds: its process is killed.");
        }

        actions.Run();
    }

    private void Expire(ref PoolActions actions)
    {
        if (_exitCode is not null)
        {
            // A connection has outlived the process: somebody else holds it.
            Finish(ref actions);
            return;
        }

        switch (State)
        {
            case WorkerState.Idle:
                End();
                actions.Terminate(this);
                return;
            case WorkerState.Starting:
                pool.FailOneFor(this, RuntimeErrors.InitTimedOut(pool.Options.InitMilliseconds), ref actions);
                break;
            case WorkerState.Busy:
                EndInvocation(FunctionOutcome.FunctionError, RuntimeErrors.TimedOut(_requestId, pool.TimeoutMilliseconds / 1000), ref actions);
                break;
            case WorkerState.Gone:
                return;
            default:
                break;
        }

        // What should have ended by now is killed, again if need be.
        End();
        actions.Kill(this);
    }

    private sealed class WorkerClock(Worker worker, TimerWheel wheel) : Deadline(wheel)
    {
        protected internal override void OnExpired() => worker.OutOfTime();
    }
}
