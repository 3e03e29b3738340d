// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.S3.Objects;

public sealed class DeleteManyHandlerTests : IDisposable
{
    private readonly S3Client _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void Many_are_deleted_by_one_call()
    {
        _client.Call("PUT", "/artifacts", 200);
        _client.Call("PUT", "/artifacts/a", 200, "", "x");
        _client.Call("PUT", "/artifacts/b%20%26", 200, "", "x");
        var said = _client.Call("POST", "/artifacts", 200, "delete", "<Delete><Object><Key>a</Key></Object><Object><Key>b &amp;</Key></Object><Object><Key>none</Key></Object></Delete>");
        Assert.Equal(["a", "b &", "none"], S3Client.Texts(said, "Deleted/Key"));
        _client.Call("DELETE", "/artifacts", 204);
    }

    [Fact]
    public void A_key_with_the_end_of_a_line_is_told_as_it_is()
    {
        _client.Call("PUT", "/artifacts", 200);
        _client.Call("PUT", "/artifacts/a%0D%0Ab", 200, "", "x");
        Assert.Equal(["a\r\nb"], S3Client.Texts(_client.Call("GET", "/artifacts", 200), "Contents/Key"));
        _client.Call("POST", "/artifacts", 200, "delete", "<Delete><Object><Key>a&#xD;&#xA;b</Key></Object></Delete>");
        _client.Call("DELETE", "/artifacts", 204);
    }

    [Fact]
    public void A_list_that_is_none_is_refused()
    {
        _client.Call("PUT", "/artifacts", 200);
        Assert.Equal("MalformedXML", _client.Fail("POST", "/artifacts", 400, "delete", "<Delete/>"));
        Assert.Equal("MalformedXML", _client.Fail("POST", "/artifacts", 400, "delete", "no"));
        Assert.Equal("MalformedXML", _client.Fail("POST", "/artifacts", 400, "delete", $"<Delete>{string.Concat(Enumerable.Repeat("<Object><Key>a</Key></Object>", 1001))}</Delete>"));
    }
}
