// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane;

/// <summary>One method of a resource (REST) or one route (HTTP API), compiled: who it is, and the steps on the way through it.</summary>
internal sealed class RoutePlan
{
    /// <summary>The steps after the route is known, top to bottom.</summary>
    public required IStep[] Steps { get; init; }

    /// <summary>$context.resourcePath, for example /pets/{petId}; the path of the route key for HTTP APIs, or $default.</summary>
    public required string ResourcePath { get; init; }

    /// <summary>$context.routeKey of HTTP APIs; for REST, method and resource path.</summary>
    public required string RouteKey { get; init; }

    /// <summary>$context.resourceId of REST APIs; the route id of HTTP APIs.</summary>
    public required string ResourceId { get; init; }

    /// <summary>Names of the path variables in order of appearance, without braces and plus.</summary>
    public required string[] ParameterNames { get; init; }

    /// <summary>Where the route is said in the definitions (AWS path).</summary>
    public required string DefinitionPath { get; init; }
}
