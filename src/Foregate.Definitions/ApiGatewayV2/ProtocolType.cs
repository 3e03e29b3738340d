// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Foregate.Definitions.ApiGatewayV2;

/// <summary>What an API of the second generation speaks.</summary>
public enum ProtocolType
{
    [JsonStringEnumMemberName("HTTP")]
    Http,

    [JsonStringEnumMemberName("WEBSOCKET")]
    WebSocket,
}
