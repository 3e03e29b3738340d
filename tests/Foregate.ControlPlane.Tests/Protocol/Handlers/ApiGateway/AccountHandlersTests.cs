// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.Handlers.ApiGateway;

public sealed class AccountHandlersTests : IDisposable
{
    private readonly SignedClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void The_role_that_writes_logs_is_kept()
    {
        Assert.Null(_client.Call("GET", "/account", "", 200)["cloudwatchRoleArn"]);
        const string role = "arn:aws:iam::123456789012:role/logs";
        Assert.Equal(role, (string)_client.Patch("/account", 200, ("replace", "/cloudwatchRoleArn", role))["cloudwatchRoleArn"]!);
        Assert.Equal(role, (string)_client.Call("GET", "/account", "", 200)["cloudwatchRoleArn"]!);
        _client.Patch("/account", 400, ("replace", "/cloudwatchRoleArn", "logs"));
        _client.Patch("/account", 400, ("remove", "/features", "UsagePlans"));
        Assert.Null(_client.Patch("/account", 200, ("replace", "/cloudwatchRoleArn", ""))["cloudwatchRoleArn"]);
    }
}
