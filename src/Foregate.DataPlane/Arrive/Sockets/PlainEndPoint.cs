// SPDX-License-Identifier: Apache-2.0
using System.Net;

namespace Foregate.DataPlane.Arrive.Sockets;

/// <summary>An address of a listener without TLS: <see cref="PlainTransport"/> binds these, Kestrel's own transport all others.</summary>
internal sealed class PlainEndPoint(IPAddress address, int port) : IPEndPoint(address, port);
