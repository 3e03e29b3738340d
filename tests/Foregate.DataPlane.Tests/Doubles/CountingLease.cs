// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Tests.Doubles;

/// <summary>Counts how often it was given back.</summary>
internal sealed class CountingLease : IntegrationLease
{
    public int Releases { get; private set; }

    public override void Release() => Releases++;
}
