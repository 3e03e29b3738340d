// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text.Json;

namespace Foregate.Commands.Wire;

/// <summary>The limits that requests of one API meet, in the order in which they do, and how exact each is.</summary>
internal static class LimitListing
{
    private const string Exact = "yes, on this gateway";
    private const string ExactForMany = "yes, on this gateway, up to 65,536 callers at a time";
    private const string Full = "begins full";
    private const string Kept = "goes on; but for the last second's count, when it was killed";
    private const string InMemory = "begins at nothing";

    /// <param name="common">What the gateway tells of its own limits.</param>
    /// <param name="noticed">Paths of definitions of which the gateway told something: a usage plan's quota that is counted in memory is among them.</param>
    public static async Task<Listing> ReadAsync(AwsWire wire, ApiReference api, JsonElement common, IReadOnlySet<string> noticed)
    {
        var listing = new Listing("limit", "of", "allows", "exact", "restarted");
        foreach (var caller in common.GetProperty("callers").EnumerateArray())
        {
            listing.Add("--limit-by", Text(caller, "header") is { } header ? $"each value of {header}, over all APIs" : "each source address, over all APIs", Rate(caller, "rateLimit", "burstLimit"), ExactForMany, Full);
        }

        await AddOwnAsync(listing, wire, api, noticed);
        if (common.GetProperty("account") is { ValueKind: JsonValueKind.Object } account)
        {
            listing.Add("throttle", "the account in this region, over all its APIs", Rate(account, "rateLimit", "burstLimit"), Exact, Full);
        }

        return listing;
    }

    private static async Task AddOwnAsync(Listing listing, AwsWire wire, ApiReference api, IReadOnlySet<string> noticed)
    {
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

            return;
        }

        foreach (var stage in await wire.AllV2Async($"/v2/apis/{api.Id}/stages"))
        {
            var name = Text(stage, "stageName");
            if (stage.TryGetProperty("defaultRouteSettings", out var every) && Rate(every, "throttlingRateLimit", "throttlingBurstLimit") is { } allowed)
            {
                listing.Add("throttle", $"each route of {name} without its own", allowed, Exact, Full);
            }

            AddSettings(listing, "routes", stage, "routeSettings");
        }
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
                    listing.Add("plan throttle", $"each key of {id} on {method.Name} of {Text(stage, "stage")}", own, Exact, Full);
                }
            }
        }

        if (!isOfThis)
        {
            return;
        }

        if (plan.TryGetProperty("throttle", out var throttle) && Rate(throttle, "rateLimit", "burstLimit") is { } allowed)
        {
            listing.Add("plan throttle", $"each key of {id}", allowed, Exact, Full);
        }

        if (plan.TryGetProperty("quota", out var quota) && quota.TryGetProperty("limit", out var limit))
        {
            var period = Text(quota, "period")?.ToLowerInvariant();
            listing.Add("plan quota", $"each key of {id}", $"{limit.GetInt64()} a {period}", Exact, noticed.Contains("/usageplans/" + id) ? InMemory : Kept);
        }
    }

    private static void AddSettings(Listing listing, string things, JsonElement stage, string settings)
    {
        foreach (var setting in stage.TryGetProperty(settings, out var all) ? all.EnumerateObject() : default)
        {
            if (Rate(setting.Value, "throttlingRateLimit", "throttlingBurstLimit") is { } allowed)
            {
                var of = setting.Name == "*/*" ? $"each of the {things} of {Text(stage, "stageName")} without its own" : $"{setting.Name} of {Text(stage, "stageName")}";
                listing.Add("throttle", of, allowed, Exact, Full);
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
