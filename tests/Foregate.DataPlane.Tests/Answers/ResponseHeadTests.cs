// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Answers;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Tests.Answers;

public sealed class ResponseHeadTests
{
    [Fact]
    public void Holds_lines_and_where_their_names_and_values_are()
    {
        var head = new ResponseHead();
        for (var i = 0; i < 100; i++)
        {
            head.Add("X-Name"u8, "value"u8);
        }

        head.Add(new PreparedHeader("Content-Type", "text/plain"));
        head.Add("x-amzn-Remapped-"u8, "Date"u8, "then"u8);
        head.Add(new byte[300].Select(static _ => (byte)'p').ToArray(), "N"u8, "v"u8);
        Assert.Equal(103, head.Count);
        Assert.EndsWith("Content-Type: text/plain\r\nx-amzn-Remapped-Date: then\r\n" + new string('p', 300) + "N: v\r\n", Sample.Text(head.Lines), StringComparison.Ordinal);
        var fields = head.Fields;
        Assert.Equal("X-Name", Sample.Text(head.Lines.Slice(fields[99].NameOffset, fields[99].NameLength)));
        Assert.Equal("text/plain", Sample.Text(head.Lines.Slice(fields[100].ValueOffset, fields[100].ValueLength)));
        Assert.Equal("x-amzn-Remapped-Date", Sample.Text(head.Lines.Slice(fields[101].NameOffset, fields[101].NameLength)));
        Assert.True(head.Has(KnownHeader.ContentType));
        Assert.False(head.Has(KnownHeader.Date));
        head.Reset();
        Assert.True(head.Lines.IsEmpty);
        Assert.Equal((200, -1L, 0), (head.Status, head.ContentLength, head.Count));
    }

    [Fact]
    public void A_value_can_be_given_a_beginning()
    {
        var head = new ResponseHead();
        head.Add("A"u8, "1"u8);
        head.Add("ETag"u8, "\"v\""u8);
        head.Add("B"u8, new byte[2000].Select(static _ => (byte)'b').ToArray());
        head.Prefix(1, "W/"u8);
        Assert.StartsWith("A: 1\r\nETag: W/\"v\"\r\nB: bbb", Sample.Text(head.Lines), StringComparison.Ordinal);
        Assert.Equal("W/\"v\"", Sample.Text(head.Lines.Slice(head.Fields[1].ValueOffset, head.Fields[1].ValueLength)));
        Assert.Equal(new string('b', 2000), Sample.Text(head.Lines.Slice(head.Fields[2].ValueOffset, head.Fields[2].ValueLength)));
    }
}
