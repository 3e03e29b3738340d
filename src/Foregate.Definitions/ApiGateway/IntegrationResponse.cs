// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.Definitions.Collections;

namespace Foregate.Definitions.ApiGateway;

/// <summary>How an answer of the back end becomes an answer of the method.</summary>
public sealed record IntegrationResponse
{
    /// <summary>Three digits; a method response must declare it.</summary>
    public required string StatusCode { get; init; }

    /// <summary>A pattern that the whole status or error text must match; <see langword="null"/> or empty marks the default.</summary>
    public string? SelectionPattern { get; init; }

    /// <summary>Keys are <c>method.response.header.{name}</c>, values mapping expressions such as <c>'static'</c>.</summary>
    public ImmutableSortedDictionary<string, string> ResponseParameters { get; init; } = OrdinalMap.Empty<string>();

    /// <summary>Templates by content type, in the order of the keys.</summary>
    public ImmutableSortedDictionary<string, string> ResponseTemplates { get; init; } = OrdinalMap.Empty<string>();

    public ContentHandling? ContentHandling { get; init; }
}
