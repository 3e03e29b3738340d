// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Finish.Decisions;

/// <summary>
/// Which way a request went, as names only: decision records refer to it, so it must not keep a snapshot alive. The types are those of
/// the steps; their names are asked for when a record is read.
/// </summary>
internal sealed class RouteTrace
{
    private RouteTrace(StagePlan? stage, RoutePlan? route)
    {
        ApiKind = stage?.Kind;
        ApiId = stage?.ApiId;
        Stage = stage?.StageName;
        IsCanary = stage?.IsCanary;
        AtTheDoor = stage is null ? [] : TypesOf(stage.AtTheDoor);
        Binder = stage?.Binder.GetType();
        RouteKey = route?.RouteKey;
        DefinitionPath = route?.DefinitionPath;
        OnRoute = route is null ? [] : TypesOf(route.Steps);
    }

    public ApiKind? ApiKind { get; }

    public string? ApiId { get; }

    public string? Stage { get; }

    /// <summary>Null where the stage has no canary.</summary>
    public bool? IsCanary { get; }

    public string? RouteKey { get; }

    public string? DefinitionPath { get; }

    public Type[] AtTheDoor { get; }

    public Type? Binder { get; }

    public Type[] OnRoute { get; }

    /// <param name="stage">Null for requests that no stage answers.</param>
    /// <param name="route">Null for requests that reach no route.</param>
    public static RouteTrace Of(StagePlan? stage, RoutePlan? route) => new(stage, route);

    private static Type[] TypesOf(IStep[] steps)
    {
        var types = new Type[steps.Length];
        for (var i = 0; i < steps.Length; i++)
        {
            types[i] = steps[i].GetType();
        }

        return types;
    }
}
