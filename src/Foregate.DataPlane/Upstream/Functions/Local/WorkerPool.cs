// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Upstream.Functions.Code;
using Foregate.DataPlane.Upstream.Functions.Processes;
using Foregate.DataPlane.Wire.Timing;
using Foregate.Definitions.Lambda;

namespace Foregate.DataPlane.Upstream.Functions.Local;

/// <summary>
/// The processes of one function and the invocations that wait for them: all of its state, under one lock. Whatever happens changes that state
/// and then calls <see cref="Balance"/>, the only place that brings invocations and processes together.
/// </summary>
/// <param name="arn">Of the function without a qualifier.</param>
internal sealed class WorkerPool(
    Function definition, CodeSource code, FunctionHostOptions options, TimeProvider time, TimerWheel wheel, OrphanGuard guard, FunctionLog log, byte[] arn) : IAsyncDisposable
{
    private const int FaultMilliseconds = 2_000;
    private const int GiveUpMilliseconds = 5_000;

    // A program that was just written may be open a moment longer, in a process that is only being started beside it.
    private const int RefusedStarts = 6;

    // What was missing may have been installed since; code that is wrong is not tried again before it changes.
    private const int RetryMilliseconds = 30_000;

    // How long others wait for a worker that has answered to ask again, before it is taken for one that goes on by itself.
    private const int ReturnMilliseconds = 200;

    private readonly int _limit = definition.ReservedConcurrentExecutions ?? options.DefaultConcurrency;
    private readonly int[] _counts = new int[(int)WorkerState.Gone + 1];

    // Until their processes have ended.
    private readonly HashSet<Worker> _workers = [];

    // Used last, used next.
    private readonly List<Worker> _idle = [];
    private readonly Queue<(Invocation Invocation, long Token)> _waiting = new();
    private readonly Stack<Invocation> _shelf = new();
    private readonly SemaphoreSlim _preparing = new(1, 1);
    private readonly CancellationTokenSource _closing = new();
    private Launch? _launch;
    private (FunctionFault Fault, long Until)? _unprepared;
    private TaskCompletionSource? _emptied;
    private ReturnClock? _returns;
    private long _faultUntil = long.MinValue;
    private int _deadStarts;
    private bool _isWatchingReturns;
    private bool _isRetired;
    private bool _isClosed;

    public FunctionHostOptions Options => options;

    public TimeProvider Time => time;

    public TimerWheel Wheel => wheel;

    public OrphanGuard Guard => guard;

    public FunctionLog Log => log;

    public int TimeoutMilliseconds { get; } = definition.Timeout * 1000;

    /// <summary>Held while anything changes; nobody is told anything under it.</summary>
    public Lock Gate { get; } = new();

    /// <summary>Whether all processes are to end. Under the lock.</summary>
    public bool IsClosed => _isClosed;

    /// <summary>Whether the code has been laid out.</summary>
    public bool IsPrepared => Volatile.Read(ref _launch) is not null;

    /// <summary>The processes that exist, those that are ending included.</summary>
    public int[] ProcessIds
    {
        get
        {
            lock (Gate)
            {
                var ids = new List<int>(_workers.Count);
                foreach (var worker in _workers)
                {
                    if (worker.ProcessId is > 0 and var id)
                    {
                        ids.Add(id);
                    }
                }

                return [.. ids];
            }
        }
    }

    // Those that take invocations, now or soon.
    private int Live => _workers.Count - _counts[(int)WorkerState.Ending];

    public Dictionary<string, string> EnvironmentOf(Launch launch) => FunctionEnvironment.Of(definition, launch, options);

    /// <param name="qualified">The ARN that was called, when it is another than the function's own.</param>
    public ValueTask<FunctionAnswer> InvokeAsync(FunctionCall call, byte[]? qualified)
    {
        var actions = default(PoolActions);
        ValueTask<FunctionAnswer> answer;
        lock (Gate)
        {
            if (_isClosed || wheel.Now < _faultUntil)
            {
                return new ValueTask<FunctionAnswer>(new FunctionAnswer(FunctionOutcome.Unavailable));
            }

            if (_idle.Count == 0 && !HasRoom())
            {
                return new ValueTask<FunctionAnswer>(new FunctionAnswer(FunctionOutcome.Throttled));
            }

            var invocation = Rent();
            if (!invocation.Start(call, qualified ?? arn))
            {
                return new ValueTask<FunctionAnswer>(new FunctionAnswer(FunctionOutcome.ClientGone));
            }

            answer = invocation.Answer;
            if (_idle.Count > 0)
            {
                TakeIdle().Hold(invocation, ref actions);
            }
            else
            {
                _waiting.Enqueue((invocation, invocation.Token));
                Balance(ref actions);
                invocation.Wait(atLimit: Live >= _limit && !actions.HasStarts, options.MaxWaitMilliseconds);
            }
        }

        actions.Run();
        return answer;
    }

    /// <summary>The lock is held and the worker has asked for an invocation: it is free, or it ends because its code is out of date.</summary>
    public void Free(Worker worker, ref PoolActions actions)
    {
        _deadStarts = 0;
        if (_isClosed || IsOutdated(worker))
        {
            worker.End();
            actions.Terminate(worker);
            return;
        }

        worker.Move(WorkerState.Idle);
        _idle.Add(worker);
    }

    /// <summary>The lock is held and the worker does not idle any more.</summary>
    public void Withdraw(Worker worker) => _idle.Remove(worker);

    /// <summary>The lock is held.</summary>
    public void Count(WorkerState from, WorkerState to)
    {
        _counts[(int)from]--;
        _counts[(int)to]++;
    }

    /// <summary>The lock is held: the worker's process has ended.</summary>
    /// <param name="startError">Why it did not start; null when it had.</param>
    /// <param name="isRefused">Whether the system did not take the program, as it does while somebody has it open for writing.</param>
    public void Remove(Worker worker, byte[]? startError, bool isRefused, ref PoolActions actions)
    {
        Forget(worker);

        // As Lambda does: a process that ends without a word before it is ready is started once more.
        if (startError is not null && ++_deadStarts > (isRefused ? RefusedStarts : 1))
        {
            FailOneFor(worker, startError, ref actions);
        }
    }

    /// <summary>The lock is held: no process can be started, for a reason that will not go away by itself.</summary>
    public void CannotRun(Worker worker, ref PoolActions actions)
    {
        Forget(worker);
        if (!_isClosed)
        {
            _faultUntil = wheel.Now + FaultMilliseconds;
        }

        FailAll(ref actions);
    }

    /// <summary>The lock is held: the invocation that waits longest fails, for which this worker was started. Not when newer code may do better.</summary>
    public void FailOneFor(Worker worker, byte[] error, ref PoolActions actions)
    {
        if (!IsOutdated(worker) && TryTakeWaiting(out var invocation))
        {
            actions.End(invocation, invocation.Token, FunctionOutcome.FunctionError, error);
        }
    }

    /// <summary>The lock is held: gives what waits to what idles, and starts as many workers as are waited for and allowed.</summary>
    public void Balance(ref PoolActions actions)
    {
        if (_isClosed)
        {
            FailAll(ref actions);
        }

        while (_idle.Count > 0 && TryTakeWaiting(out var invocation))
        {
            TakeIdle().Hold(invocation, ref actions);
        }

        if (_waiting.Count > 0)
        {
            StartWanted(ref actions);
            WatchReturns();
        }
        else if (_isRetired && _idle.Count > 0)
        {
            EndIdle(ref actions);
        }

        if (_emptied is { } emptied && _workers.Count == 0 && _waiting.Count == 0)
        {
            emptied.TrySetResult();
        }
    }

    /// <summary>Lays the code out, once. Throws <see cref="FunctionFault"/>.</summary>
    public async Task<Launch> PrepareAsync()
    {
        if (Volatile.Read(ref _launch) is { } ready)
        {
            return ready;
        }

        await _preparing.WaitAsync(_closing.Token);
        try
        {
            if (_launch is null)
            {
                if (_unprepared is var (fault, until) && wheel.Now < until && !await code.HasChangedAsync(time))
                {
                    throw new FunctionFault(fault.Message);
                }

                Volatile.Write(ref _launch, await LayOutAsync());
            }

            return _launch;
        }
        finally
        {
            _preparing.Release();
        }
    }

    private async Task<Launch> LayOutAsync()
    {
        try
        {
            return await code.PrepareAsync(_closing.Token);
        }
        catch (FunctionFault fault)
        {
            _unprepared = (fault, wheel.Now + RetryMilliseconds);
            throw;
        }
    }

    /// <summary>From now on processes run the changed code; those that run the old one end when they have answered. Throws <see cref="FunctionFault"/>.</summary>
    public async Task ReplaceAsync()
    {
        await _preparing.WaitAsync(_closing.Token);
        try
        {
            var launch = await code.PrepareAsync(_closing.Token);
            var actions = default(PoolActions);
            lock (Gate)
            {
                Volatile.Write(ref _launch, launch);
                _faultUntil = long.MinValue;
                EndIdle(ref actions);
                Balance(ref actions);
            }

            actions.Run();
        }
        finally
        {
            _preparing.Release();
        }
    }

    /// <summary>Lets the processes end when they have answered; whoever still calls is served.</summary>
    public void Retire()
    {
        var actions = default(PoolActions);
        lock (Gate)
        {
            _isRetired = true;
            Balance(ref actions);
        }

        actions.Run();
    }

    /// <summary>Completes when there is no process and nobody waits.</summary>
    public Task Emptied()
    {
        var actions = default(PoolActions);
        Task emptied;
        lock (Gate)
        {
            emptied = (_emptied ??= new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).Task;
            Balance(ref actions);
        }

        actions.Run();
        return emptied;
    }

    /// <summary>Ends all processes: asked first, killed when they do not. Whoever waits or calls is told that nobody runs the function.</summary>
    public async ValueTask DisposeAsync()
    {
        var actions = default(PoolActions);
        lock (Gate)
        {
            _isClosed = true;
            EndIdle(ref actions);
            foreach (var worker in _workers)
            {
                actions.Terminate(worker);
            }
        }

        actions.Run();
        await _closing.CancelAsync();
        var emptied = Emptied();
        await Task.WhenAny(emptied, Task.Delay(TimeSpan.FromMilliseconds(options.StopMilliseconds), time));
        KillAll();
        if (await Task.WhenAny(emptied, Task.Delay(TimeSpan.FromMilliseconds(GiveUpMilliseconds), time)) != emptied)
        {
            log.Notice(Guid.Empty, "Some processes did not end although they were killed: the system holds them.");
        }

        _preparing.Dispose();
        _closing.Dispose();
    }

    private void KillAll()
    {
        var actions = default(PoolActions);
        lock (Gate)
        {
            foreach (var worker in _workers)
            {
                actions.Kill(worker);
            }
        }

        actions.Run();
    }

    private bool HasRoom() => _limit > 0 && (_waiting.Count < options.MaxWaiting || Waiting() < options.MaxWaiting);

    private bool IsOutdated(Worker worker) => worker.Launch is { } launch && !ReferenceEquals(launch, _launch);

    private Worker TakeIdle()
    {
        var worker = _idle[^1];
        _idle.RemoveAt(_idle.Count - 1);
        return worker;
    }

    private void StartWanted(ref PoolActions actions)
    {
        var coming = _counts[(int)WorkerState.Starting] + _counts[(int)WorkerState.Returning];
        if (_waiting.Count <= coming || Live >= _limit)
        {
            return;
        }

        for (var starts = Math.Min(Waiting() - coming, _limit - Live); starts > 0; starts--)
        {
            var worker = new Worker(this);
            _workers.Add(worker);
            _counts[(int)WorkerState.Starting]++;
            actions.Start(worker);
        }
    }

    /// <summary>Only while somebody waits for a return is there a clock for it: timers cost more than invocations.</summary>
    private void WatchReturns()
    {
        if (!_isWatchingReturns && _counts[(int)WorkerState.Returning] > 0)
        {
            _isWatchingReturns = true;
            (_returns ??= new ReturnClock(this)).Set(ReturnMilliseconds);
        }
    }

    private void LookForReturns()
    {
        var actions = default(PoolActions);
        lock (Gate)
        {
            _isWatchingReturns = false;
            var late = wheel.Now - ReturnMilliseconds;
            foreach (var worker in _workers)
            {
                if (worker.State == WorkerState.Returning && worker.AnsweredAt <= late)
                {
                    worker.Move(WorkerState.Lingering);
                }
            }

            Balance(ref actions);
        }

        actions.Run();
    }

    private void EndIdle(ref PoolActions actions)
    {
        while (_idle.Count > 0)
        {
            var worker = _idle[^1];
            worker.End();
            actions.Terminate(worker);
        }
    }

    private void Forget(Worker worker)
    {
        _workers.Remove(worker);
        _counts[(int)WorkerState.Gone]--;
    }

    private void FailAll(ref PoolActions actions)
    {
        while (TryTakeWaiting(out var invocation))
        {
            actions.End(invocation, invocation.Token, FunctionOutcome.Unavailable);
        }
    }

    private bool TryTakeWaiting(out Invocation invocation)
    {
        while (_waiting.TryDequeue(out var waiting))
        {
            if (!waiting.Invocation.IsEnded(waiting.Token))
            {
                invocation = waiting.Invocation;
                return true;
            }
        }

        invocation = null!;
        return false;
    }

    /// <summary>How many wait, without those that have given up since.</summary>
    private int Waiting()
    {
        for (var i = _waiting.Count; i > 0; i--)
        {
            var waiting = _waiting.Dequeue();
            if (!waiting.Invocation.IsEnded(waiting.Token))
            {
                _waiting.Enqueue(waiting);
            }
        }

        return _waiting.Count;
    }

    private Invocation Rent()
    {
        lock (_shelf)
        {
            return _shelf.TryPop(out var free) ? free : new Invocation(_shelf, wheel);
        }
    }

    private sealed class ReturnClock(WorkerPool pool) : Deadline(pool.Wheel)
    {
        protected internal override void OnExpired() => pool.LookForReturns();
    }
}
