// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane;

/// <summary>What an integration holds while its answer is passed on (a back end's connection), given back when the answer is written.</summary>
internal abstract class IntegrationLease
{
    /// <summary>Gives everything back; what was not read to its proper end is not used again.</summary>
    public abstract void Release();
}
