// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using Foregate.Commands.Wire;

namespace Foregate.Commands;

/// <summary>foregate export API: an API of a running gateway as an OpenAPI document, with AWS's extensions.</summary>
internal static class ExportCommand
{
    public static Command Make()
    {
        var api = new Argument<string>("API") { Description = "Id or name of an API." };
        var stage = new Option<string?>("--stage") { HelpName = "NAME", Description = "The stage whose deployment is exported; not needed when there is one." };
        var format = new Option<string>("--format") { HelpName = "oas30|swagger", Description = "OpenAPI 3.0, or 2.0 (REST APIs only).", DefaultValueFactory = _ => "oas30" };
        format.AcceptOnlyFromAmong("oas30", "swagger");
        var output = new Option<string>("--output", "-o") { HelpName = "yaml|json", Description = "How to write it.", DefaultValueFactory = _ => "yaml" };
        output.AcceptOnlyFromAmong("yaml", "json");
        var options = new WireOptions();
        var command = new Command("export", "Write an API of a running gateway as an OpenAPI document.") { api, stage, format, output };
        options.AddTo(command, printsText: false);
        command.SetAction(parsed => options.TalkAsync(parsed, (_, wire) => PrintAsync(
            wire, parsed.GetValue(api)!, parsed.GetValue(stage), parsed.GetValue(format)!, parsed.GetValue(output) == "json")));
        return command;
    }

    private static async Task<int> PrintAsync(AwsWire wire, string given, string? stage, string format, bool asJson)
    {
        var (api, failure) = await ApiListings.FindAsync(wire, given);
        if (failure is not null)
        {
            return await Report.FailAsync(failure);
        }

        if (!api!.IsRest && format == "swagger")
        {
            return await Report.FailAsync(Failures.Usage($"{api.Kind} APIs are exported as oas30 only."));
        }

        var names = await ApiListings.StageNamesAsync(wire, api);
        if (stage is null && names is not [_])
        {
            return await Report.FailAsync(Failures.Usage(
                names.Count == 0 ? $"{api.Name} has no stage, and what is exported is what a stage serves." : $"{api.Name} has several stages: give --stage, one of {string.Join(", ", names)}."));
        }

        var name = Uri.EscapeDataString(stage ?? names[0]);
        var bytes = api.IsRest
            ? await wire.BytesAsync($"/restapis/{api.Id}/stages/{name}/exports/{format}?extensions=apigateway", asJson ? "application/json" : "application/yaml")
            : await wire.BytesAsync($"/v2/apis/{api.Id}/exports/OAS30?outputType={(asJson ? "JSON" : "YAML")}&stageName={name}", "application/json");
        await using var standard = Console.OpenStandardOutput();
        await standard.WriteAsync(bytes);
        if (bytes is not [.., (byte)'\n'])
        {
            await standard.WriteAsync("\n"u8.ToArray());
        }

        return ExitCodes.Done;
    }
}
