// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using Foregate.Commands.Wire;
using System.Net;
using System.Text.Json;

namespace Foregate.Commands;

/// <summary>foregate logs [FUNCTION]: what the functions of a running gateway write.</summary>
internal static class LogsCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static Command Make()
    {
        var function = new Argument<string?>("FUNCTION") { Description = "Name of one function; without it, of all.", Arity = ArgumentArity.ZeroOrOne };
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on with what comes, until Ctrl+C." };
        var lines = new Option<int>("--lines", "-n") { HelpName = "COUNT", Description = "How many lines of the past.", DefaultValueFactory = _ => 100 };
        lines.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && (!int.TryParse(token.Value, out var count) || count < 0))
            {
                result.AddError($"\"{token.Value}\" is no number of lines.");
            }
        });
        var management = ManagementClient.AddressOption();
        var output = ManagementClient.OutputOption();
        var command = new Command("logs", "Print what functions write.") { function, follow, lines, management, output };
        command.SetAction((parsed, cancellation) =>
        {
            var name = parsed.GetValue(function);
            var query = $"/_foregate/logs?lines={parsed.GetValue(lines)}{(name is null ? "" : $"&function={Uri.EscapeDataString(name)}")}{(parsed.GetValue(follow) ? "&follow=true" : "")}";
            var address = parsed.GetValue(management)!;
            return ManagementClient.AskAsync(address, Patience, client => PrintAsync(client, query, address, parsed.GetValue(output) == "json", cancellation));
        });
        return command;
    }

    private static async Task<int> PrintAsync(HttpClient client, string query, string management, bool asJson, CancellationToken cancellation)
    {
        using var response = await client.GetAsync(new Uri(query, UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, cancellation);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            return await Report.FailAsync(Failures.NoManagement(management, $"it answered {(int)response.StatusCode} to the question"));
        }

        using var lines = new StreamReader(await response.Content.ReadAsStreamAsync(cancellation));
        while (await lines.ReadLineAsync(cancellation) is { } line)
        {
            await Console.Out.WriteLineAsync(asJson ? line : Render(JsonElement.Parse(line)));
            await Console.Out.FlushAsync(cancellation);
        }

        return ExitCodes.Done;
    }

    private static string Render(JsonElement line) => LogText.Render(
        line.GetProperty("time").GetDateTimeOffset(),
        line.GetProperty("function").GetString()!,
        line.TryGetProperty("requestId", out var id) ? id.GetGuid() : null,
        line.GetProperty("isNotice").GetBoolean(),
        line.GetProperty("text").GetString()!);
}
