// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane;

/// <summary>The route of a request and the raw values of its path variables, as ranges of the request's bytes.</summary>
internal sealed class MatchedRoute
{
    /// <summary>Path variables of one route at most; a definition with more is refused.</summary>
    public const int MaxParameters = 32;

    private readonly ByteRange[] _parameters = new ByteRange[MaxParameters];

    /// <summary>Null before Bind and when nothing matched.</summary>
    public RoutePlan? Plan { get; private set; }

    /// <summary>Raw values (percent-encoding as sent) in the order of <see cref="RoutePlan.ParameterNames"/>.</summary>
    public ReadOnlySpan<ByteRange> Parameters => _parameters.AsSpan(0, Plan?.ParameterNames.Length ?? 0);

    /// <summary>Room that a binder fills while it walks.</summary>
    public Span<ByteRange> Room => _parameters;

    public void Set(RoutePlan plan) => Plan = plan;

    public void Reset() => Plan = null;
}
