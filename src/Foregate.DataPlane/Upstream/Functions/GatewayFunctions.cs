// SPDX-License-Identifier: Apache-2.0
using System.Threading.Channels;

namespace Foregate.DataPlane.Upstream.Functions;

/// <summary>The gateway's functions for callers that are no API: invocations by name, and what functions write.</summary>
public sealed class GatewayFunctions
{
    // Lambda's longest timeout; the function's own is shorter or the same.
    private const int LongestMilliseconds = 900_000;

    private readonly FunctionDirectory _directory;
    private readonly FunctionLogs _logs;

    private readonly string _accountId;
    private readonly string _region;

    private GatewayFunctions(Ledgers ledgers)
    {
        _directory = ledgers.Of(FunctionDirectory.Make);
        _logs = ledgers.Of(FunctionLogs.Make);
        _accountId = ledgers.Options.AccountId;
        _region = ledgers.Options.Region;
    }

    internal static Func<Ledgers, GatewayFunctions> Make { get; } = static ledgers => new GatewayFunctions(ledgers);

    /// <summary>
    /// The function of the gateway's own account and region that a person means: its name, or its logical id in a template when no other ends so. Those of
    /// others are named by their ARNs.
    /// </summary>
    public string Resolve(string function)
    {
        var name = FunctionName.Parse(function)?.Within(_accountId, _region);
        return name is not null && name.AccountId == _accountId && name.Region == _region ? _directory.Guess(name)?.Key ?? function : function;
    }

    /// <summary>Runs the function once and waits for it. Its own limits hold; there are no other.</summary>
    /// <param name="function">A name, with or without a version or alias, or an ARN, which may be of another account or region than the gateway's own.</param>
    /// <param name="payload">The event: JSON as UTF-8.</param>
    /// <param name="clientContext">JSON as UTF-8; empty for none.</param>
    /// <returns>
    /// The status as Lambda's Invoke has it: 200 with what the function returned or the error object that it threw, 404 for no such function, 429 when too many
    /// run; 502 when it could not be run, 504 when it did not end. The request id is the one in the function's log; empty where it was not run.
    /// </returns>
    public async Task<(int Status, bool IsFunctionError, byte[] Payload, Guid RequestId)> InvokeAsync(
        string function, ReadOnlyMemory<byte> payload, ReadOnlyMemory<byte> clientContext = default)
    {
        if (FunctionName.Parse(function)?.Within(_accountId, _region) is not { } name || _directory.Find(name) is not { } target)
        {
            return (404, false, [], Guid.Empty);
        }

        var answer = await target.InvokeAsync(new FunctionCall { Payload = payload, ClientContext = clientContext, TimeoutMilliseconds = LongestMilliseconds });
        var copy = answer.Payload.ToArray();
        answer.Lease?.Release();
        var status = answer.Outcome switch
        {
            FunctionOutcome.Answered or FunctionOutcome.FunctionError => 200,
            FunctionOutcome.NotFound => 404,
            FunctionOutcome.Throttled => 429,
            FunctionOutcome.TimedOut => 504,
            _ => 502,
        };
        return (status, answer.Outcome == FunctionOutcome.FunctionError, status == 200 ? copy : [], answer.RequestId);
    }

    /// <summary>What functions wrote and is kept, oldest first.</summary>
    /// <param name="function">One function, by name or ARN; null for all.</param>
    public FunctionLogLine[] Lines(string? function) => _logs.Lines(LogName(function));

    /// <summary>Every line from now on, until the cancellation. Who does not keep up loses lines, and finds a notice in their place.</summary>
    /// <param name="function">One function, by name or ARN; null for all.</param>
    public ChannelReader<FunctionLogLine> Follow(string? function, CancellationToken cancellation) => _logs.Follow(LogName(function), cancellation);

    // The gateway's own account needs no ARNs; versions and aliases write into one log.
    private string? LogName(string? function) =>
        function is null || FunctionName.Parse(function) is not { AccountId: { } account, Region: { } region } name ? function
        : account == _accountId && region == _region ? name.Name
        : $"arn:aws:lambda:{region}:{account}:function:{name.Name}";
}
