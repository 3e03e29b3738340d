// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text.Json;

namespace Foregate.Commands.Wire;

/// <summary>What a gateway has, read from its management APIs: the same columns for both kinds of API.</summary>
internal static class ApiListings
{
    /// <summary>The API with this id, or the only one of this name; a failure when there is none, or more than one.</summary>
    public static async Task<(ApiReference? Api, Failure? Failure)> FindAsync(AwsWire wire, string given)
    {
        var all = await ReferencesAsync(wire);
        var found = all.Where(api => api.Id == given).ToList();
        found = found.Count > 0 ? found : [.. all.Where(api => api.Name == given)];
        return found switch
        {
            [var api] => (api, null),
            [] => (null, Failures.NoApi(given)),
            _ => (null, Failures.ManyApis(given, string.Join(", ", found.Select(static api => api.Id)))),
        };
    }

    public static async Task<Listing> ApisAsync(AwsWire wire)
    {
        var listing = new Listing("id", "name", "kind", "created");
        foreach (var api in await ReferencesAsync(wire))
        {
            listing.Add(api.Id, api.Name, api.Kind, api.Created);
        }

        return listing;
    }

    public static async Task<Listing> StagesAsync(AwsWire wire, ApiReference api)
    {
        var listing = new Listing("stage", "deployment", "updated", "description");
        List<JsonElement> stages = api.IsRest
            ? await wire.GetAsync($"/restapis/{api.Id}/stages") is var page && page.TryGetProperty("item", out var items) ? [.. items.EnumerateArray()] : []
            : await wire.AllV2Async($"/v2/apis/{api.Id}/stages");
        foreach (var stage in stages)
        {
            listing.Add(Text(stage, "stageName"), Text(stage, "deploymentId"), Time(stage, "lastUpdatedDate"), Text(stage, "description"));
        }

        return listing;
    }

    public static async Task<IReadOnlyList<string>> StageNamesAsync(AwsWire wire, ApiReference api) => (await StagesAsync(wire, api)).Column(0);

    public static async Task<Listing> RoutesAsync(AwsWire wire, ApiReference api)
    {
        var listing = new Listing("route", "authorization", "key", "integration", "target");
        if (api.IsRest)
        {
            foreach (var resource in (await wire.AllAsync($"/restapis/{api.Id}/resources?embed=methods")).OrderBy(static resource => Text(resource, "path"), StringComparer.Ordinal))
            {
                foreach (var method in resource.TryGetProperty("resourceMethods", out var methods) ? methods.EnumerateObject() : default)
                {
                    var integration = method.Value.TryGetProperty("methodIntegration", out var found) ? found : default;
                    listing.Add(
                        method.Name + " " + Text(resource, "path"), Text(method.Value, "authorizationType"), Flag(method.Value, "apiKeyRequired"), Text(integration, "type"), Text(integration, "uri"));
                }
            }

            return listing;
        }

        var integrations = (await wire.AllV2Async($"/v2/apis/{api.Id}/integrations")).ToDictionary(static item => "integrations/" + Text(item, "integrationId"), StringComparer.Ordinal);
        foreach (var route in (await wire.AllV2Async($"/v2/apis/{api.Id}/routes")).OrderBy(static route => Text(route, "routeKey")!.Split(' ')[^1], StringComparer.Ordinal))
        {
            var integration = integrations.GetValueOrDefault(Text(route, "target") ?? "");
            listing.Add(Text(route, "routeKey"), Text(route, "authorizationType"), Flag(route, "apiKeyRequired"), Text(integration, "integrationType"), Text(integration, "integrationUri"));
        }

        return listing;
    }

    public static async Task<Listing> KeysAsync(AwsWire wire)
    {
        var listing = new Listing("id", "name", "enabled", "created");
        foreach (var key in await wire.AllAsync("/apikeys"))
        {
            listing.Add(Text(key, "id"), Text(key, "name"), Flag(key, "enabled"), Time(key, "createdDate"));
        }

        return listing;
    }

    public static async Task<Listing> FunctionsAsync(AwsWire wire)
    {
        var listing = new Listing("name", "runtime", "handler", "modified");
        foreach (var function in await wire.FunctionsAsync())
        {
            listing.Add(Text(function, "FunctionName"), Text(function, "Runtime"), Text(function, "Handler"), Text(function, "LastModified"));
        }

        return listing;
    }

    public static async Task<Listing> PlansAsync(AwsWire wire)
    {
        var listing = new Listing("id", "name", "stages");
        foreach (var plan in await wire.AllAsync("/usageplans"))
        {
            var stages = plan.TryGetProperty("apiStages", out var list) ? list.EnumerateArray().Select(static stage => Text(stage, "apiId") + ":" + Text(stage, "stage")) : [];
            listing.Add(Text(plan, "id"), Text(plan, "name"), string.Join(' ', stages));
        }

        return listing;
    }

    private static async Task<List<ApiReference>> ReferencesAsync(AwsWire wire)
    {
        var all = new List<ApiReference>();
        foreach (var api in await wire.AllAsync("/restapis"))
        {
            all.Add(new ApiReference(Text(api, "id")!, Text(api, "name") ?? "", "REST", Time(api, "createdDate")));
        }

        foreach (var api in await wire.AllV2Async("/v2/apis"))
        {
            all.Add(new ApiReference(Text(api, "apiId")!, Text(api, "name") ?? "", Text(api, "protocolType") ?? "HTTP", Time(api, "createdDate")));
        }

        return all;
    }

    private static string? Text(JsonElement item, string name) =>
        item.ValueKind == JsonValueKind.Object && item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string Flag(JsonElement item, string name) => item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True ? "yes" : "no";

    // Seconds in the first interface, ISO 8601 in the second.
    private static string? Time(JsonElement item, string name) => item.TryGetProperty(name, out var value)
        ? (value.ValueKind == JsonValueKind.Number ? DateTimeOffset.FromUnixTimeSeconds((long)value.GetDouble()) : value.GetDateTimeOffset()).ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)
        : null;
}
