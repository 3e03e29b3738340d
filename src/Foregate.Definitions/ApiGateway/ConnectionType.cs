// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Foregate.Definitions.ApiGateway;

/// <summary>Over which network an integration reaches its back end.</summary>
public enum ConnectionType
{
    [JsonStringEnumMemberName("INTERNET")]
    Internet,

    [JsonStringEnumMemberName("VPC_LINK")]
    VpcLink,
}
