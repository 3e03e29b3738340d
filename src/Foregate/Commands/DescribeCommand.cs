// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using Foregate.Commands.Wire;
using System.Text;
using System.Text.Json;

namespace Foregate.Commands;

/// <summary>foregate describe API: one API of a running gateway, with its limits and what it says and is not served yet.</summary>
internal static class DescribeCommand
{
    public static Command Make()
    {
        var api = new Argument<string>("API") { Description = "Id or name of an API." };
        var options = new WireOptions();
        var command = new Command("describe", "Tell what a running gateway knows of an API, and what of it is not served yet.") { api };
        options.AddTo(command);
        command.SetAction(parsed => options.TalkAsync(parsed, (client, wire) => PrintAsync(client, wire, parsed.GetValue(api)!, options.AsJson(parsed))));
        return command;
    }

    private static async Task<int> PrintAsync(HttpClient client, AwsWire wire, string given, bool asJson)
    {
        var (api, failure) = await ApiListings.FindAsync(wire, given);
        if (failure is not null)
        {
            return await Report.FailAsync(failure);
        }

        var stages = await ApiListings.StagesAsync(wire, api!);
        var routes = await ApiListings.RoutesAsync(wire, api!);
        var held = new Listing("path", "message");
        var noticed = new HashSet<string>(StringComparer.Ordinal);
        var all = JsonElement.Parse(await client.GetByteArrayAsync(new Uri("/_foregate/held", UriKind.Relative)));
        foreach (var (path, message) in all.EnumerateArray().Select(static item => (item.GetProperty("path").GetString()!, item.GetProperty("message").GetString()!)).Distinct())
        {
            noticed.Add(path);
            if (path == api!.DefinitionPath || path.StartsWith(api.DefinitionPath + "/", StringComparison.Ordinal))
            {
                held.Add(path, message);
            }
        }

        var common = JsonElement.Parse(await client.GetByteArrayAsync(new Uri("/_foregate/limits", UriKind.Relative)));
        var limits = await LimitListing.ReadAsync(wire, api!, common, noticed);
        await Console.Out.WriteAsync(asJson ? Json(api!, stages, routes, limits, held) : Text(api!, stages, routes, limits, held));
        return ExitCodes.Done;
    }

    private static string Text(ApiReference api, Listing stages, Listing routes, Listing limits, Listing held)
    {
        var text = new StringBuilder();
        text.Append($"{api.Name}: {api.Kind} API {api.Id}{(api.Created is { } created ? ", made " + created : "")}\n");
        Section("Stages", stages, "none: nothing of it is served");
        Section("Routes (as they are edited; a stage serves what was deployed)", routes, "none");
        Section("Limits, in the order in which a request meets them; several gateways count each for itself", limits, "none");
        Section("Held: said, stored, and not served yet", held, "nothing");
        return text.ToString();

        void Section(string heading, Listing listing, string empty) =>
            text.Append('\n').Append(heading).Append('\n').Append(listing.Count == 0 ? $"  {empty}\n" : listing.ToText("  "));
    }

    private static string Json(ApiReference api, Listing stages, Listing routes, Listing limits, Listing held) => Listing.Json(json =>
    {
        json.WriteStartObject();
        json.WriteString("id", api.Id);
        json.WriteString("name", api.Name);
        json.WriteString("kind", api.Kind);
        json.WriteString("created", api.Created);
        foreach (var (name, listing) in new[] { ("stages", stages), ("routes", routes), ("limits", limits), ("held", held) })
        {
            json.WritePropertyName(name);
            listing.WriteTo(json);
        }

        json.WriteEndObject();
    });
}
