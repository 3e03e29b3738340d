// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Answers;
using Foregate.DataPlane.Upstream.Functions;

namespace Foregate.DataPlane.Tests.Doubles;

/// <summary>A function that answers as told and keeps what it was asked.</summary>
internal sealed class FunctionDouble : FunctionTarget
{
    public FunctionOutcome Outcome { get; set; } = FunctionOutcome.Answered;

    public byte[] Answer { get; set; } = "{\"statusCode\":200}"u8.ToArray();

    public IntegrationLease? Lease { get; set; }

    /// <summary>In the answer's place, to who takes streams.</summary>
    public FunctionStream? Stream { get; set; }

    public bool StreamIsTaken { get; private set; }

    public Guid RequestId { get; set; }

    /// <summary>Runs before the answer.</summary>
    public Action? Meanwhile { get; set; }

    /// <summary>Whether what was asked is kept: tests of allocation do without.</summary>
    public bool Keeps { get; set; } = true;

    /// <summary>Awaited before the answer.</summary>
    public TaskCompletionSource? Waiting { get; set; }

    public string Event { get; private set; } = "";

    public string TraceId { get; private set; } = "";

    public int TimeoutMilliseconds { get; private set; }

    public int Calls { get; private set; }

    public override ValueTask<FunctionAnswer> InvokeAsync(FunctionCall call)
    {
        Calls++;
        Meanwhile?.Invoke();
        if (Keeps)
        {
            Event = Encoding.UTF8.GetString(call.Payload.Span);
            TraceId = Encoding.UTF8.GetString(call.TraceId.Span);
            StreamIsTaken = call.TakesStream;
            TimeoutMilliseconds = call.TimeoutMilliseconds;
        }

        return Waiting is null ? new ValueTask<FunctionAnswer>(Answered()) : AwaitedAsync(Waiting.Task);
    }

    private async ValueTask<FunctionAnswer> AwaitedAsync(Task waiting)
    {
        await waiting;
        return Answered();
    }

    private FunctionAnswer Answered() => new(Outcome, Answer, Lease, RequestId, Stream);
}
