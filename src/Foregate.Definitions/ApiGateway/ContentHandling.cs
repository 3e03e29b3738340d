// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Serialization;

namespace Foregate.Definitions.ApiGateway;

/// <summary>How payloads are converted between text and binary.</summary>
public enum ContentHandling
{
    /// <summary>Text is read as base64.</summary>
    [JsonStringEnumMemberName("CONVERT_TO_BINARY")]
    ConvertToBinary,

    /// <summary>Bytes are written as base64.</summary>
    [JsonStringEnumMemberName("CONVERT_TO_TEXT")]
    ConvertToText,
}
