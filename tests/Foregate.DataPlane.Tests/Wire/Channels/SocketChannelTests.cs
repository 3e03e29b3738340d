// SPDX-License-Identifier: Apache-2.0
using System.Net.Sockets;
using Foregate.DataPlane.Wire.Channels;

namespace Foregate.DataPlane.Tests.Wire.Channels;

public sealed class SocketChannelTests : ByteChannelTests
{
    private protected override ByteChannel Open(Socket socket) => new SocketChannel(socket);
}
