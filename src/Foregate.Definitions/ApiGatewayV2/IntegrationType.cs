// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Foregate.Definitions.ApiGatewayV2;

/// <summary>What kind of back end a route asks.</summary>
public enum IntegrationType
{
    /// <summary>An HTTP back end.</summary>
    [JsonStringEnumMemberName("HTTP_PROXY")]
    HttpProxy,

    /// <summary>A Lambda function or an AWS service.</summary>
    [JsonStringEnumMemberName("AWS_PROXY")]
    AwsProxy,

    /// <summary>A Lambda function, with mappings; WebSocket APIs only.</summary>
    [JsonStringEnumMemberName("AWS")]
    Aws,

    /// <summary>An HTTP back end, with mappings; WebSocket APIs only.</summary>
    [JsonStringEnumMemberName("HTTP")]
    Http,

    /// <summary>None: the gateway answers by itself; WebSocket APIs only.</summary>
    [JsonStringEnumMemberName("MOCK")]
    Mock,
}
