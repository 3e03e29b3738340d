// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Foregate.Definitions.ApiGateway;

/// <summary>Where a REST API finds the API key of a request.</summary>
public enum ApiKeySourceType
{
    /// <summary>The header <c>x-api-key</c>.</summary>
    [JsonStringEnumMemberName("HEADER")]
    Header,

    /// <summary>The answer of a Lambda authorizer.</summary>
    [JsonStringEnumMemberName("AUTHORIZER")]
    Authorizer,
}
