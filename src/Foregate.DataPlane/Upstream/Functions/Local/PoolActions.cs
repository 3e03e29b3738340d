// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Upstream.Functions.Local;

/// <summary>What a change of a pool's state leaves to be done, collected under its lock and run after it: nobody is told anything under the lock.</summary>
internal struct PoolActions
{
    private Worker? _sender;
    private RuntimeConnection? _connection;
    private EventSending? _event;
    private List<PoolAction>? _others;

    /// <summary>Whether a process is to be started.</summary>
    public bool HasStarts { get; private set; }

    /// <summary>The event that was written is to be sent.</summary>
    public void Send(Worker worker, RuntimeConnection connection, EventSending sending)
    {
        // The common case, and the only one of a warm invocation, costs no memory.
        if (_sender is null)
        {
            _sender = worker;
            _connection = connection;
            _event = sending;
        }
        else
        {
            Add(new PoolAction(PoolActionKind.Send, worker, connection, sending));
        }
    }

    public void Start(Worker worker)
    {
        HasStarts = true;
        Add(new PoolAction(PoolActionKind.Start, worker));
    }

    /// <summary>The process is asked to end.</summary>
    public void Terminate(Worker worker) => Add(new PoolAction(PoolActionKind.Terminate, worker));

    public void Kill(Worker worker) => Add(new PoolAction(PoolActionKind.Kill, worker));

    /// <summary>The connection of a process that has ended is to be closed.</summary>
    public void Close(RuntimeConnection connection) => Add(new PoolAction(PoolActionKind.Close, Connection: connection));

    /// <summary>The invocation ends, unless it has ended otherwise.</summary>
    public void End(Invocation invocation, long token, FunctionOutcome outcome, byte[]? payload = null) =>
        Add(new PoolAction(PoolActionKind.End, Invocation: invocation, Token: token, Outcome: outcome, Payload: payload));

    public readonly void Run()
    {
        if (_sender is not null)
        {
            _sender.Send(_connection!, _event!);
        }

        if (_others is null)
        {
            return;
        }

        foreach (var action in _others)
        {
            Run(action);
        }

        // Last: whoever waits for an invocation goes on in here.
        foreach (var action in _others)
        {
            if (action.Kind == PoolActionKind.End)
            {
                action.Invocation!.TryEnd(action.Token, action.Outcome, action.Payload);
            }
        }
    }

    private static void Run(in PoolAction action)
    {
        switch (action.Kind)
        {
            case PoolActionKind.Send:
                action.Worker!.Send(action.Connection!, action.Event!);
                break;
            case PoolActionKind.Start:
                action.Worker!.Start();
                break;
            case PoolActionKind.Terminate:
                action.Worker!.Terminate();
                break;
            case PoolActionKind.Kill:
                action.Worker!.Kill();
                break;
            case PoolActionKind.Close:
                action.Connection!.Dispose();
                break;
            default:
                break;
        }
    }

    private void Add(in PoolAction action) => (_others ??= []).Add(action);

    private enum PoolActionKind : byte
    {
        Send,
        Start,
        Terminate,
        Kill,
        Close,
        End,
    }

    private readonly record struct PoolAction(
        PoolActionKind Kind,
        Worker? Worker = null,
        RuntimeConnection? Connection = null,
        EventSending? Event = null,
        Invocation? Invocation = null,
        long Token = 0,
        FunctionOutcome Outcome = default,
        byte[]? Payload = null);
}
