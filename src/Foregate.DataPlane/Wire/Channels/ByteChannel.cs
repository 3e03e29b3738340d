// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Wire.Channels;

/// <summary>
/// The bytes of one connection, whatever carries them: a receive buffer that is filled and consumed, and a send. Both calls
/// complete synchronously when the system has the bytes or the room. One reader and one writer at a time.
/// </summary>
internal abstract class ByteChannel : Abortable
{
    /// <summary>What <see cref="FillAsync"/> returns when the connection was reset or aborted.</summary>
    public const int Broken = -1;

    /// <summary>Received and not yet consumed.</summary>
    public abstract ReadOnlySpan<byte> Unread { get; }

    /// <summary>The same bytes, for passing on; valid until the next <see cref="FillAsync"/>.</summary>
    public abstract ReadOnlyMemory<byte> UnreadMemory { get; }

    public abstract void Consume(int count);

    /// <summary>
    /// Waits for more bytes and adds them behind <see cref="Unread"/>.
    /// Returns how many came, 0 at the end of the stream, <see cref="Broken"/> after a reset. Never throws.
    /// </summary>
    public abstract ValueTask<int> FillAsync();

    /// <summary>Sends all bytes. False when the connection is broken. Never throws.</summary>
    public abstract ValueTask<bool> SendAsync(ReadOnlyMemory<byte> bytes);

    /// <summary>Between messages: the next wait may be long, so it should hold little memory.</summary>
    public virtual void Rest()
    {
    }
}
