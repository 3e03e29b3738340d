// SPDX-License-Identifier: Apache-2.0

using System.Text;
using CsCheck;
using Foregate.ControlPlane.Documents;

namespace Foregate.ControlPlane.Tests.Documents;

public sealed class DocumentReaderTests
{
    private static readonly string[] Syntax =
    [
        "{", "}", "[", "]", ":", ",", "\"", "'", "- ", "\n", "\r\n", "\t", "  ", "&a ", "*a", "<<: ", "!!str ", "!Sub ", "? ", "| ", "> ", "# ", "---\n", "...\n", "%YAML 1.2\n",
        "a", "b: ", "1.5", "0x1F", "~", "null", "true", "\\u00", "\\ud800", "\"\\ud800\"", "é", "😀", "\u0085", "\uFEFF", "\0", "key: value\n", "\"k\":1", "\"k\":{}", "@", "`", "%",
    ];

    private static readonly Gen<string> Tokens = Gen.Int[0, Syntax.Length - 1].Select(i => Syntax[i]);

    [Fact]
    public void Never_throws_on_a_jumble_of_syntax() =>
        Tokens.List[0, 60].Sample(
            tokens =>
            {
                var bytes = Encoding.UTF8.GetBytes(string.Concat(tokens));
                Check(bytes, "x.yaml");
                Check(bytes, "x.json");
            },
            iter: Math.Max(20_000, CsCheck.Check.Iter));

    [Fact]
    public void Never_throws_on_random_bytes() =>
        Gen.Byte.Array[0, 200].Sample(
            bytes =>
            {
                Check(bytes, "x.yaml");
                Check(bytes, "x.json");
                Check(bytes, "x");
            },
            iter: Math.Max(20_000, CsCheck.Check.Iter));

    [Fact]
    public void Never_throws_on_a_damaged_document()
    {
        var whole = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "OpenApi", "Golden", "petstore-rest.yaml"));
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Int[0, 40], Tokens).Sample(
            (at, cut, token) =>
            {
                byte[] damaged = [.. whole[..at], .. Encoding.UTF8.GetBytes(token), .. whole[Math.Min(whole.Length, at + cut)..]];
                Check(damaged, "x.yaml");
            },
            iter: Math.Max(2_000, CsCheck.Check.Iter));
    }

    [Theory]
    [InlineData("[", "x.json")]
    [InlineData("{\"a\":", "x.json")]
    [InlineData("[", "x.yaml")]
    [InlineData("- ", "x.yaml")]
    [InlineData("{a: ", "x.yaml")]
    [InlineData("? ", "x.yaml")]
    public void Refuses_nesting_beyond_the_limit(string opening, string file)
    {
        var faults = Faults(string.Concat(Enumerable.Repeat(opening, 100_000)), file);
        Assert.Contains("deeper than 100 levels", Assert.Single(faults).Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_file_above_the_quota()
    {
        var faults = new List<Fault>();
        Assert.Null(DocumentReader.Read(new byte[101], "x.json", new DocumentLimits { Bytes = 100 }, faults));
        Assert.Equal("The document has 101 bytes; 100 are allowed.", Assert.Single(faults).Cause);
    }

    [Theory]
    [InlineData(new byte[] { 0xFF, 0xFE, 0x7B, 0x00 }, "The document is UTF-16.", 1, 1)]
    [InlineData(new byte[] { 0x61, 0x3A, 0x0A, 0x20, 0xC3, 0x28 }, "This byte is not UTF-8.", 2, 2)]
    public void Refuses_what_is_not_UTF8_and_says_where(byte[] bytes, string cause, int line, int column)
    {
        var faults = new List<Fault>();
        Assert.Null(DocumentReader.Read(bytes, "x.yaml", new DocumentLimits(), faults));
        var fault = Assert.Single(faults);
        Assert.Equal((cause, line, column), (fault.Cause, fault.Location.Line, fault.Location.Column));
    }

    [Theory]
    [InlineData("{\"a\": 1}", "x.json")]
    [InlineData("{\"a\": 1}", "x")]
    [InlineData("a: 1", "x")]
    [InlineData("{\"a\": 1}", "x.yml")]
    [InlineData("\uFEFF{\"a\": 1}", "x.json")]
    [InlineData("\uFEFFa: 1", "x.yaml")]
    public void Reads_by_ending_or_by_the_first_character(string text, string file)
    {
        var faults = new List<Fault>();
        var root = DocumentReader.Read(Encoding.UTF8.GetBytes(text), file, new DocumentLimits(), faults);
        Assert.Empty(faults);
        Assert.True(root!.TryGet("a", out var entry));
        Assert.Equal((NodeKind.Number, "1"), (entry.Value.Kind, entry.Value.Text));
    }

    private static void Check(byte[] bytes, string file)
    {
        var faults = new List<Fault>();
        var root = DocumentReader.Read(bytes, file, new DocumentLimits(), faults);
        Assert.True(root is null == faults.Count > 0, "a tree or at least one fault, never both or neither");
        Assert.All(faults, fault => Assert.True(fault.Location is { Line: > 0, Column: > 0 }));
    }

    private static List<Fault> Faults(string text, string file)
    {
        var faults = new List<Fault>();
        Assert.Null(DocumentReader.Read(Encoding.UTF8.GetBytes(text), file, new DocumentLimits(), faults));
        return faults;
    }
}
