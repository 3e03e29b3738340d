// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.Definitions.Collections;

namespace Foregate.Definitions.ApiGateway;

/// <summary>The back end of a method of a REST API, and how the request is made for it.</summary>
public sealed record Integration
{
    public required IntegrationType Type { get; init; }

    /// <summary>The method used towards the back end; <c>ANY</c> means the client's; <see langword="null"/> only for <c>MOCK</c>.</summary>
    public string? HttpMethod { get; init; }

    /// <summary>The back end, with <c>{param}</c> placeholders and <c>${stageVariables.x}</c>; <see langword="null"/> only for <c>MOCK</c>.</summary>
    public string? Uri { get; init; }

    /// <summary>Keys are <c>integration.request.{path|querystring|header}.{name}</c>, values mapping expressions.</summary>
    public ImmutableSortedDictionary<string, string> RequestParameters { get; init; } = OrdinalMap.Empty<string>();

    /// <summary>Templates by content type.</summary>
    public ImmutableSortedDictionary<string, string> RequestTemplates { get; init; } = OrdinalMap.Empty<string>();

    public PassthroughBehavior PassthroughBehavior { get; init; } = PassthroughBehavior.WhenNoMatch;

    /// <summary>Without effect on Lambda proxy integrations, whose events say themselves what is base64; <see langword="null"/> asks for nothing.</summary>
    public ContentHandling? ContentHandling { get; init; }

    /// <summary>50 to 29000 unless the quota was raised.</summary>
    public int TimeoutInMillis { get; init; } = 29_000;

    /// <summary>By status code.</summary>
    public ImmutableSortedDictionary<string, IntegrationResponse> IntegrationResponses { get; init; } = OrdinalMap.Empty<IntegrationResponse>();

    public ConnectionType ConnectionType { get; init; }

    /// <summary>Id of a VPC link, or a stage variable that holds one.</summary>
    public string? ConnectionId { get; init; }

    /// <summary>ARN of the role that signs calls of AWS services, or <c>arn:aws:iam::*:user/*</c> for the caller's own.</summary>
    public string? Credentials { get; init; }

    /// <summary><see langword="null"/> is the resource's id.</summary>
    public string? CacheNamespace { get; init; }

    public ImmutableArray<string> CacheKeyParameters { get; init; } = [];

    public TlsConfig? TlsConfig { get; init; }

    /// <summary><see langword="null"/> until it is said: buffered.</summary>
    public ResponseTransferMode? ResponseTransferMode { get; init; }

    /// <summary>ARN of the load balancer behind a VPC link.</summary>
    public string? IntegrationTarget { get; init; }
}
