// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Foregate.Definitions.ApiGatewayV2;

/// <summary>How a route learns who calls.</summary>
public enum AuthorizationType
{
    /// <summary>Anyone may call.</summary>
    [JsonStringEnumMemberName("NONE")]
    None,

    /// <summary>A signed request.</summary>
    [JsonStringEnumMemberName("AWS_IAM")]
    AwsIam,

    /// <summary>A Lambda authorizer.</summary>
    [JsonStringEnumMemberName("CUSTOM")]
    Custom,

    /// <summary>A JSON web token.</summary>
    [JsonStringEnumMemberName("JWT")]
    Jwt,
}
