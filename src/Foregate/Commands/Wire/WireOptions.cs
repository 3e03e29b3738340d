// SPDX-License-Identifier: Apache-2.0
using System.CommandLine;
using Foregate.Standards.SignatureV4;

namespace Foregate.Commands.Wire;

/// <summary>What every command that speaks AWS's wire takes: where the gateway is, in which region, how to print; and who signs, from the environment.</summary>
internal sealed class WireOptions
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    private readonly Option<string> _management = ManagementClient.AddressOption();
    private readonly Option<string> _output = ManagementClient.OutputOption();
    private readonly Option<string?> _region = new("--region") { HelpName = "NAME", Description = "Region (AWS_REGION, else us-east-1)." };

    public void AddTo(Command command, bool printsText = true)
    {
        command.Add(_management);
        command.Add(_region);
        if (printsText)
        {
            command.Add(_output);
        }
    }

    public bool AsJson(ParseResult parsed) => parsed.GetValue(_output) == "json";

    /// <summary>Talks to the gateway; its refusals are told, and the exit code is 1.</summary>
    public Task<int> TalkAsync(ParseResult parsed, Func<HttpClient, AwsWire, Task<int>> talk)
    {
        var region = parsed.GetValue(_region) ?? Variable("AWS_REGION") ?? Variable("AWS_DEFAULT_REGION") ?? "us-east-1";
        // What a gateway takes on loopback from everybody.
        var credentials = new AwsCredentials(Variable("AWS_ACCESS_KEY_ID") ?? "test", Variable("AWS_SECRET_ACCESS_KEY") ?? "test", Variable("AWS_SESSION_TOKEN"));
        return ManagementClient.AskAsync(parsed.GetValue(_management)!, s_patience, async client =>
        {
            try
            {
                return await talk(client, new AwsWire(client, credentials, region, TimeProvider.System));
            }
            catch (AwsRefusalException refusal)
            {
                return await Report.FailAsync(Failures.Refused(refusal.Told));
            }
        });
    }

    private static string? Variable(string name) => Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
