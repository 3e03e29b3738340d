// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Wire;

/// <summary>The protocol a message arrived with.</summary>
internal enum HttpProtocol : byte
{
    Http10,
    Http11,
    Http2,
}
