// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Arrive;

/// <summary>One API and its stages, as addresses see it.</summary>
internal sealed class ApiAddress(ApiKind kind, ByteMap<StagePlan> stages, StagePlan? defaultStage)
{
    public ApiKind Kind { get; } = kind;

    public ByteMap<StagePlan> Stages { get; } = stages;

    /// <summary>The stage that answers without a name in the path (HTTP APIs' $default); null when there is none.</summary>
    public StagePlan? DefaultStage { get; } = defaultStage;
}
