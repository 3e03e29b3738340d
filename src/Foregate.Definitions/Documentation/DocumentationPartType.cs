// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Foregate.Definitions.Documentation;

/// <summary>What a part of an API's documentation is about.</summary>
public enum DocumentationPartType
{
    [JsonStringEnumMemberName("API")]
    Api,

    [JsonStringEnumMemberName("AUTHORIZER")]
    Authorizer,

    [JsonStringEnumMemberName("MODEL")]
    Model,

    [JsonStringEnumMemberName("RESOURCE")]
    Resource,

    [JsonStringEnumMemberName("METHOD")]
    Method,

    [JsonStringEnumMemberName("PATH_PARAMETER")]
    PathParameter,

    [JsonStringEnumMemberName("QUERY_PARAMETER")]
    QueryParameter,

    [JsonStringEnumMemberName("REQUEST_HEADER")]
    RequestHeader,

    [JsonStringEnumMemberName("REQUEST_BODY")]
    RequestBody,

    [JsonStringEnumMemberName("RESPONSE")]
    Response,

    [JsonStringEnumMemberName("RESPONSE_HEADER")]
    ResponseHeader,

    [JsonStringEnumMemberName("RESPONSE_BODY")]
    ResponseBody,
}
