// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Tests.Wire.Heads;

public sealed class RequestHeadTests
{
    [Fact]
    public void Keeps_names_values_and_order_as_sent()
    {
        var head = Read("GET /a?b HTTP/1.1\r\nhost: H\r\nX: 1\r\nx: 2\r\nA:\r\n\r\n");
        Assert.Equal(["host=H", "X=1", "x=2", "A="], Enumerable.Range(0, head.Headers.Count).Select(i =>
            Encoding.ASCII.GetString(head.Headers.Name(head.Headers.Fields[i])) + "=" + Encoding.ASCII.GetString(head.Headers.Value(head.Headers.Fields[i]))));
        Assert.Equal("GET", Text(head, head.Method));
        Assert.Equal("/a?b", Text(head, head.Target));
        Assert.Equal("/a", Text(head, head.Path));
        Assert.Equal("b", Text(head, head.Query));
        Assert.Equal("H", Text(head, head.Host));
    }

    [Theory]
    [InlineData("GET / HTTP/1.1\r\nHost: a\r\n\r\n", 9)]
    [InlineData("\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", 9)]
    [InlineData("GET / HTTP/1.0\r\n\r\n", 0)]
    [InlineData("GET / HTTP/1.1\r\nHost: \t a \r\nB:c\r\n\r\n", 17)]
    public void Counts_header_bytes_as_they_came_line_ends_included(string text, int bytes) => Assert.Equal(bytes, Read(text).HeaderBytes);

    [Fact]
    public void Leaves_what_is_behind_its_end()
    {
        var head = Read("GET / HTTP/1.1\r\nHost: a\r\n\r\nbody");
        Assert.Equal(4, head.Filled - head.End);
    }

    [Theory]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n", true)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nTransfer-Encoding: chunked\r\n\r\n", true)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 0\r\n\r\n", false)]
    [InlineData("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n\r\n", false)]
    [InlineData("POST / HTTP/1.0\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n", false)]
    public void Expects_100_Continue_only_where_a_body_waits_for_it(string text, bool expects) => Assert.Equal(expects, Read(text).ExpectsContinue);

    [Fact]
    public void Forgets_everything_for_the_next_request()
    {
        var head = Read("POST /a?b HTTP/1.0\r\nHost: h\r\nConnection: keep-alive\r\nContent-Length: 3\r\n\r\n");
        head.Reset();
        Append(head, "GET / HTTP/1.0\r\n\r\n");
        Assert.Equal(HeadStatus.Complete, head.Read());
        Assert.Equal(HttpVerb.Get, head.Verb);
        Assert.True(head.Host.IsEmpty);
        Assert.True(head.Query.IsEmpty);
        Assert.Null(head.Framing.ContentLength);
        Assert.False(head.KeepsAlive);
        Assert.Equal(0, head.Headers.Count);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("\r\n", false)]
    [InlineData("\r\n\r\n", false)]
    [InlineData("\r", true)]
    [InlineData("G", true)]
    [InlineData("GET / HTTP/1.1\r\n", true)]
    public void Has_begun_with_the_first_byte_that_is_no_empty_line(string text, bool begun)
    {
        var head = new RequestHead(1000);
        Append(head, text);
        head.Read();
        Assert.Equal(begun, head.Begun);
    }

    private static RequestHead Read(string text)
    {
        var head = new RequestHead(1000);
        Append(head, text);
        Assert.Equal(HeadStatus.Complete, head.Read());
        return head;
    }

    private static void Append(RequestHead head, string text)
    {
        Encoding.ASCII.GetBytes(text).CopyTo(head.Free);
        head.Append(text.Length);
    }

    private static string Text(RequestHead head, ByteRange range) => Encoding.ASCII.GetString(head[range]);
}
