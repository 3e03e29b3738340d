// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Foregate.Definitions.ApiGateway;

/// <summary>Who decides whether a caller may: a function (by a token, or by the request), or a Cognito user pool.</summary>
public enum AuthorizerType
{
    [JsonStringEnumMemberName("TOKEN")]
    Token,

    [JsonStringEnumMemberName("REQUEST")]
    Request,

    [JsonStringEnumMemberName("COGNITO_USER_POOLS")]
    CognitoUserPools,
}
