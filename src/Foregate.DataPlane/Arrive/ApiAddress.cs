// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Arrive;

/// <summary>One API and its stages, as addresses see it.</summary>
internal sealed class ApiAddress(ApiKind kind, string apiId, string region, ByteMap<StagePlan> stages, StagePlan? defaultStage)
{
    private readonly byte[] _regionLabel = Encoding.ASCII.GetBytes(region + ".");

    public ApiKind Kind { get; } = kind;

    /// <summary>No other API has it, in no account and no region.</summary>
    public byte[] Id { get; } = Encoding.ASCII.GetBytes(apiId);

    public ByteMap<StagePlan> Stages { get; } = stages;

    /// <summary>The stage that answers without a name in the path (HTTP APIs' $default); null when there is none.</summary>
    public StagePlan? DefaultStage { get; } = defaultStage;

    /// <summary>Whether what follows execute-api in a host name begins with this API's region.</summary>
    public bool IsIn(ReadOnlySpan<byte> rest) =>
        rest.Length > _regionLabel.Length && Ascii.EqualsIgnoreCase(rest[.._regionLabel.Length], _regionLabel);
}
