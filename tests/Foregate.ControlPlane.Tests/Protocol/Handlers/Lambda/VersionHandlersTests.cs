// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.Handlers.Lambda;

public sealed class VersionHandlersTests : IDisposable
{
    private const string Versions = LambdaClient.Functions + "/f/versions";

    private readonly SignedClient _client = LambdaClient.New();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void A_version_is_published_once_listed_and_deleted()
    {
        _client.Make();
        var one = _client.Call("POST", Versions, """{"Description":"first"}""", 201);
        Assert.Equal(("1", "first", LambdaClient.Arn + ":1"), ((string)one["Version"]!, (string)one["Description"]!, (string)one["FunctionArn"]!));
        Assert.Equal("1", (string)_client.Call("POST", Versions, """{"Description":"first"}""", 201)["Version"]!);
        Assert.Equal("2", (string)_client.Call("POST", Versions, """{"Description":"second"}""", 201)["Version"]!);
        var page = _client.Call("GET", Versions, "", 200, "MaxItems=2");
        Assert.Equal(["$LATEST", "1"], page["Versions"]!.AsArray().Select(static item => (string)item!["Version"]!));
        Assert.Equal("2", (string)_client.Call("GET", Versions, "", 200, "Marker=" + (string)page["NextMarker"]!)["Versions"]![0]!["Version"]!);
        Assert.Equal("first", (string)_client.Call("GET", LambdaClient.Functions + "/f", "", 200, "Qualifier=1")["Configuration"]!["Description"]!);
        _client.Call("DELETE", LambdaClient.Functions + "/f", "", 204, "Qualifier=1");
        _client.Call("GET", LambdaClient.Functions + "/f:1", "", 404);
    }

    [Fact]
    public void Another_code_than_was_meant_is_not_published()
    {
        _client.Make();
        Assert.StartsWith("CodeSHA256 (x) is different from current CodeSHA256", _client.Refuse("POST", Versions, """{"CodeSha256":"x"}""", 400), StringComparison.Ordinal);
        Assert.Equal("Foregate cannot do this yet: PublishTo in PublishVersion.", _client.Refuse("POST", Versions, """{"PublishTo":"LATEST_PUBLISHED"}""", 400));
    }
}
