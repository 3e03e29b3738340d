// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.ControlPlane.Operations;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.ApiGatewayV2;
using RestFingerprint = Foregate.ControlPlane.Operations.ApiGateway.SnapshotFingerprint;
using HttpFingerprint = Foregate.ControlPlane.Operations.ApiGatewayV2.SnapshotFingerprint;

namespace Foregate.ControlPlane.Publish;

/// <summary>What one account serves differently from another: routes by method and path, as a person would name them.</summary>
public sealed record RouteChanges
{
    private const string Settings = "settings";

    public required ImmutableArray<string> Added { get; init; }

    public required ImmutableArray<string> Removed { get; init; }

    public required ImmutableArray<string> Changed { get; init; }

    /// <summary>Whether something that holds for all routes changed: stage variables, limits, CORS, keys, log format.</summary>
    public required bool SettingsChanged { get; init; }

    public bool IsEmpty => Added.IsEmpty && Removed.IsEmpty && Changed.IsEmpty && !SettingsChanged;

    public static RouteChanges Between(Account? before, Account after)
    {
        ArgumentNullException.ThrowIfNull(after);
        var old = Describe(before, after);
        var now = Describe(after, before);
        return new RouteChanges
        {
            Added = [.. now.Keys.Where(route => !old.ContainsKey(route))],
            Removed = [.. old.Keys.Where(route => !now.ContainsKey(route))],
            Changed = [.. now.Where(route => route.Key.Length > 0 && old.TryGetValue(route.Key, out var value) && value != route.Value).Select(route => route.Key)],
            SettingsChanged = before is not null && SettingsOf(before, after) != SettingsOf(after, before),
        };
    }

    /// <summary>One line, for example "+ GET /pets, ~ POST /pets, - DELETE /pets/{id}, settings"; "nothing" when all is the same.</summary>
    public override string ToString()
    {
        const int shown = 6;
        var all = new List<string>();
        all.AddRange(Added.Select(route => "+ " + route));
        all.AddRange(Changed.Select(route => "~ " + route));
        all.AddRange(Removed.Select(route => "- " + route));
        if (SettingsChanged)
        {
            all.Add(Settings);
        }

        return all.Count == 0 ? "nothing"
            : all.Count <= shown ? string.Join(", ", all)
            : string.Join(", ", all.Take(shown - 1)) + $" and {all.Count - shown + 1} more ({Added.Length} added, {Changed.Length} changed, {Removed.Length} removed)";
    }

    // Route → fingerprint of what it does. With more than one API or stage each route carries their names. An API that is the same object in the
    // other account is left out: the cost follows the change, not the account. Without another one there is nothing to compare with.
    private static SortedDictionary<string, string> Describe(Account? account, Account? other)
    {
        var routes = new SortedDictionary<string, string>(StringComparer.Ordinal);
        if (account is null)
        {
            return routes;
        }

        var isAlone = account.RestApis.Values.Sum(api => api.Stages.Count) + account.Apis.Values.Sum(api => api.Stages.Count) == 1;
        foreach (var api in RestApisOf(account, other))
        {
            foreach (var stage in api.Stages.Values)
            {
                var prefix = isAlone ? "" : $"{api.Name} {stage.StageName}: ";
                foreach (var resource in api.Deployments[stage.DeploymentId].Snapshot.Resources.Values)
                {
                    foreach (var (verb, method) in resource.ResourceMethods)
                    {
                        routes[$"{prefix}{verb} {resource.Path}"] = other is null ? "" : RestFingerprint.Of(OnlyOf(resource, verb, method));
                    }
                }
            }
        }

        foreach (var api in HttpApisOf(account, other))
        {
            foreach (var stage in api.Stages.Values.Where(stage => stage.DeploymentId is not null))
            {
                var prefix = isAlone ? "" : $"{api.Name} {stage.StageName}: ";
                var snapshot = api.Deployments[stage.DeploymentId!].Snapshot;
                foreach (var route in snapshot.Routes.Values)
                {
                    routes[prefix + route.RouteKey] = other is null ? "" : HttpFingerprint.Of(OnlyOf(snapshot, route));
                }
            }
        }

        return routes;
    }

    private static IEnumerable<RestApi> RestApisOf(Account account, Account? other) =>
        other is null ? account.RestApis.Values : account.RestApis.Values.Where(api => !ReferenceEquals(other.RestApis.GetValueOrDefault(api.Id), api));

    private static IEnumerable<Api> HttpApisOf(Account account, Account? other) =>
        other is null ? account.Apis.Values : account.Apis.Values.Where(api => !ReferenceEquals(other.Apis.GetValueOrDefault(api.ApiId), api));

    // The fingerprint of a deployment with one route is the fingerprint of the route.
    private static Definitions.ApiGateway.ApiSnapshot OnlyOf(Resource resource, string verb, Method method)
    {
        var none = new Definitions.ApiGateway.ApiSnapshot();
        return none with { Resources = none.Resources.Add(resource.Id, resource with { ResourceMethods = resource.ResourceMethods.Clear().Add(verb, method) }) };
    }

    private static Definitions.ApiGatewayV2.ApiSnapshot OnlyOf(Definitions.ApiGatewayV2.ApiSnapshot snapshot, Route route)
    {
        var integration = route.Target is { } target ? target[(target.IndexOf('/', StringComparison.Ordinal) + 1)..] : "";
        var only = new Definitions.ApiGatewayV2.ApiSnapshot();
        return only with
        {
            Routes = only.Routes.Add(route.RouteId, route),
            Integrations = snapshot.Integrations.TryGetValue(integration, out var found) ? only.Integrations.Add(integration, found) : only.Integrations,
        };
    }

    private static string SettingsOf(Account account, Account other)
    {
        using var fingerprint = new Fingerprint();
        foreach (var api in RestApisOf(account, other))
        {
            foreach (var stage in api.Stages.Values)
            {
                var snapshot = api.Deployments[stage.DeploymentId].Snapshot;
                fingerprint.Add(api.Name).Add(stage.StageName).Add(stage.Variables).Add(snapshot.BinaryMediaTypes).Add((int)snapshot.ApiKeySource).Add(stage.AccessLogSettings?.Format)
                    .Add(stage.MethodSettings, static (into, setting) => into.Add($"{setting.ThrottlingRateLimit} {setting.ThrottlingBurstLimit}"));
            }
        }

        foreach (var api in HttpApisOf(account, other))
        {
            foreach (var stage in api.Stages.Values.Where(stage => stage.DeploymentId is not null))
            {
                var cors = new Definitions.ApiGatewayV2.ApiSnapshot { CorsConfiguration = api.Deployments[stage.DeploymentId!].Snapshot.CorsConfiguration };
                fingerprint.Add(api.Name).Add(stage.StageName).Add(stage.StageVariables).Add(stage.AccessLogSettings?.Format).Add(HttpFingerprint.Of(cors))
                    .Add($"{stage.DefaultRouteSettings.ThrottlingRateLimit} {stage.DefaultRouteSettings.ThrottlingBurstLimit}")
                    .Add(stage.RouteSettings, static (into, setting) => into.Add($"{setting.ThrottlingRateLimit} {setting.ThrottlingBurstLimit}"));
            }
        }

        if (ReferenceEquals(account.ApiKeys, other.ApiKeys) && ReferenceEquals(account.UsagePlans, other.UsagePlans))
        {
            return fingerprint.Finish();
        }

        return fingerprint
            .Add(account.ApiKeys, static (into, key) => into.Add(key.Value).Add(key.Enabled))
            .Add(account.UsagePlans, static (into, plan) => into.Add(plan.Keys, static (keys, key) => keys.Add(key.Id)))
            .Finish();
    }
}
