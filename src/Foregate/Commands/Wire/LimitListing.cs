// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text.Json;

namespace Foregate.Commands.Wire;

/// <summary>The limits that requests of one API meet, in the order in which they do, and how exact each is.</summary>
internal static class LimitListing
{
    private const string Exact = "yes, on this gateway";
    private const string Kept = "yes, on this gateway; the last second's count is lost when it is killed";
    private const string InMemory = "yes, on this gateway until it stops";

    /// <param name="noticed">Paths of definitions of which the gateway told something: a usage plan's quota that is counted in memory is among them.</param>
    public static async Task<Listing> ReadAsync(AwsWire wire, ApiReference api, IReadOnlySet<string> noticed)
    {
        var listing = new Listing("limit", "of", "allows", "exact");
        if (api.IsRest)
        {
            foreach (var plan in await wire.AllAsync("/usageplans"))
            {
                AddPlan(listing, plan, api.Id, noticed);
            }

            var page = await wire.GetAsync($"/restapis/{api.Id}/stages");
            foreach (var stage in page.TryGetProperty("item", out var stages) ? stages.EnumerateArray() : default)
            {
                AddSettings(listing, "methods", stage, "methodSettings");
            }

            return listing;
        }

        foreach (var stage in await wire.AllV2Async($"/v2/apis/{api.Id}/stages"))
        {
            var name = Text(stage, "stageName");
            if (stage.TryGetProperty("defaultRouteSettings", out var common) && Rate(common, "throttlingRateLimit", "throttlingBurstLimit") is { } allowed)
            {
                listing.Add("throttle", $"each route of {name} without its own", allowed, Exact);
            }

            AddSettings(listing, "routes", stage, "routeSettings");
        }

        return listing;
    }

    private static void AddPlan(Listing listing, JsonElement plan, string apiId, IReadOnlySet<string> noticed)
    {
        var id = Text(plan, "id");
        var isOfThis = false;
        foreach (var stage in plan.TryGetProperty("apiStages", out var stages) ? stages.EnumerateArray() : default)
        {
            if (Text(stage, "apiId") != apiId)
            {
                continue;
            }

            isOfThis = true;
            foreach (var method in stage.TryGetProperty("throttle", out var methods) ? methods.EnumerateObject() : default)
            {
                if (Rate(method.Value, "rateLimit", "burstLimit") is { } own)
                {
                    listing.Add("plan throttle", $"each key of {id} on {method.Name} of {Text(stage, "stage")}", own, Exact);
                }
            }
        }

        if (!isOfThis)
        {
            return;
        }

        if (plan.TryGetProperty("throttle", out var throttle) && Rate(throttle, "rateLimit", "burstLimit") is { } allowed)
        {
            listing.Add("plan throttle", $"each key of {id}", allowed, Exact);
        }

        if (plan.TryGetProperty("quota", out var quota) && quota.TryGetProperty("limit", out var limit))
        {
            var period = Text(quota, "period")?.ToLowerInvariant();
            listing.Add("plan quota", $"each key of {id}", $"{limit.GetInt64()} a {period}", noticed.Contains("/usageplans/" + id) ? InMemory : Kept);
        }
    }

    private static void AddSettings(Listing listing, string things, JsonElement stage, string settings)
    {
        foreach (var setting in stage.TryGetProperty(settings, out var all) ? all.EnumerateObject() : default)
        {
            if (Rate(setting.Value, "throttlingRateLimit", "throttlingBurstLimit") is { } allowed)
            {
                var of = setting.Name == "*/*" ? $"each of the {things} of {Text(stage, "stageName")} without its own" : $"{setting.Name} of {Text(stage, "stageName")}";
                listing.Add("throttle", of, allowed, Exact);
            }
        }
    }

    // Null when neither side limits anything.
    private static string? Rate(JsonElement limits, string rateName, string burstName)
    {
        double? rate = limits.TryGetProperty(rateName, out var said) && said.ValueKind == JsonValueKind.Number ? said.GetDouble() : null;
        double? burst = limits.TryGetProperty(burstName, out said) && said.ValueKind == JsonValueKind.Number ? said.GetDouble() : null;
        return (rate is null && burst is null) || rate < 0 || burst < 0 ? null
            : string.Create(CultureInfo.InvariantCulture, $"{(rate is null ? "AWS's default" : $"{rate} a second")}, {(burst is null ? "AWS's default" : burst)} at once");
    }

    private static string? Text(JsonElement item, string name) => item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
