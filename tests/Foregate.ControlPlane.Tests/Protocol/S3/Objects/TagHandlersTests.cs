// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.S3.Objects;

public sealed class TagHandlersTests : IDisposable
{
    private readonly S3Client _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void Tags_are_put_told_and_deleted()
    {
        _client.Call("PUT", "/artifacts", 200);
        _client.Call("PUT", "/artifacts/k", 200, "", "x", ("x-amz-tagging", "a=1"));
        _client.Call("PUT", "/artifacts/k", 200, "tagging", "<Tagging><TagSet><Tag><Key>b</Key><Value>2</Value></Tag></TagSet></Tagging>");
        Assert.Equal(["b"], S3Client.Texts(_client.Call("GET", "/artifacts/k", 200, "tagging"), "TagSet/Tag/Key"));
        Assert.Equal("x", _client.Call("GET", "/artifacts/k", 200));
        _client.Call("DELETE", "/artifacts/k", 204, "tagging");
        Assert.Empty(S3Client.Texts(_client.Call("GET", "/artifacts/k", 200, "tagging"), "TagSet/Tag/Key"));
        var eleven = string.Concat(Enumerable.Range(0, 11).Select(static number => $"<Tag><Key>{number}</Key><Value/></Tag>"));
        Assert.Equal("BadRequest", _client.Fail("PUT", "/artifacts/k", 400, "tagging", $"<Tagging><TagSet>{eleven}</TagSet></Tagging>"));
        Assert.Equal("InvalidTag", _client.Fail("PUT", "/artifacts/k", 400, "tagging", "<Tagging><TagSet><Tag><Key>a</Key></Tag><Tag><Key>a</Key></Tag></TagSet></Tagging>"));
    }
}
