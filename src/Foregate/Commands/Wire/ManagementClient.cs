// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using System.Text.Json;

namespace Foregate.Commands.Wire;

/// <summary>How commands talk to a running gateway: its management listener, and what is said when nobody answers there.</summary>
internal static class ManagementClient
{
    public static Option<string> AddressOption() => new("--management", "--endpoint-url")
    {
        HelpName = "URL",
        Description = "The gateway's management address.",
        DefaultValueFactory = _ => "http://127.0.0.1:4566",
    };

    public static Option<string> OutputOption()
    {
        var output = new Option<string>("--output", "-o")
        {
            HelpName = "text|json",
            Description = "How to print it.",
            DefaultValueFactory = _ => "text",
        };
        output.AcceptOnlyFromAmong("text", "json");
        return output;
    }

    /// <summary>Runs a conversation with the gateway; the exit code.</summary>
    /// <param name="management">The address as the user gave it.</param>
    /// <param name="timeout">How long until an answer begins.</param>
    /// <param name="converse">Asks, with a client whose base is the address.</param>
    public static async Task<int> AskAsync(string management, TimeSpan timeout, Func<HttpClient, Task<int>> converse)
    {
        if (!Uri.TryCreate(management, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https"))
        {
            return await Report.FailAsync(Failures.ManagementUrl(management));
        }

        using var handler = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };
        using var client = new HttpClient(handler) { Timeout = timeout, BaseAddress = address };
        try
        {
            return await converse(client);
        }
        catch (Exception exception) when (exception is HttpRequestException or TaskCanceledException or JsonException or IOException)
        {
            return await Report.FailAsync(Failures.NoManagement(management, exception.GetBaseException().Message));
        }
    }
}
