// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Foregate.Definitions.ApiGateway;

/// <summary>How a method of a REST API learns who calls.</summary>
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

    /// <summary>A Cognito token.</summary>
    [JsonStringEnumMemberName("COGNITO_USER_POOLS")]
    CognitoUserPools,
}
