// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Wire.Channels;

/// <summary>Something in progress that another thread may give up: a connection, or one that is only being made.</summary>
internal abstract class Abortable
{
    /// <summary>Gives it up at once (RST where the transport can): pending calls return as broken. Safe from any thread, any number of times. Never throws.</summary>
    public abstract void Abort();
}
