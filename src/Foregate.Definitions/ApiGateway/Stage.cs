// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.Definitions.Collections;

namespace Foregate.Definitions.ApiGateway;

/// <summary>A name under which one deployment of a REST API is served, with settings that take effect at once.</summary>
public sealed record Stage
{
    /// <summary><c>[A-Za-z0-9_-]{1,128}</c>.</summary>
    public required string StageName { get; init; }

    public required string DeploymentId { get; init; }

    public string? Description { get; init; }

    /// <summary><c>stageVariables</c> of mappings and URIs.</summary>
    public ImmutableSortedDictionary<string, string> Variables { get; init; } = OrdinalMap.Empty<string>();

    /// <summary>Keys are <c>*/*</c> or the path without its leading slash and the method: <c>pets/{id}/GET</c>; the root is <c>/GET</c>.</summary>
    public ImmutableSortedDictionary<string, MethodSetting> MethodSettings { get; init; } = OrdinalMap.Empty<MethodSetting>();

    public AccessLogSettings? AccessLogSettings { get; init; }

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = OrdinalMap.Empty<string>();

    public required DateTimeOffset CreatedDate { get; init; }

    public required DateTimeOffset LastUpdatedDate { get; init; }

    public string? ClientCertificateId { get; init; }

    public bool CacheClusterEnabled { get; init; }

    /// <summary>Gigabytes: <c>0.5 1.6 6.1 13.5 28.4 58.2 118 237</c>.</summary>
    public string? CacheClusterSize { get; init; }

    public string? DocumentationVersion { get; init; }

    public CanarySettings? CanarySettings { get; init; }

    public bool TracingEnabled { get; init; }

    public string? WebAclArn { get; init; }
}
