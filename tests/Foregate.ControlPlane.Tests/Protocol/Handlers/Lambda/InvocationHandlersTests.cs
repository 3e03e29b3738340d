// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.ControlPlane.Operations.Lambda;
using Foregate.ControlPlane.Protocol;
using Foregate.ControlPlane.Protocol.Answers;
using Foregate.ControlPlane.Protocol.Handlers;
using Foregate.ControlPlane.Protocol.Shapes;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.ControlPlane.Tests.Operations.Lambda;

namespace Foregate.ControlPlane.Tests.Protocol.Handlers.Lambda;

public sealed class InvocationHandlersTests
{
    private static readonly OperationShape s_invoke = ServiceModels.Lambda.Find("Invoke")!;

    private Invocations.Invocation? _asked;

    [Fact]
    public async Task An_answer_stands_in_the_body_and_what_is_about_it_in_headers()
    {
        var execution = new Invocations.Execution(Invocations.ExecutionOutcome.Returned, "[1]"u8.ToArray(), "log", null, "5d2a");
        var result = await AskAsync(execution, ("LogType", "Tail"), ("Payload", WireValue.Of("{\"a\":1}"u8.ToArray())));
        Assert.Equal("5d2a", result.RequestId);
        var answer = AnswerWriter.Write(s_invoke, result.Output);
        Assert.Equal((200, "[1]"), (answer.StatusCode, Encoding.UTF8.GetString(answer.Body.Span)));
        Assert.Contains(new("X-Amz-Log-Result", Convert.ToBase64String("log"u8)), answer.Headers);
        Assert.Contains(new("X-Amz-Executed-Version", "$LATEST"), answer.Headers);
        Assert.DoesNotContain(answer.Headers, static header => header.Key == "X-Amz-Function-Error");
        Assert.Equal("{\"a\":1}", Encoding.UTF8.GetString(_asked!.Payload.Span));
    }

    [Fact]
    public async Task A_function_that_threw_is_answered_with_its_error()
    {
        var result = await AskAsync(new Invocations.Execution(Invocations.ExecutionOutcome.FunctionError, "{}"u8.ToArray()));
        var answer = AnswerWriter.Write(s_invoke, result.Output);
        Assert.Equal(200, answer.StatusCode);
        Assert.Contains(new("X-Amz-Function-Error", "Unhandled"), answer.Headers);
    }

    [Theory]
    [InlineData("Event", 202)]
    [InlineData("DryRun", 204)]
    public async Task What_nobody_waits_for_has_no_body(string type, int status)
    {
        var result = await AskAsync(new Invocations.Execution(Invocations.ExecutionOutcome.Accepted), ("InvocationType", type));
        var answer = AnswerWriter.Write(s_invoke, result.Output);
        Assert.Equal((status, 0), (answer.StatusCode, answer.Body.Length));
        Assert.Equal(type == "Event", _asked is not null);
    }

    [Fact]
    public async Task What_cannot_be_asked_is_refused()
    {
        Assert.Equal(404, (await AskAsync(new Invocations.Execution(Invocations.ExecutionOutcome.Accepted), ("Qualifier", "none"))).Error?.StatusCode);
        Assert.Equal("Foregate cannot do this yet: TenantId in Invoke.", (await AskAsync(new Invocations.Execution(Invocations.ExecutionOutcome.Accepted), ("TenantId", "t"))).Error?.Message);
        Assert.Equal("TooManyRequestsException", (await AskAsync(new Invocations.Execution(Invocations.ExecutionOutcome.Throttled))).Error?.Code);
        Assert.Equal("InvalidRequestContentException", (await AskAsync(new Invocations.Execution(Invocations.ExecutionOutcome.Returned), ("Payload", WireValue.Of("{"u8.ToArray())))).Error?.Code);
    }

    private async Task<HandlerResult> AskAsync(Invocations.Execution execution, params (string Name, WireValue? Value)[] input)
    {
        var call = new HandlerCall { Operation = s_invoke, Input = WireValue.Structure(("FunctionName", "f")).With(input), Account = Zips.Account(), Context = Zips.Context };
        return await OperationHandlers.LambdaInvocations["Invoke"](
            call,
            (invocation, _) =>
            {
                _asked = invocation;
                return ValueTask.FromResult(execution);
            },
            TestContext.Current.CancellationToken);
    }
}
