// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.DataPlane;
using Foregate.Definitions;

namespace Foregate.ControlPlane.Protocol.Handlers;

/// <summary>What a handler gives: the account after the call and what the answer holds, or why nothing changed.</summary>
internal readonly record struct HandlerResult(Account? Account, WireValue Output, AwsError? Error)
{
    /// <summary>What the call is known by elsewhere too; <see langword="null"/> for any.</summary>
    public string? RequestId { get; init; }

    /// <summary>What becomes of the call instead when the data plane cannot serve the account; <see langword="null"/> where it is refused then.</summary>
    public Func<IReadOnlyList<CompilationFault>, HandlerResult>? Unservable { get; init; }

    public static implicit operator HandlerResult(AwsError error) => new(null, WireValue.Empty, error);
}
