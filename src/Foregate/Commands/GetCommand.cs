// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using Foregate.Commands.Wire;

namespace Foregate.Commands;

/// <summary>foregate get KIND [API]: lists what a running gateway has.</summary>
internal static class GetCommand
{
    private static readonly Dictionary<string, Func<AwsWire, ApiReference, Task<Listing>>> s_ofAnApi = new(StringComparer.Ordinal)
    {
        ["routes"] = ApiListings.RoutesAsync,
        ["stages"] = ApiListings.StagesAsync,
    };

    private static readonly Dictionary<string, Func<AwsWire, Task<Listing>>> s_ofAll = new(StringComparer.Ordinal)
    {
        ["apis"] = ApiListings.ApisAsync,
        ["functions"] = ApiListings.FunctionsAsync,
        ["keys"] = ApiListings.KeysAsync,
        ["plans"] = ApiListings.PlansAsync,
    };

    public static Command Make()
    {
        var kind = new Argument<string>("KIND") { Description = "apis, routes, stages, functions, keys or plans." };
        kind.AcceptOnlyFromAmong([.. s_ofAll.Keys, .. s_ofAnApi.Keys]);
        var api = new Argument<string?>("API") { Description = "Id or name of an API: whose routes or stages.", Arity = ArgumentArity.ZeroOrOne };
        var options = new WireOptions();
        var command = new Command("get", "List what a running gateway has.") { kind, api };
        options.AddTo(command);
        command.SetAction(parsed =>
        {
            var wanted = parsed.GetValue(kind)!;
            var of = parsed.GetValue(api);
            if (of is null == s_ofAnApi.ContainsKey(wanted))
            {
                return Report.FailAsync(Failures.Usage(of is null ? $"get {wanted} needs the id or the name of an API." : $"get {wanted} takes no API."));
            }

            return options.TalkAsync(parsed, (_, wire) => PrintAsync(wire, wanted, of, options.AsJson(parsed)));
        });
        return command;
    }

    private static async Task<int> PrintAsync(AwsWire wire, string kind, string? of, bool asJson)
    {
        Listing listing;
        if (of is null)
        {
            listing = await s_ofAll[kind](wire);
        }
        else
        {
            var (api, failure) = await ApiListings.FindAsync(wire, of);
            if (failure is not null)
            {
                return await Report.FailAsync(failure);
            }

            listing = await s_ofAnApi[kind](wire, api!);
        }

        await Console.Out.WriteAsync(asJson ? Listing.Json(listing.WriteTo) : listing.ToText());
        return ExitCodes.Done;
    }
}
