// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Protocol.Answers;

/// <summary>An answer as it goes over the wire.</summary>
public sealed record ProtocolAnswer
{
    public required int StatusCode { get; init; }

    public required IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; }

    public ReadOnlyMemory<byte> Body { get; init; }
}
