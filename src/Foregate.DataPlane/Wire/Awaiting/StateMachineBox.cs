// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;

namespace Foregate.DataPlane.Wire.Awaiting;

/// <summary>The state of one kind of async method, on the heap while it waits.</summary>
internal sealed class StateMachineBox<TStateMachine, T> : AsyncBox<T>
    where TStateMachine : IAsyncStateMachine
{
    private static readonly BoxPool Pool = new();

    [ThreadStatic]
    private static BoxShelf? t_shelf;

    private TStateMachine? _stateMachine;

    public TStateMachine StateMachine
    {
        set => _stateMachine = value;
    }

    private static BoxShelf Shelf => t_shelf ??= new BoxShelf(Pool);

    public static StateMachineBox<TStateMachine, T> Rent() =>
        Shelf.Take() is { } box ? Unsafe.As<StateMachineBox<TStateMachine, T>>(box) : new StateMachineBox<TStateMachine, T>();

    protected override void MoveNext() => _stateMachine!.MoveNext();

    protected override void Recycle()
    {
        _stateMachine = default;
        Shelf.Put(this);
    }
}
