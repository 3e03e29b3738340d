// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.Definitions.Collections;

namespace Foregate.Definitions.ApiGatewayV2;

/// <summary>A name under which one deployment of an HTTP API is served, with settings that take effect at once.</summary>
public sealed record Stage
{
    /// <summary><c>$default</c> (no name in the path) or <c>[A-Za-z0-9_-]{1,128}</c>.</summary>
    public required string StageName { get; init; }

    /// <summary><see langword="null"/> until something is deployed.</summary>
    public string? DeploymentId { get; init; }

    public string? Description { get; init; }

    /// <summary>Every change of the API is deployed at once.</summary>
    public bool AutoDeploy { get; init; }

    public ImmutableSortedDictionary<string, string> StageVariables { get; init; } = OrdinalMap.Empty<string>();

    public RouteSettings DefaultRouteSettings { get; init; } = new();

    /// <summary>By route key.</summary>
    public ImmutableSortedDictionary<string, RouteSettings> RouteSettings { get; init; } = OrdinalMap.Empty<RouteSettings>();

    public AccessLogSettings? AccessLogSettings { get; init; }

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = OrdinalMap.Empty<string>();

    public required DateTimeOffset CreatedDate { get; init; }

    public required DateTimeOffset LastUpdatedDate { get; init; }

    /// <summary>Made with its API by one call.</summary>
    public bool ApiGatewayManaged { get; init; }

    public string? ClientCertificateId { get; init; }

    public string? LastDeploymentStatusMessage { get; init; }
}
