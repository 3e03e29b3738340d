// SPDX-License-Identifier: Apache-2.0
using System.Collections.Frozen;
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane;

/// <summary>One stage of one API, compiled: what is true for all its requests, the steps at the door, and its routes.</summary>
internal sealed class StagePlan
{
    public required ApiKind Kind { get; init; }

    public required string ApiId { get; init; }

    public required string StageName { get; init; }

    public required string AccountId { get; init; }

    public required string DeploymentId { get; init; }

    /// <summary>$context.endpointType.</summary>
    public string EndpointType { get; init; } = "REGIONAL";

    public required FrozenDictionary<string, string> Variables { get; init; }

    /// <summary>The steps before a route is known.</summary>
    public required IStep[] AtTheDoor { get; init; }

    public required IBinder Binder { get; init; }

    /// <summary>The same stage as its canary sees it; null for none.</summary>
    public StagePlan? Canary { get; init; }

    /// <summary>How many of a hundred requests the canary takes.</summary>
    public double PercentTraffic { get; init; }

    /// <summary>$context.isCanaryRequest; null where there is no canary.</summary>
    public bool? IsCanary { get; init; }

    /// <summary>What decides between the two, for each request alone.</summary>
    public Random Dice { get; init; } = Random.Shared;

    /// <summary>The refusals of this API's kind.</summary>
    public required Rejections Rejections { get; init; }

    /// <summary>Answers of so many bytes or more are compressed for clients that take it; null for none.</summary>
    public int? MinimumCompressionSize { get; init; }

    /// <summary>How the API itself words its refusals, opaque to the phases before Emit; null for AWS's own wording.</summary>
    public object? GatewayResponses { get; init; }

    /// <summary>What Finish keeps for this stage (access log, counters), opaque to the phases before it.</summary>
    public object? Records { get; init; }

    /// <summary>The plan that takes the next request: this one, or its canary.</summary>
    public StagePlan Next() => Canary is { } canary && Dice.NextDouble() * 100 < PercentTraffic ? canary : this;
}
