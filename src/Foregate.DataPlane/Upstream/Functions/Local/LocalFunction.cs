// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Text;
using Foregate.DataPlane.Upstream.Functions.Code;
using Foregate.DataPlane.Upstream.Functions.Processes;
using Foregate.DataPlane.Wire.Awaiting;
using Foregate.DataPlane.Wire.Timing;
using Foregate.Definitions.Lambda;

namespace Foregate.DataPlane.Upstream.Functions.Local;

/// <summary>
/// A function that runs in processes on this machine, one for each invocation at a time. The process that was used last is used next;
/// where none is free one is started, up to the function's limit; beyond it invocations wait in their order, for a bounded time.
/// </summary>
internal sealed class LocalFunction : FunctionTarget, IAsyncDisposable
{
    // While invocations come the code is looked at so often; the first one after a pause waits for the look.
    private const int LookMilliseconds = 500;
    private const int PauseMilliseconds = 1_000;

    // A look at a large folder takes its time: not more than this part of all time.
    private const int LookShare = 20;

    private readonly Function _definition;
    private readonly FunctionHostOptions _options;
    private readonly TimeProvider _time;
    private readonly TimerWheel _wheel;
    private readonly CodeSource _code;
    private readonly WorkerPool _pool;
    private long _lookAt;
    private long _lookedAt;
    private int _looks;

    public LocalFunction(Function definition, FunctionHostOptions options, TimeProvider time, TimerWheel wheel, OrphanGuard guard, FunctionLog log)
    {
        _definition = definition;
        _options = options;
        _time = time;
        _wheel = wheel;
        Log = log;
        Arn = $"arn:aws:lambda:{options.Region}:{options.AccountId}:function:{definition.FunctionName}";
        _code = new CodeSource(definition, options, Log);
        _pool = new WorkerPool(definition, _code, options, time, wheel, guard, Log, Encoding.ASCII.GetBytes(Arn));
    }

    public string Name => _definition.FunctionName;

    public FunctionLog Log { get; }

    /// <summary>Without a qualifier.</summary>
    public string Arn { get; }

    /// <summary>The processes that exist, those that are ending included.</summary>
    public int[] ProcessIds => _pool.ProcessIds;

    public override ValueTask<FunctionAnswer> InvokeAsync(FunctionCall call) => InvokeAsync(call, null);

    /// <param name="qualified">The ARN that was called, when it has a qualifier.</param>
    public ValueTask<FunctionAnswer> InvokeAsync(FunctionCall call, byte[]? qualified)
    {
        if (_options.FollowsCode && _pool.IsPrepared)
        {
            var now = _wheel.Now;
            if (now - Volatile.Read(ref _lookedAt) >= PauseMilliseconds)
            {
                return LookAndInvokeAsync(call, qualified);
            }

            if (now >= Volatile.Read(ref _lookAt))
            {
                _ = LookAsync();
            }
        }

        return _pool.InvokeAsync(call, qualified);
    }

    /// <summary>Lays the code out, and builds it where it must be built, before anybody calls. What is wrong is told in the log.</summary>
    public async Task PrepareAsync()
    {
        try
        {
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            await _pool.PrepareAsync();
        }
        catch (OperationCanceledException)
        {
            // The function is ended.
        }
        catch (Exception e)
        {
            Log.Notice(Guid.Empty, e.Message);
        }
    }

    /// <summary>Lets the processes end when they have answered; whoever still calls is served.</summary>
    public void Retire() => _pool.Retire();

    /// <summary>Completes when no process is left and nobody waits.</summary>
    public Task Emptied() => _pool.Emptied();

    /// <summary>Ends all processes: asked first, killed when they do not.</summary>
    public async ValueTask DisposeAsync()
    {
        await _pool.DisposeAsync();
        _code.Dispose();
    }

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private async ValueTask<FunctionAnswer> LookAndInvokeAsync(FunctionCall call, byte[]? qualified)
    {
        await LookAsync();
        return await _pool.InvokeAsync(call, qualified);
    }

    /// <summary>Looks whether the code has changed; when it has, new processes run the new one and the old ones end when they have answered.</summary>
    private async Task LookAsync()
    {
        if (Interlocked.Exchange(ref _looks, 1) != 0)
        {
            return;
        }

        try
        {
            // The caller goes on: files are looked at on another thread.
            await Task.CompletedTask.ConfigureAwait(ConfigureAwaitOptions.ForceYielding);
            if (await _code.HasChangedAsync(_time))
            {
                await _pool.ReplaceAsync();
                Log.Notice(Guid.Empty, "The code has changed: new processes run it.");
            }
        }
        catch (Exception e)
        {
            Log.Notice(Guid.Empty, $"The changed code cannot be run; the code before it goes on. {e.Message}");
        }
        finally
        {
            var took = _code.LookMilliseconds;
            Volatile.Write(ref _lookedAt, _wheel.Now);
            Volatile.Write(ref _lookAt, _wheel.Now + Math.Max(LookMilliseconds, took * LookShare));
            Interlocked.Exchange(ref _looks, 0);
        }
    }
}
