// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Answers;

namespace Foregate.DataPlane.Upstream.Functions;

/// <summary>How an invocation ended.</summary>
/// <param name="outcome">Decides what the payload is.</param>
/// <param name="payload">What the function returned, or the error object that it threw (errorMessage, errorType, …); empty otherwise. Valid until the lease is released.</param>
/// <param name="lease">Gives the payload's memory back; null when there is nothing to give back.</param>
/// <param name="stream">What the function answers while it runs, in the payload's place; only to who takes streams, and his to release. Null otherwise.</param>
/// <param name="requestId">What the invocation is called by those who ran it; empty when it is not known.</param>
internal readonly struct FunctionAnswer(FunctionOutcome outcome, ReadOnlyMemory<byte> payload = default, IntegrationLease? lease = null, Guid requestId = default, FunctionStream? stream = null)
{
    public FunctionOutcome Outcome { get; } = outcome;

    public ReadOnlyMemory<byte> Payload { get; } = payload;

    public Guid RequestId { get; } = requestId;

    public IntegrationLease? Lease { get; } = lease;

    public FunctionStream? Stream { get; } = stream;
}
