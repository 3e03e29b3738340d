// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using Foregate.Commands.Wire;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace Foregate.Commands;

/// <summary>foregate invoke FUNCTION: runs a function of a running gateway once and prints what it returns.</summary>
internal static class InvokeCommand
{
    // A function may run for 15 minutes.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(910);

    public static Command Make()
    {
        var function = new Argument<string>("FUNCTION") { Description = "Name of the function, as serve prints it; name:alias for one of its aliases." };
        var eventFile = new Option<string>("--event", "-e") { HelpName = "FILE", Description = "JSON document that the function is given; - reads standard input. Without it, {}." };
        var management = ManagementClient.AddressOption();
        var command = new Command("invoke", "Run a function once and print what it returns.") { function, eventFile, management };
        command.SetAction((parsed, cancellation) =>
            RunAsync(parsed.GetValue(function)!, parsed.GetValue(eventFile), parsed.GetValue(management)!, cancellation));
        return command;
    }

    private static async Task<int> RunAsync(string function, string? eventFile, string management, CancellationToken cancellation)
    {
        byte[] payload;
        try
        {
            payload = eventFile is null ? "{}"u8.ToArray() : await ReadAsync(eventFile, cancellation);
            using var document = JsonDocument.Parse(payload);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException)
        {
            return await Report.FailAsync(Failures.Event(eventFile!, exception.Message));
        }

        return await ManagementClient.AskAsync(management, Patience, client => InvokeAsync(client, function, payload, management, cancellation));
    }

    private static async Task<int> InvokeAsync(HttpClient client, string function, byte[] payload, string management, CancellationToken cancellation)
    {
        using var content = new ByteArrayContent(payload);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var response = await client.PostAsync(new Uri($"/_foregate/functions/{Uri.EscapeDataString(function)}/invocations", UriKind.Relative), content, cancellation);
        var answer = await response.Content.ReadAsByteArrayAsync(cancellation);
        switch (response.StatusCode)
        {
            case HttpStatusCode.OK:
                await using (var standardOutput = Console.OpenStandardOutput())
                {
                    await standardOutput.WriteAsync(answer, cancellation);
                    await standardOutput.WriteAsync("\n"u8.ToArray(), cancellation);
                }

                return response.Headers.Contains("X-Amz-Function-Error") ? await Report.FailAsync(Failures.FunctionError(function)) : ExitCodes.Done;
            case HttpStatusCode.NotFound:
                return await Report.FailAsync(Failures.NoFunction(function));
            default:
                return await Report.FailAsync(
                    (int)response.StatusCode is 429 or 502 or 504
                        ? Failures.NotInvoked(function, System.Text.Encoding.UTF8.GetString(answer).Trim())
                        : Failures.NoManagement(management, $"it answered {(int)response.StatusCode}: {System.Text.Encoding.UTF8.GetString(answer).Trim()}"));
        }
    }

    private static async Task<byte[]> ReadAsync(string file, CancellationToken cancellation)
    {
        if (file != "-")
        {
            return await File.ReadAllBytesAsync(file, cancellation);
        }

        await using var standardInput = Console.OpenStandardInput();
        using var all = new MemoryStream();
        await standardInput.CopyToAsync(all, cancellation);
        return all.ToArray();
    }
}
