// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Upstream.Functions;

namespace Foregate.DataPlane.Tests.Upstream.Functions;

public sealed class GatewayFunctionsTests : IDisposable
{
    private const string Arn = "arn:aws:lambda:us-east-1:123456789012:function:pets";

    private readonly Ledgers _ledgers = new(new GatewayOptions());
    private readonly FunctionDouble _pets = new() { Answer = "[1]"u8.ToArray(), RequestId = Guid.NewGuid() };
    private readonly GatewayFunctions _functions;

    public GatewayFunctionsTests()
    {
        _ledgers.Of(FunctionDirectory.Make).Set(FunctionName.Parse(Arn)!, _pets);
        _functions = _ledgers.Of(GatewayFunctions.Make);
    }

    public void Dispose() => _ledgers.Dispose();

    [Fact]
    public async Task An_invocation_is_told_with_the_id_that_the_function_knows()
    {
        var (status, isError, payload, id) = await _functions.InvokeAsync(Arn, "{}"u8.ToArray(), "{\"a\":1}"u8.ToArray());
        Assert.Equal((200, false, "[1]", _pets.RequestId), (status, isError, Encoding.UTF8.GetString(payload), id));
        Assert.Equal("{}", _pets.Event);
        _pets.Outcome = FunctionOutcome.FunctionError;
        Assert.Equal((200, true), await AskAsync(Arn));
    }

    [Fact]
    public async Task What_was_not_run_has_the_status_of_Lambda()
    {
        _pets.Outcome = FunctionOutcome.Throttled;
        Assert.Equal((429, false), await AskAsync(Arn));
        _pets.Outcome = FunctionOutcome.Unavailable;
        Assert.Equal((502, false), await AskAsync(Arn));
        _pets.Outcome = FunctionOutcome.TimedOut;
        Assert.Equal((504, false), await AskAsync(Arn));
        Assert.Equal((404, false), await AskAsync("dogs"));
        Assert.Equal((404, false), await AskAsync("arn:aws:lambda:us-east-1:210987654321:function:pets"));
        Assert.Equal((404, false), await AskAsync("no name!"));
    }

    private async Task<(int Status, bool IsFunctionError)> AskAsync(string function)
    {
        var (status, isError, _, _) = await _functions.InvokeAsync(function, "{}"u8.ToArray());
        return (status, isError);
    }
}
