// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Tests.Wire.Heads;

public sealed class HeaderTableTests
{
    [Fact]
    public void Lines_are_kept_in_order_with_their_duplicates()
    {
        var table = Of("Host: a\r\n", "X-One: 1\r\n", "Cookie: x\r\n", "X-One: 2\r\n");
        Assert.Equal(4, table.Count);
        Assert.Equal(["Host=a", "X-One=1", "Cookie=x", "X-One=2"], table.Fields.ToArray().Select(field => Text(table.Name(field)) + "=" + Text(table.Value(field))));
    }

    [Fact]
    public void The_first_and_the_last_of_a_name_are_found()
    {
        var table = Of("x-api-key: one\r\n", "Host: a\r\n", "X-API-KEY: two\r\n", "X-Api-Key: three\r\n", "Via: b\r\n");
        Assert.True(table.TryGet(KnownHeader.XApiKey, out var first));
        Assert.Equal("one"u8, first);
        Assert.True(table.TryGetLast(KnownHeader.XApiKey, out var last));
        Assert.Equal("three"u8, last);
        Assert.Equal(3, table.CountOf(KnownHeader.XApiKey));
        Assert.True(table.Has(KnownHeader.XApiKey));
    }

    [Fact]
    public void What_is_not_there_is_not_found()
    {
        var table = Of("Host: a\r\n");
        Assert.False(table.Has(KnownHeader.Cookie));
        Assert.False(table.TryGet(KnownHeader.Cookie, out var value));
        Assert.True(value.IsEmpty);
        Assert.False(table.TryGetLast(KnownHeader.Cookie, out value));
        Assert.True(value.IsEmpty);
        Assert.Equal(0, table.CountOf(KnownHeader.Cookie));
        Assert.Equal(-1, table.IndexOf("Cookie"u8, ignoreCase: true));
    }

    [Fact]
    public void Every_known_header_has_its_own_sign_of_presence()
    {
        foreach (var id in Enum.GetValues<KnownHeader>())
        {
            var table = new HeaderTable();
            table.Add(new HeaderField(0, 1, 3, 1, id));
            Assert.Equal([id], Enum.GetValues<KnownHeader>().Where(table.Has));
        }
    }

    [Fact]
    public void Names_are_compared_with_or_without_case_from_any_line_on()
    {
        var table = Of("X-One: 1\r\n", "x-one: 2\r\n", "X-Ones: 3\r\n", "X-ONE: 4\r\n");
        Assert.Equal(0, table.IndexOf("x-one"u8, ignoreCase: true));
        Assert.Equal(1, table.IndexOf("x-one"u8, ignoreCase: false));
        Assert.Equal(3, table.IndexOf("x-one"u8, ignoreCase: true, start: 2));
        Assert.Equal(-1, table.IndexOf("x-one"u8, ignoreCase: false, start: 2));
        Assert.Equal(-1, table.IndexOf("x-on"u8, ignoreCase: true));
    }

    [Theory]
    [InlineData("X-One: 1\r\n", true)]
    [InlineData("X-One: \r\n", true)]
    [InlineData("X-One:1\r\n", false)]
    [InlineData("X-One:  1\r\n", false)]
    [InlineData("X-One:\t1\r\n", false)]
    [InlineData("X-One: 1 \r\n", false)]
    [InlineData("X-One: 1\n\n", false)]
    public void A_line_can_be_passed_on_whole_only_when_it_is_written_in_the_common_way(string line, bool common)
    {
        var table = Of(line, "Host: a\r\n");
        Assert.Equal(common ? line : "", Text(table.Line(table.Fields[0])));
    }

    [Fact]
    public void A_line_without_its_end_in_the_buffer_is_not_passed_on_whole()
    {
        var table = Of("Host: a\r\n");
        table.Bytes = table.Bytes[..^1];
        Assert.True(table.Line(table.Fields[0]).IsEmpty);
    }

    [Fact]
    public void As_many_lines_as_are_allowed_fit_and_no_more()
    {
        var table = new HeaderTable();
        for (var i = 0; i < HeaderTable.MaxFields; i++)
        {
            Assert.True(table.Add(new HeaderField(i, 1, i + 3, 1, KnownHeader.Unknown)));
        }

        Assert.False(table.Add(new HeaderField(0, 1, 3, 1, KnownHeader.Host)));
        Assert.Equal(HeaderTable.MaxFields, table.Count);
        Assert.False(table.Has(KnownHeader.Host));
        Assert.Equal(Enumerable.Range(0, HeaderTable.MaxFields), table.Fields.ToArray().Select(static field => field.NameOffset));
    }

    [Fact]
    public void Clear_forgets_lines_and_presence()
    {
        var table = Of("Host: a\r\n", "Cookie: x\r\n");
        table.Clear();
        Assert.Equal(0, table.Count);
        Assert.True(table.Fields.IsEmpty);
        Assert.False(table.Has(KnownHeader.Host));
    }

    private static HeaderTable Of(params string[] lines)
    {
        var table = new HeaderTable { Bytes = Encoding.Latin1.GetBytes(string.Concat(lines)) };
        var offset = 0;
        foreach (var line in lines)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var value = line[(colon + 1)..].Trim();
            var valueOffset = value.Length == 0 ? line.IndexOf('\r', StringComparison.Ordinal) : line.IndexOf(value, colon, StringComparison.Ordinal);
            table.Add(new HeaderField(
                offset, colon, offset + valueOffset, value.Length, KnownHeaders.Find(Encoding.Latin1.GetBytes(line[..colon]))));
            offset += line.Length;
        }

        return table;
    }

    private static string Text(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes);
}
