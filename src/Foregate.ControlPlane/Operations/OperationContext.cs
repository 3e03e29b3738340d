// SPDX-License-Identifier: Apache-2.0

using Foregate.Definitions;

namespace Foregate.ControlPlane.Operations;

/// <summary>What operations need besides the account: the time, where ids and secrets come from, and the limits.</summary>
internal sealed record OperationContext
{
    public required DateTimeOffset Now { get; init; }

    /// <summary>Fills a buffer with bytes nobody can guess.</summary>
    public required Action<Span<byte>> FillRandom { get; init; }

    /// <summary>What ids are made from instead of names, which need not be unique: a template's logical id.</summary>
    public string? IdSeed { get; init; }

    public Quotas Quotas { get; init; } = Quotas.Default;
}
