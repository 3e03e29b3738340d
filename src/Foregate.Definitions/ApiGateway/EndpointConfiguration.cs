// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;

namespace Foregate.Definitions.ApiGateway;

/// <summary>From where a REST API is reached, and over which address family.</summary>
public sealed record EndpointConfiguration
{
    /// <summary>Exactly one; AWS's default is <c>EDGE</c>.</summary>
    public ImmutableArray<EndpointType> Types { get; init; } = [EndpointType.Edge];

    /// <summary><c>ipv4</c> or <c>dualstack</c>.</summary>
    public string IpAddressType { get; init; } = "ipv4";

    /// <summary>Endpoints through which a private API is reached.</summary>
    public ImmutableArray<string> VpcEndpointIds { get; init; } = [];
}
