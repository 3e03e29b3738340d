// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Foregate.Definitions.ApiGatewayV2;

/// <summary>Who decides whether a caller may: a function, or the signature of a token.</summary>
public enum AuthorizerType
{
    [JsonStringEnumMemberName("REQUEST")]
    Request,

    [JsonStringEnumMemberName("JWT")]
    Jwt,
}
