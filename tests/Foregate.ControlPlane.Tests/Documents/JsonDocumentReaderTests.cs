// SPDX-License-Identifier: Apache-2.0

using System.Text.Json;
using CsCheck;
using Foregate.ControlPlane.Documents;

namespace Foregate.ControlPlane.Tests.Documents;

public sealed class JsonDocumentReaderTests
{
    [Fact]
    public void Keeps_order_kinds_and_the_spelling_of_numbers() =>
        Assert.Equal(
            "{z: N(1.0), a: [B(true), B(false), N(null), N(-1e5)], é: 'line\nnext', : ''}",
            DocumentTrees.Json("""{"z": 1.0, "a": [true, false, null, -1e5], "\u00e9": "line\nnext", "": ""}""").Show());

    [Fact]
    public void Says_line_and_column_of_every_key_and_value()
    {
        var root = DocumentTrees.Json("{\n  \"é😀\": { \"b\": [1,\r\n 22] } }");
        var (key, location, value) = root.Entries[0];
        Assert.Equal(("é😀", 2, 3), (key, location.Line, location.Column));
        Assert.Equal((2, 10), (value.Location.Line, value.Location.Column));
        var b = value.Entries[0];
        Assert.Equal((2, 12), (b.KeyLocation.Line, b.KeyLocation.Column));
        Assert.Equal((3, 2), (b.Value.Items[1].Location.Line, b.Value.Items[1].Location.Column));
    }

    [Theory]
    [InlineData("{\"a\": 1,}", 1, 9)]
    [InlineData("{\n \"a\": tru }", 2, 10)]
    [InlineData("{ // no\n}", 1, 3)]
    [InlineData("{} {}", 1, 4)]
    [InlineData("", 1, 1)]
    [InlineData("{\"a\": \"\\ud800\"}", 1, 7)]
    public void Refuses_what_is_not_JSON_at_its_place(string text, int line, int column)
    {
        var fault = DocumentTrees.Fault(text, "x.json");
        Assert.Equal((line, column), (fault.Location.Line, fault.Location.Column));
    }

    [Theory]
    [InlineData("{\"a\": 1,}", "This is not JSON: The JSON object contains a trailing comma at the end.")]
    [InlineData("[1,]", "This is not JSON: The JSON array contains a trailing comma at the end.")]
    [InlineData("", "The document is empty.")]
    [InlineData(" \r\n", "The document is empty.")]
    public void Says_what_is_wrong_to_whoever_wrote_it(string text, string cause) => Assert.Equal(cause, DocumentTrees.Fault(text, "x.json").Cause);

    [Fact]
    public void Refuses_every_key_that_is_there_twice_and_names_the_first()
    {
        var (root, faults) = DocumentTrees.Read("{\"a\": 1,\n \"b\": {\"c\": 1, \"c\": 2},\n \"a\": 2}", "x.json");
        Assert.Null(root);
        Assert.Equal(
            [
                "x.json:2:16: The key \"c\" is here twice, first at line 2. Keep one of them. [#/b/c]",
                "x.json:3:2: The key \"a\" is here twice, first at line 1. Keep one of them. [#/a]",
            ],
            faults.Select(fault => fault.ToString()));
    }

    [Fact]
    public void Stops_counting_the_same_key_at_the_limit()
    {
        var text = $"{{{string.Join(',', Enumerable.Repeat("\"a\":1", 1000))}}}";
        Assert.Equal(5, DocumentTrees.Read(text, "x.json", new DocumentLimits { Faults = 5 }).Faults.Count);
    }

    [Fact]
    public void Refuses_more_values_than_the_limit() =>
        Assert.Equal("The document has more than 3 values.", DocumentTrees.Fault("[1,2,3]", "x.json", new DocumentLimits { Nodes = 3 }).Cause);

    [Fact]
    public void Reads_what_another_JSON_reader_reads() =>
        Gen.String.Array[0, 8].Sample(texts =>
        {
            texts = [.. texts.Select(text => new string([.. text.Where(c => !char.IsSurrogate(c))]))];
            var root = DocumentTrees.Json(JsonSerializer.Serialize(texts));
            Assert.Equal(texts, root.Items.Select(item => item.Text));
        });
}
