// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using System.Net;
using System.Text.Json;

namespace Foregate.Commands;

/// <summary>foregate explain REQUEST-ID: asks a running gateway why a request was answered as it was.</summary>
internal static class ExplainCommand
{
    public static Command Make()
    {
        var requestId = new Argument<string>("REQUEST-ID") { Description = "From x-amzn-RequestId or apigw-requestid of the answer." };
        var management = new Option<string>("--management")
        {
            HelpName = "URL",
            Description = "The gateway's management address.",
            DefaultValueFactory = _ => "http://127.0.0.1:4566",
        };
        var output = new Option<string>("--output", "-o")
        {
            HelpName = "text|json",
            Description = "How to print it.",
            DefaultValueFactory = _ => "text",
        };
        output.AcceptOnlyFromAmong("text", "json");
        var command = new Command("explain", "Tell why a request was answered as it was.") { requestId, management, output };
        command.SetAction((parsed, cancellation) =>
            RunAsync(parsed.GetValue(requestId)!, parsed.GetValue(management)!, parsed.GetValue(output) == "json", cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string requestId, string management, bool asJson, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(management, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            return await Report.FailAsync(Failures.ManagementUrl(management));
        }

        using var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { Timeout = TimeSpan.FromSeconds(10) };
        try
        {
            using var response = await client.GetAsync(new Uri(address, "/_foregate/decisions/" + Uri.EscapeDataString(requestId)), cancellation);
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
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException or JsonException)
        {
            return await Report.FailAsync(Failures.NoManagement(management, exception.GetBaseException().Message));
        }
    }
}
