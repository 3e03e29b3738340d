// SPDX-License-Identifier: Apache-2.0

using System.Text;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.Lambda;

namespace Foregate.ControlPlane.Tests.Operations.Lambda;

public sealed class InvocationsTests
{
    private static readonly Invocations.InvocationRequest s_request = new() { FunctionName = "f" };

    private Invocations.Invocation? _asked;

    [Fact]
    public async Task The_version_that_an_alias_names_is_run_and_told()
    {
        var account = Zips.Account("two");
        Aliases.CreateAlias(account, "f", new Aliases.CreateAliasRequest { Name = "live", FunctionVersion = "1" }).Done(out account);
        var request = s_request with { Qualifier = "live", LogType = "Tail", ClientContext = Convert.ToBase64String("""{"custom":{}}"""u8) };
        var result = await Invoke(account, request, new(Invocations.ExecutionOutcome.Returned, "7"u8.ToArray(), new string('ö', 3000) + "end"));
        var response = result.Done();
        Assert.Equal((200, null, "1", "7"), (response.StatusCode, response.FunctionError, response.ExecutedVersion, Text(response.Payload)));
        var tail = Encoding.UTF8.GetString(Convert.FromBase64String(response.LogResult!));
        Assert.Equal(new string('ö', 2046) + "end", tail);
        Assert.Equal(("1", "live", "{}", """{"custom":{}}"""), (_asked!.Version.Version, _asked.Qualifier, Text(_asked.Payload), Text(_asked.ClientContext)));
    }

    [Fact]
    public async Task A_function_error_is_an_answer()
    {
        var response = (await Invoke(Zips.Account(), s_request with { Payload = "[1]"u8.ToArray() }, new(Invocations.ExecutionOutcome.FunctionError, "{}"u8.ToArray()))).Done();
        Assert.Equal((200, "Unhandled", null, "$LATEST"), (response.StatusCode, response.FunctionError, response.LogResult, response.ExecutedVersion));
        Assert.Equal("[1]", Text(_asked!.Payload));
    }

    [Fact]
    public async Task An_event_is_accepted_and_a_dry_run_runs_nothing()
    {
        Assert.Equal(202, (await Invoke(Zips.Account(), s_request with { InvocationType = "Event", LogType = "Tail" }, new(Invocations.ExecutionOutcome.Accepted))).Done().StatusCode);
        Assert.Equal((true, false), (_asked!.IsEvent, _asked.WantsLog));
        _asked = null;
        Assert.Equal(204, (await Invoke(Zips.Account(), s_request with { InvocationType = "DryRun" }, new(Invocations.ExecutionOutcome.Returned))).Done().StatusCode);
        Assert.Null(_asked);
        (await Invoke(Zips.Account(), s_request with { FunctionName = "g", InvocationType = "DryRun" }, new(Invocations.ExecutionOutcome.Returned))).Refused(
            404, "Function not found: arn:aws:lambda:eu-central-1:123456789012:function:g");
    }

    [Fact]
    public async Task What_cannot_be_run_is_told()
    {
        (await Invoke(Zips.Account(), s_request, new(Invocations.ExecutionOutcome.Throttled))).Refused(429, "Rate Exceeded.");
        (await Invoke(Zips.Account(), s_request, new(Invocations.ExecutionOutcome.NotRun, Message: "There is no node."))).Refused(500, "There is no node.");
    }

    [Fact]
    public async Task What_is_no_JSON_or_too_large_is_not_run()
    {
        (Invocations.InvocationRequest Request, int StatusCode)[] refused =
        [
            (s_request with { Payload = "{"u8.ToArray() }, 400),
            (s_request with { Payload = "\"\\ud800\""u8.ToArray() }, 400),
            (s_request with { Payload = new byte[] { (byte)'"', 0xFF, (byte)'"' } }, 400),
            (s_request with { ClientContext = "x" }, 400),
            (s_request with { ClientContext = Convert.ToBase64String("7"u8) }, 400),
            (s_request with { InvocationType = "Later" }, 400),
            (s_request with { LogType = "Head" }, 400),
            (s_request with { Payload = new byte[6_291_557] }, 413),
            (s_request with { Payload = new byte[1_048_577], InvocationType = "Event" }, 413),
        ];
        foreach (var (request, statusCode) in refused)
        {
            Assert.Equal(statusCode, (await Invoke(Zips.Account(), request, new(Invocations.ExecutionOutcome.Returned))).Error!.StatusCode);
        }

        Assert.Null(_asked);
    }

    private static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    private ValueTask<OperationResult<Invocations.InvocationResponse>> Invoke(
        Definitions.Account account, Invocations.InvocationRequest request, Invocations.Execution execution) => Invocations.InvokeAsync(
            account,
            request,
            (invocation, _) =>
            {
                _asked = invocation;
                return ValueTask.FromResult(execution);
            },
            Zips.Context,
            TestContext.Current.CancellationToken);
}
