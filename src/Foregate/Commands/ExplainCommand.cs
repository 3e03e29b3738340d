// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using Foregate.Commands.Wire;
using System.Net;
using System.Text.Json;

namespace Foregate.Commands;

/// <summary>foregate explain REQUEST-ID: asks a running gateway why a request was answered as it was.</summary>
internal static class ExplainCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static Command Make()
    {
        var requestId = new Argument<string>("REQUEST-ID") { Description = "From x-amzn-RequestId or apigw-requestid of the answer." };
        var management = ManagementClient.AddressOption();
        var output = ManagementClient.OutputOption();
        var command = new Command("explain", "Tell why a request was answered as it was.") { requestId, management, output };
        command.SetAction((parsed, cancellation) =>
        {
            var address = parsed.GetValue(management)!;
            return ManagementClient.AskAsync(
                address, Patience, client => ExplainAsync(client, parsed.GetValue(requestId)!, address, parsed.GetValue(output) == "json", cancellation));
        });
        return command;
    }

    private static async Task<int> ExplainAsync(HttpClient client, string requestId, string management, bool asJson, CancellationToken cancellation)
    {
        using var response = await client.GetAsync(new Uri("/_foregate/decisions/" + Uri.EscapeDataString(requestId), UriKind.Relative), cancellation);
        if (response.StatusCode != HttpStatusCode.OK)
        {
            return await Report.FailAsync(response.StatusCode == HttpStatusCode.NotFound
                ? Failures.NoDecision(requestId)
                : Failures.NoManagement(management, $"it answered {(int)response.StatusCode} to the question"));
        }

        var json = await response.Content.ReadAsByteArrayAsync(cancellation);
        if (asJson)
        {
            await using var standardOutput = Console.OpenStandardOutput();
            await standardOutput.WriteAsync(json, cancellation);
            await standardOutput.WriteAsync("\n"u8.ToArray(), cancellation);
        }
        else
        {
            await Console.Out.WriteAsync(DecisionText.Render(JsonElement.Parse(json)));
        }

        return ExitCodes.Done;
    }
}
