// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Foregate.Definitions.ApiGateway;

/// <summary>What kind of back end a method of a REST API asks.</summary>
public enum IntegrationType
{
    /// <summary>An HTTP back end through mapping templates.</summary>
    [JsonStringEnumMemberName("HTTP")]
    Http,

    /// <summary>An AWS service through mapping templates.</summary>
    [JsonStringEnumMemberName("AWS")]
    Aws,

    /// <summary>None: the gateway answers by itself.</summary>
    [JsonStringEnumMemberName("MOCK")]
    Mock,

    /// <summary>An HTTP back end, bodies passed as they are.</summary>
    [JsonStringEnumMemberName("HTTP_PROXY")]
    HttpProxy,

    /// <summary>A Lambda function with the proxy event.</summary>
    [JsonStringEnumMemberName("AWS_PROXY")]
    AwsProxy,
}
