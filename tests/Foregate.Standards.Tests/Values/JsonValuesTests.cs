// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Foregate.Standards.Values;

namespace Foregate.Standards.Tests.Values;

public sealed class JsonValuesTests
{
    [Theory]
    [InlineData("""{"a":1,"b":[true,null,"x"],"a":2}""", """{"a":2,"b":[true,null,"x"]}""")]
    [InlineData(""" [ 1.50 , 1e2, -0 ] """, "[1.5,100.0,0]")]
    [InlineData("\"a\\u00e9\\/\\u001f\\ud83d\\ude00\"", "\"aé/\\u001F😀\"")]
    [InlineData("9223372036854775807", "9223372036854775807")]
    [InlineData("9223372036854775808", "9223372036854775808")]
    [InlineData("1e999", "\"Infinity\"")]
    [InlineData("\"\"", "\"\"")]
    public void Reads_and_writes(string json, string written)
    {
        Assert.True(JsonValues.TryRead(Encoding.UTF8.GetBytes(json), out var value));
        var buffer = new TextBuffer();
        Assert.True(JsonValues.Write(value, buffer));
        Assert.Equal(written, buffer.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[1,]")]
    [InlineData("{a:1}")]
    [InlineData("'a'")]
    [InlineData("1 2")]
    [InlineData("01")]
    [InlineData("nul")]
    [InlineData("\"\\ud800\"")]
    [InlineData("// a\n1")]
    public void Refuses_what_is_not_json(string json) => Assert.False(JsonValues.TryRead(Encoding.UTF8.GetBytes(json), out _));

    [Fact]
    public void Refuses_bytes_that_are_no_utf8()
    {
        Assert.False(JsonValues.TryRead([(byte)'"', 0xff, (byte)'"'], out _));
        Assert.False(JsonValues.TryRead([(byte)'"', 0xc3, 0x28, (byte)'"'], out _));
    }

    [Fact]
    public void Refuses_what_is_nested_too_deep()
    {
        var json = new string('[', 300) + new string(']', 300);
        Assert.False(JsonValues.TryRead(Encoding.UTF8.GetBytes(json), out _));
        Assert.True(JsonValues.TryRead(Encoding.UTF8.GetBytes(json), out _, maxDepth: 300));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("\"ab\"")]
    [InlineData("{\"a\":[]}")]
    public void A_document_that_would_need_more_than_ten_times_its_length_is_refused(string item)
    {
        var json = Encoding.UTF8.GetBytes("[" + string.Join(',', Enumerable.Repeat(item, 1_000_000)) + "]");
        JsonValues.TryRead("[[1],{\"b\":\"cd\"}]"u8, out _);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var isRead = JsonValues.TryRead(json, out _);
        var taken = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(taken <= (10L * json.Length) + (1 << 20), $"{(isRead ? "Read" : "Refused")} with {taken} bytes for {json.Length}.");
    }

    [Fact]
    public void A_large_ordinary_document_is_read()
    {
        var json = Encoding.UTF8.GetBytes("[" + string.Join(',', Enumerable.Range(0, 50_000).Select(i => $$"""{"id":{{i}},"name":"item {{i}}","tags":["a","b"],"on":true}""")) + "]");
        Assert.True(JsonValues.TryRead(json, out var value));
        Assert.Equal(50_000, value.AsList.Count);
    }

    // System.Text.Json's own tree is the other opinion.
    [Fact]
    public void Any_text_is_json_for_both_or_neither() => Gen.String[Gen.Char["[]{}:,\"\\ud8a0tnlrf1e-+. "], 0, 24].Sample(text =>
    {
        bool expected;
        try
        {
            using var document = JsonDocument.Parse(text);
            // Half pairs are found only when the text is taken out.
            _ = JsonNode.Parse(text)?.ToJsonString();
            expected = true;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            expected = false;
        }
        catch (ArgumentException)
        {
            // JsonNode does not take a name twice; we do.
            expected = true;
        }

        Assert.Equal(expected, JsonValues.TryRead(Encoding.UTF8.GetBytes(text), out _));
    });

    [Fact]
    public void What_is_written_reads_back_the_same() => Gen.String.Array.Sample(texts =>
    {
        var list = new ValueList();
        foreach (var text in texts)
        {
            list.Add(Value.Of(Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text))));
        }

        var buffer = new TextBuffer();
        Assert.True(JsonValues.Write(Value.Of(list), buffer));
        Assert.True(JsonValues.TryRead(buffer.Written, out var read));
        Assert.Equal(list.Items.ToArray().Select(value => value.AsText), read.AsList.Items.ToArray().Select(value => value.AsText));
    });
}
