// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.Handlers.Lambda;

public sealed class FunctionTagHandlersTests : IDisposable
{
    private static readonly string s_tags = "/2017-03-31/tags/" + Uri.EscapeDataString(LambdaClient.Arn);

    private readonly SignedClient _client = LambdaClient.New();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void Tags_are_added_told_and_removed()
    {
        _client.Make();
        Assert.Equal("""{"Tags":{}}""", _client.Call("GET", s_tags, "", 200).ToJsonString());
        _client.Call("POST", s_tags, """{"Tags":{"a":"1","b":"2","c":"3"}}""", 204);
        _client.Call("DELETE", s_tags, "", 204, "tagKeys=a&tagKeys=b");
        Assert.Equal("""{"Tags":{"c":"3"}}""", _client.Call("GET", s_tags, "", 200).ToJsonString());
        Assert.Equal("System tags cannot be added/updated by requester.", _client.Refuse("POST", s_tags, """{"Tags":{"aws:a":"1"}}""", 400));
        _client.Call("GET", s_tags + "x", "", 404);
    }

    [Fact]
    public void What_is_no_function_is_refused()
    {
        Assert.StartsWith("1 validation error detected: Value 'f' at 'resource' failed", _client.Refuse("GET", "/2017-03-31/tags/f", "", 400), StringComparison.Ordinal);
        Assert.Equal(
            "Foregate cannot do this yet: tags of code-signing-config in ListTags.",
            _client.Refuse("GET", "/2017-03-31/tags/arn:aws:lambda:us-east-1:123456789012:code-signing-config:csc-0123456789abcdefg", "", 400));
    }
}
