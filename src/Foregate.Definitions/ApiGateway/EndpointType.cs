// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Foregate.Definitions.ApiGateway;

/// <summary>From where a REST API is reached.</summary>
public enum EndpointType
{
    [JsonStringEnumMemberName("REGIONAL")]
    Regional,

    [JsonStringEnumMemberName("EDGE")]
    Edge,

    [JsonStringEnumMemberName("PRIVATE")]
    Private,
}
