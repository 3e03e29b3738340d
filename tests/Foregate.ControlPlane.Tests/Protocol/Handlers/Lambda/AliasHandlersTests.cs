// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.Handlers.Lambda;

public sealed class AliasHandlersTests : IDisposable
{
    private const string Aliases = LambdaClient.Functions + "/f/aliases";

    private readonly SignedClient _client = LambdaClient.New();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void An_alias_is_made_found_moved_and_deleted()
    {
        _client.Make();
        _client.Call("POST", LambdaClient.Functions + "/f/versions", "{}", 201);
        var live = _client.Call("POST", Aliases, """{"Name":"live","FunctionVersion":"$LATEST","RoutingConfig":{"AdditionalVersionWeights":{}}}""", 201);
        Assert.Equal((LambdaClient.Arn + ":live", ""), ((string)live["AliasArn"]!, (string)live["Description"]!));
        Assert.Equal(live.ToJsonString(), _client.Call("GET", Aliases + "/live", "", 200).ToJsonString());
        var moved = _client.Call("PUT", Aliases + "/live", """{"FunctionVersion":"1","Description":"d"}""", 200);
        Assert.Equal(("1", "d"), ((string)moved["FunctionVersion"]!, (string)moved["Description"]!));
        Assert.NotEqual((string)live["RevisionId"]!, (string)moved["RevisionId"]!);
        _client.Call("POST", Aliases, """{"Name":"next","FunctionVersion":"$LATEST"}""", 201);
        Assert.Equal("live", (string)Assert.Single(_client.Call("GET", Aliases, "", 200, "FunctionVersion=1")["Aliases"]!.AsArray())!["Name"]!);
        var page = _client.Call("GET", Aliases, "", 200, "MaxItems=1");
        Assert.Equal("next", (string)_client.Call("GET", Aliases, "", 200, "Marker=" + (string)page["NextMarker"]!)["Aliases"]![0]!["Name"]!);
        Assert.Equal($"Alias already exists: {LambdaClient.Arn}:live", _client.Refuse("POST", Aliases, """{"Name":"live","FunctionVersion":"1"}""", 409));
        _client.Call("DELETE", Aliases + "/live", "", 204);
        Assert.Equal($"Cannot find alias arn: {LambdaClient.Arn}:live", _client.Refuse("GET", Aliases + "/live", "", 404));
    }

    [Fact]
    public void Weights_are_refused()
    {
        _client.Make();
        Assert.Equal(
            "Foregate cannot do this yet: RoutingConfig in CreateAlias.",
            _client.Refuse("POST", Aliases, """{"Name":"a","FunctionVersion":"$LATEST","RoutingConfig":{"AdditionalVersionWeights":{"1":0.5}}}""", 400));
    }
}
