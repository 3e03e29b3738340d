// SPDX-License-Identifier: Apache-2.0
using System.Net.Sockets;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Channels;

namespace Foregate.DataPlane.Upstream.Functions.Local;

/// <summary>
/// One event on its way to a process. The process may have answered and asked again before the thread that sent the event has come back from
/// the system: until then neither the sending nor its memory may be used for anything else.
/// </summary>
internal sealed class EventSending(Socket socket) : IDisposable
{
    private const int KeptBuffer = 1024 * 1024;

    private readonly SocketSending _sending = new(socket);

    public ByteWriter Writer { get; } = new(8 * 1024);

    /// <summary>Whether it is worth keeping for another event.</summary>
    public bool IsKept => Writer.Capacity <= KeptBuffer;

    /// <summary>Sends what was written. False when it cannot have arrived whole.</summary>
    public ValueTask<bool> SendAsync() => _sending.Start(Writer.WrittenMemory);

    public void Dispose() => _sending.Dispose();
}
