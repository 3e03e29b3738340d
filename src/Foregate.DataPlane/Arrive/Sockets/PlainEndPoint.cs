// SPDX-License-Identifier: Apache-2.0
using System.Net;

namespace Foregate.DataPlane.Arrive.Sockets;

/// <summary>An address and port of a listener: <see cref="PlainTransport"/> binds these, Kestrel's own transport the Unix sockets.</summary>
internal sealed class PlainEndPoint(IPAddress address, int port) : IPEndPoint(address, port);
