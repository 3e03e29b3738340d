// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using Foregate.DataPlane.Answers;
using Foregate.DataPlane.Upstream.Backends;
using Foregate.DataPlane.Upstream.Functions;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Awaiting;
using Foregate.DataPlane.Wire.Bodies;

namespace Foregate.DataPlane.Dispatch.MappedRequests;

/// <summary>
/// What a non-proxy integration makes its request with and keeps its answer in. Rented for one request, and given back when nothing of it is in use any more:
/// an idle connection holds none.
/// </summary>
internal sealed class MappedCall(MappedCalls calls) : IntegrationLease
{
    private IntegrationLease? _held;
    private bool _isGivenBack;

    public ByteWriter Head { get; } = new(1024);

    /// <summary>What the request template gave.</summary>
    public ByteWriter Text { get; private set; } = new(1024);

    /// <summary>The request's body as content handling changed it.</summary>
    public ByteWriter Room { get; private set; } = new(0);

    public ByteWriter Trace { get; } = new(64);

    /// <summary>What the integration is sent: of the exchange, of the definition or of one of the writers.</summary>
    public ReadOnlyMemory<byte> Payload { get; set; }

    /// <summary>A reader of the payload.</summary>
    public MemoryBody PayloadBody { get; } = new();

    public BackendRequest Request { get; } = new();

    public FunctionCall Function { get; } = new();

    /// <summary>The answer, whole.</summary>
    public WholeBody Answer { get; } = new();

    public MemoryBody AnswerBody { get; } = new();

    /// <summary>From now on for one request.</summary>
    public MappedCall Begin()
    {
        _isGivenBack = false;
        return this;
    }

    /// <summary>Holds what the back end's answer lies in.</summary>
    public void Hold(IntegrationLease? lease) => _held = lease;

    public override void Release() => _held?.Release();

    public override ValueTask UploadEndedAsync()
    {
        var ended = _held?.UploadEndedAsync() ?? default;
        if (!ended.IsCompletedSuccessfully)
        {
            return Awaited(ended);
        }

        GiveBack();
        return default;
    }

    [AsyncMethodBuilder(typeof(PooledMethodBuilder))]
    private async ValueTask Awaited(ValueTask ended)
    {
        await ended;
        GiveBack();
    }

    private void GiveBack()
    {
        if (_isGivenBack)
        {
            return;
        }

        _isGivenBack = true;
        _held = null;
        Payload = default;
        PayloadBody.Set(default);
        AnswerBody.Set(default);
        Answer.Release();
        Function.Payload = Function.TraceId = Function.ClientContext = default;
        Function.Client = null;
        Text = Emptied(Text);
        Room = Emptied(Room);
        calls.Return(this);
    }

    /// <summary>A buffer that one large request has grown is not kept for the small ones.</summary>
    private static ByteWriter Emptied(ByteWriter writer)
    {
        if (writer.Capacity > MappedCalls.KeptBytes)
        {
            return new ByteWriter();
        }

        writer.Clear();
        return writer;
    }
}
