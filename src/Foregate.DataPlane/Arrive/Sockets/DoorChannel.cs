// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Wire.Channels;

namespace Foregate.DataPlane.Arrive.Sockets;

/// <summary>A client's connection as the HTTP/1.1 door needs it: a channel whose waiting can be called off, and which notices the client's going.</summary>
internal abstract class DoorChannel : ByteChannel
{
    /// <summary>What <see cref="ByteChannel.FillAsync"/> returns after <see cref="Interrupt"/> when nothing had arrived.</summary>
    public const int Interrupted = -2;

    public override ValueTask<bool> SendAsync(ReadOnlyMemory<byte> bytes) => SendAsync(bytes, default);

    /// <summary>Sends both pieces as one.</summary>
    public abstract ValueTask<bool> SendAsync(ReadOnlyMemory<byte> first, ReadOnlyMemory<byte> second);

    /// <summary>
    /// Makes the pending (or else the next) <see cref="ByteChannel.FillAsync"/> return: with what has arrived, or with <see cref="Interrupted"/>.
    /// For good: nothing is waited for afterwards. Safe from any thread.
    /// </summary>
    public abstract void Interrupt();

    /// <summary>While a request is served and nothing is read: notices when the client goes. What arrives meanwhile waits for the next fill.</summary>
    public abstract void Watch();

    /// <summary>Sends what is left and ends both directions.</summary>
    public abstract void Complete();
}
