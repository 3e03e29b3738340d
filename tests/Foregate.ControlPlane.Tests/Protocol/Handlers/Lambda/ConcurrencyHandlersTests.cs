// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.Handlers.Lambda;

public sealed class ConcurrencyHandlersTests : IDisposable
{
    private const string Reserved = "/2017-10-31/functions/f/concurrency";

    private const string Told = "/2019-09-30/functions/f/concurrency";

    private readonly SignedClient _client = LambdaClient.New();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void Concurrency_is_reserved_told_and_given_back()
    {
        _client.Make();
        Assert.Equal("{}", _client.Call("GET", Told, "", 200).ToJsonString());
        Assert.Equal(5, (int)_client.Call("PUT", Reserved, """{"ReservedConcurrentExecutions":5}""", 200)["ReservedConcurrentExecutions"]!);
        Assert.Equal(5, (int)_client.Call("GET", Told, "", 200)["ReservedConcurrentExecutions"]!);
        Assert.Equal(5, (int)_client.Call("GET", LambdaClient.Functions + "/f", "", 200)["Concurrency"]!["ReservedConcurrentExecutions"]!);
        _client.Call("DELETE", Reserved, "", 204);
        Assert.Equal("{}", _client.Call("GET", Told, "", 200).ToJsonString());
        Assert.Equal(
            "1 validation error detected: Value null at 'reservedConcurrentExecutions' failed to satisfy constraint: Member must not be null", _client.Refuse("PUT", Reserved, "{}", 400));
    }
}
