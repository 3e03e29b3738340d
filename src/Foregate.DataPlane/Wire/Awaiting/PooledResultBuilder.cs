// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;

namespace Foregate.DataPlane.Wire.Awaiting;

/// <summary>
/// For async methods on a request's way: their state is pooled, and the pool follows it between threads. Many a request is begun by the
/// thread that reads its client's socket and ended by the one that reads its back end's; .NET's own pooling builder keeps a box where it
/// was given back, and the first thread would make new ones for ever. The execution context does not flow: nothing of a request is kept there.
/// </summary>
internal struct PooledResultBuilder<T>
{
    // Null while the method has not waited: then its result stays here.
    private AsyncBox<T>? _box;
    private T _result;

    public readonly ValueTask<T> Task => _box is { } box ? new ValueTask<T>(box, box.Version) : new ValueTask<T>(_result);

    /// <summary>Where the method goes on after a wait; null when it has not waited.</summary>
    public readonly AsyncBox<T>? Box => _box;

    public static PooledResultBuilder<T> Create() => default;

    /// <summary>Runs to the first wait. What contexts the method changes, it changes for itself only.</summary>
    public readonly void Start<TStateMachine>(ref TStateMachine stateMachine)
        where TStateMachine : IAsyncStateMachine => AsyncValueTaskMethodBuilder.Create().Start(ref stateMachine);

    public readonly void SetStateMachine(IAsyncStateMachine stateMachine)
    {
        // Meant for builders that have the state machine box itself.
    }

    public void SetResult(T result)
    {
        if (_box is { } box)
        {
            box.SetResult(result);
        }
        else
        {
            _result = result;
        }
    }

    public void SetException(Exception exception) => (_box ??= new AsyncBox<T>()).SetException(exception);

    public void AwaitOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : INotifyCompletion
        where TStateMachine : IAsyncStateMachine => awaiter.OnCompleted(Boxed(ref stateMachine).Resume);

    public void AwaitUnsafeOnCompleted<TAwaiter, TStateMachine>(ref TAwaiter awaiter, ref TStateMachine stateMachine)
        where TAwaiter : ICriticalNotifyCompletion
        where TStateMachine : IAsyncStateMachine => awaiter.UnsafeOnCompleted(Boxed(ref stateMachine).Resume);

    private AsyncBox<T> Boxed<TStateMachine>(ref TStateMachine stateMachine)
        where TStateMachine : IAsyncStateMachine
    {
        if (_box is { } known)
        {
            return known;
        }

        var box = StateMachineBox<TStateMachine, T>.Rent();
        // This builder is part of the state machine: it has to know its box before it is copied there.
        _box = box;
        box.StateMachine = stateMachine;
        return box;
    }
}
