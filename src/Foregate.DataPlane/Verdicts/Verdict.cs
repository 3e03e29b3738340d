// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Verdicts;

/// <summary>A step's decision: go on, answered, or rejected with a reason.</summary>
internal readonly struct Verdict
{
    private Verdict(VerdictKind kind, Rejection? rejection)
    {
        Kind = kind;
        Rejection = rejection;
    }

    public static Verdict Continue => default;

    public static Verdict Answered { get; } = new(VerdictKind.Answered, null);

    public VerdictKind Kind { get; }

    /// <summary>The reason, when <see cref="VerdictKind.Rejected"/>.</summary>
    public Rejection? Rejection { get; }

    public static Verdict Reject(Rejection rejection) => new(VerdictKind.Rejected, rejection);

    public static implicit operator ValueTask<Verdict>(Verdict verdict) => new(verdict);
}
