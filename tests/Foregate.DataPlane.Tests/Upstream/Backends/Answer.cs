// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Upstream.Backends;
using Foregate.DataPlane.Wire.Bodies;

namespace Foregate.DataPlane.Tests.Upstream.Backends;

/// <summary>What a whole call brought, copied out so that it outlives the call.</summary>
internal sealed record Answer(BackendOutcome Outcome, int Status, string[] Headers, byte[] Body, BodyStatus Ending, bool IsReused, BodyStatus RequestBodyStatus)
{
    public string Text => Encoding.Latin1.GetString(Body);

    public bool IsWhole => Outcome == BackendOutcome.Answered && Ending == BodyStatus.End;
}
