// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Check.Throttling;

/// <summary>What a request has taken of limits that it passed, to be given back when a later limit refuses it.</summary>
internal abstract class Reservation
{
    /// <summary>Gives back what one request took.</summary>
    public abstract void Return();
}
