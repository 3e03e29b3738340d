// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.Definitions.Collections;

namespace Foregate.Definitions.ApiGatewayV2;

/// <summary>What becomes of an answer of a WebSocket API's back end.</summary>
public sealed record IntegrationResponse
{
    /// <summary>6 characters <c>[a-z0-9]</c>.</summary>
    public required string IntegrationResponseId { get; init; }

    public required string IntegrationResponseKey { get; init; }

    public ApiGateway.ContentHandling? ContentHandlingStrategy { get; init; }

    public ImmutableSortedDictionary<string, string> ResponseParameters { get; init; } = OrdinalMap.Empty<string>();

    public ImmutableSortedDictionary<string, string> ResponseTemplates { get; init; } = OrdinalMap.Empty<string>();

    public string? TemplateSelectionExpression { get; init; }
}
