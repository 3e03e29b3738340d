// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Protocol.Answers;
using Foregate.ControlPlane.Protocol.Requests;
using Foregate.ControlPlane.Protocol.Shapes;
using Foregate.ControlPlane.Protocol.Values;
using CsCheck;

namespace Foregate.ControlPlane.Tests.Protocol.Answers;

public sealed class HeaderWriterTests
{
    private static readonly Shape Text = new("T", ShapeType.String);

    private static readonly Member List = new("l", new Shape("L", ShapeType.List) { Element = Text }) { Location = MemberLocation.Header, WireName = "X-List" };

    [Fact]
    public void A_list_that_is_written_is_read_again() => Gen.String[Gen.Char[' ', '~'], 1, 8].List[1, 4].Where(static items => items.TrueForAll(static item => item.Trim() == item && item.Length > 0)).Sample(items =>
    {
        var headers = new List<KeyValuePair<string, string>>();
        HeaderWriter.Write(List, WireValue.List(items), headers);
        Assert.Equal(items, HeaderList.Split(Assert.Single(headers).Value));
    });

    [Fact]
    public void A_line_break_begins_no_other_header()
    {
        var headers = new List<KeyValuePair<string, string>>();
        HeaderWriter.Write(new Member("m", Text) { Location = MemberLocation.Header }, "a\r\nSet-Cookie: b", headers);
        Assert.Equal([new("m", "a Set-Cookie: b")], headers);
    }

    [Fact]
    public void A_member_of_the_body_is_no_header()
    {
        var headers = new List<KeyValuePair<string, string>>();
        HeaderWriter.Write(new Member("m", Text), "a", headers);
        Assert.Empty(headers);
    }
}
