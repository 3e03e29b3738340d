// SPDX-License-Identifier: Apache-2.0

using CsCheck;
using Foregate.ControlPlane.Documents;

namespace Foregate.ControlPlane.Tests.Documents;

public sealed class YamlDocumentReaderTests
{
    [Theory]
    [InlineData("a: 1.0\nb: yes\nc: 'true'\nd: \"1\"\ne: ~\nf:\n", "{a: N(1.0), b: 'yes', c: 'true', d: '1', e: N(~), f: N()}")]
    [InlineData("200: { on: off }\n1.10: x", "{200: {on: 'off'}, 1.10: 'x'}")]
    [InlineData("a: |\n  one\n  two\nb: >-\n  one\n  two\n", "{a: 'one\ntwo\n', b: 'one two'}")]
    [InlineData("a: !Sub '${X}'\nb: !!str 12\nc: !If [x, y]\nd: !!int '7'", "{a: !Sub'${X}', b: '12', c: !If['x', 'y'], d: '7'}")]
    [InlineData("a: &x { k: v }\nb: *x\nc: [*x, *x]", "{a: {k: 'v'}, b: {k: 'v'}, c: [{k: 'v'}, {k: 'v'}]}")]
    [InlineData("base: &b { k: 1, l: 2 }\nd: { <<: *b, l: 3 }", "{base: {k: N(1), l: N(2)}, d: {l: N(3), k: N(1)}}")]
    [InlineData("d: { <<: [{ a: 1 }, { a: 2, b: 2 }] }", "{d: {a: N(1), b: N(2)}}")]
    [InlineData("'<<': { a: 1 }", "{<<: {a: N(1)}}")]
    [InlineData("%YAML 1.2\n---\na: b\n...\n", "{a: 'b'}")]
    [InlineData("{\"a\": [1, \"x\", true, null]}", "{a: [N(1), 'x', B(true), N(null)]}")]
    [InlineData("a: two\n  words # not this", "{a: 'two words'}")]
    public void Reads(string text, string tree) => Assert.Equal(tree, DocumentTrees.Yaml(text).Show());

    [Fact]
    public void Says_line_and_column_of_every_key_and_value()
    {
        var root = DocumentTrees.Yaml("a:\n  - é😀: 1\n    bb: |\n      text\n  - &x [7]\nz: *x\n");
        var items = root.Entries[0].Value.Items;
        Assert.Equal((2, 5), At(items[0].Entries[0].KeyLocation));
        Assert.Equal((3, 9), At(items[0].Entries[1].Value.Location));
        Assert.Equal((6, 1), At(root.Entries[1].KeyLocation));
        Assert.Equal((5, 9), At(root.Entries[1].Value.Items[0].Location));
    }

    [Theory]
    [InlineData("x: y\na: [1\nb: 2\n", "This is not YAML", 2)]
    [InlineData("a: b: c", "This is not YAML", 1)]
    [InlineData("a:\n\tb: 2", "This is not YAML", 2)]
    [InlineData("", "The document is empty.", 1)]
    [InlineData("# only\n", "The document is empty.", 2)]
    [InlineData("a: 1\n---\nb: 2\n", "The file holds more than one document.", 2)]
    [InlineData("a: *nobody", "The alias *nobody has no anchor before it.", 1)]
    [InlineData("a: &x [*x]", "The alias *x has no anchor before it.", 1)]
    [InlineData("[a, b]: c", "A key must be a scalar.", 1)]
    [InlineData("a:\n  <<: text", "A merge key (<<) takes a mapping or a list of mappings.", 2)]
    public void Refuses_at_its_place(string text, string cause, int line)
    {
        var fault = DocumentTrees.Fault(text, "x.yaml");
        Assert.StartsWith(cause, fault.Cause, StringComparison.Ordinal);
        Assert.Equal(line, fault.Location.Line);
    }

    [Fact]
    public void Refuses_every_key_that_is_there_twice()
    {
        var (root, faults) = DocumentTrees.Read("a: 1\nb: { c: 1, c: 2 }\n\"a\": 2\n", "x.yaml");
        Assert.Null(root);
        Assert.Equal(
            [
                "x.yaml:2:12: The key \"c\" is here twice, first at line 2. Keep one of them. [#/b/c]",
                "x.yaml:3:1: The key \"a\" is here twice, first at line 1. Keep one of them. [#/a]",
            ],
            faults.Select(fault => fault.ToString()));
    }

    [Theory]
    [InlineData("*")]
    [InlineData("<<: *")]
    public void Refuses_a_few_lines_that_stand_for_billions(string use)
    {
        var bomb = "a0: &a0 { x: 1, y: 2 }\n";
        for (var i = 1; i < 40; i++)
        {
            bomb += use == "*"
                ? $"a{i}: &a{i} [*a{i - 1}, *a{i - 1}]\n"
                : $"a{i}: &a{i} {{ k{i}: *a{i - 1}, <<: *a{i - 1} }}\n";
        }

        Assert.Contains("stands for more than", DocumentTrees.Fault(bomb, "x.yaml").Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void Reads_JSON_as_the_JSON_reader_does()
    {
        var text = Gen.Char["abc :-{}[]#&*!|>'%@`,?~019.é"].Array[0, 10].Select(chars => new string(chars));
        Gen.Select(text, text).Sample((key, value) =>
        {
            var json = System.Text.Json.JsonSerializer.Serialize(new Dictionary<string, string[]> { [key] = [value, value] });
            Assert.Equal(DocumentTrees.Json(json).Show(), DocumentTrees.Yaml(json).Show());
        });
    }

    private static (int, int) At(SourceLocation location) => (location.Line, location.Column);
}
