// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Foregate.Definitions.ApiGateway;

/// <summary>Whether an answer is sent when it is whole, or as it comes.</summary>
public enum ResponseTransferMode
{
    [JsonStringEnumMemberName("BUFFERED")]
    Buffered,

    [JsonStringEnumMemberName("STREAM")]
    Stream,
}
