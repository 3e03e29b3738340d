// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using Foregate.DataPlane.Wire.Bodies;

namespace Foregate.DataPlane.Tests.Wire.Bodies;

public sealed partial class ChunkedDecoderTests
{
    [Theory]
    [InlineData("0\r\n\r\n", "")]
    [InlineData("5\r\nhello\r\n0\r\n\r\n", "hello")]
    [InlineData("1\r\na\r\n1\r\nb\r\n0\r\n\r\n", "ab")]
    [InlineData("A\r\n0123456789\r\n0\r\n\r\n", "0123456789")]
    [InlineData("a\r\n0123456789\r\n0\r\n\r\n", "0123456789")]
    [InlineData("0000000005\r\nhello\r\n000\r\n\r\n", "hello")]
    [InlineData("5;a\r\nhello\r\n0;b=c\r\n\r\n", "hello")]
    [InlineData("5 \t;a\r\nhello\r\n0\r\n\r\n", "hello")]
    [InlineData("5; a = \"x;\\\"y\"\r\nhello\r\n0\r\n\r\n", "hello")]
    [InlineData("5\r\n\r\n\r\n\r\r\n0\r\n\r\n", "\r\n\r\n\r")]
    [InlineData("1\r\na\r\n0\r\nTrailer: x\r\nOther:\r\n\r\n", "a")]
    [InlineData("1\r\na\r\n0\r\nTrailer: \u00e9\r\n\r\n", "a")]
    public void Reads_what_is_legal(string coded, string body)
    {
        foreach (var pieces in EverySplit(coded))
        {
            var read = Decode(pieces);
            Assert.Equal((ChunkedStep.End, body, coded.Length), (read.Step, read.Body, read.Consumed));
        }
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("x\r\n")]
    [InlineData(" 5\r\nhello")]
    [InlineData("-5\r\nhello")]
    [InlineData("+5\r\nhello")]
    [InlineData("0x5\r\nhello")]
    [InlineData("5\nhello")]
    [InlineData("5\r\rhello")]
    [InlineData("5 \r\nhello")]
    [InlineData("5 5\r\nhello")]
    [InlineData("5\0\r\nhello")]
    [InlineData("5;\n\r\nhello")]
    [InlineData("5;a\0\r\nhello")]
    [InlineData("5;a=\"x\r\n\"\r\nhello")]
    [InlineData("5\r\nhelloX\r\n")]
    [InlineData("5\r\nhello\n0\r\n\r\n")]
    [InlineData("5\r\nhello\rX")]
    [InlineData("5\r\nhello\r\n\r\n")]
    [InlineData("1000000000000000\r\n")]
    [InlineData("8000000000000000\r\n")]
    [InlineData("ffffffffffffffff\r\n")]
    [InlineData("fffffffffffffffff\r\n")]
    [InlineData("10000000000000000\r\n")]
    [InlineData("0\r\n x\r\n\r\n")]
    [InlineData("0\r\nnoColon\r\n\r\n")]
    [InlineData("0\r\n: x\r\n\r\n")]
    [InlineData("0\r\nA : x\r\n\r\n")]
    [InlineData("0\r\nA: x\n\r\n")]
    [InlineData("0\r\nA: \u0001\r\n\r\n")]
    [InlineData("0\r\nA: x\r\n\n")]
    [InlineData("0\r\n\r\r")]
    public void Refuses_what_is_not(string coded)
    {
        foreach (var pieces in EverySplit(coded))
        {
            Assert.Equal(ChunkedStep.Invalid, Decode(pieces).Step);
        }
    }

    [Theory]
    [InlineData("5 \r\nhello\r\n0\r\n\r\n")]
    [InlineData("5  \t \r\nhello\r\n0     \r\n\r\n")]
    [InlineData("5;a \r\nhello\r\n0 ;b\r\n\r\n")]
    public void Takes_padded_sizes_where_they_are_allowed(string coded)
    {
        foreach (var pieces in EverySplit(coded))
        {
            var read = Decode(pieces, allowsPadding: true);
            Assert.Equal((ChunkedStep.End, "hello", coded.Length), (read.Step, read.Body, read.Consumed));
        }
    }

    [Theory]
    [InlineData(" 5\r\nhello")]
    [InlineData("5 5\r\nhello")]
    [InlineData("5 \nhello")]
    [InlineData("5 \r\rhello")]
    [InlineData("5\u000b\r\nhello")]
    [InlineData("5 a\r\nhello")]
    [InlineData("\r\nhello")]
    public void Takes_nothing_else_for_padding(string coded)
    {
        foreach (var pieces in EverySplit(coded))
        {
            Assert.Equal(ChunkedStep.Invalid, Decode(pieces, allowsPadding: true).Step);
        }
    }

    [Fact]
    public void Bounds_padding_like_extensions()
    {
        Assert.Equal(ChunkedStep.Invalid, Decode(["1" + new string(' ', 17_000) + "\r\na\r\n0\r\n\r\n"], allowsPadding: true).Step);
        Assert.Equal(ChunkedStep.Invalid, Decode([string.Concat(Enumerable.Repeat("1" + new string(' ', 100) + "\r\na\r\n", 200))], allowsPadding: true).Step);
    }

    [Fact]
    public void Leaves_what_follows_the_end_alone()
    {
        var read = Decode(["1\r\na\r\n0\r\n\r\nHTTP/1.1 200 OK"]);
        Assert.Equal((ChunkedStep.End, "a", 11), (read.Step, read.Body, read.Consumed));
    }

    [Fact]
    public void Takes_the_largest_size_that_is_no_attack()
    {
        var decoder = default(ChunkedDecoder);
        Assert.Equal(ChunkedStep.Data, decoder.Next("fffffffffffffff\r\nabc"u8, out var consumed, out var data));
        Assert.Equal((20, 17, 3), (consumed, data.Offset, data.Length));
    }

    [Fact]
    public void Bounds_leading_zeros_extensions_and_trailers()
    {
        Assert.Equal(ChunkedStep.Invalid, Decode([new string('0', 65) + "\r\n\r\n"]).Step);
        Assert.Equal(ChunkedStep.End, Decode([new string('0', 64) + "\r\n\r\n"]).Step);
        Assert.Equal(ChunkedStep.Invalid, Decode(["1;" + new string('x', 17_000) + "\r\na\r\n0\r\n\r\n"]).Step);
        Assert.Equal(ChunkedStep.Invalid, Decode(["1" + new string(' ', 17_000) + ";\r\na\r\n0\r\n\r\n"]).Step);
        Assert.Equal(ChunkedStep.Invalid, Decode([string.Concat(Enumerable.Repeat("1;" + new string('x', 100) + "\r\na\r\n", 200))]).Step);
        Assert.Equal(ChunkedStep.Invalid, Decode(["0\r\nA: " + new string('x', 9_000) + "\r\n\r\n"]).Step);
        Assert.Equal(ChunkedStep.Invalid, Decode(["0\r\n" + string.Concat(Enumerable.Repeat("A: x\r\n", 2_000)) + "\r\n"]).Step);
    }

    [Fact]
    public void Data_pays_for_extensions()
    {
        var chunk = "64;chunk-signature=" + new string('x', 64) + "\r\n" + new string('a', 100) + "\r\n";
        var read = Decode([string.Concat(Enumerable.Repeat(chunk, 5_000)) + "0\r\n\r\n"]);
        Assert.Equal((ChunkedStep.End, 500_000), (read.Step, read.Body.Length));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Agrees_with_the_grammar_on_whatever_comes_however_it_is_cut(bool allowsPadding)
    {
        var fragment = OneOf(
            "0", "1", "5", "a", "F", "00", "\r\n", "\r\n", "\r\n", "\r", "\n", ";", ";x=y", "\"", "\\", " ", "\t", "a\r\n", "hello\r\n", ":", "T: v\r\n",
            "\0", "\u007f", "\u00e9", "0\r\n\r\n", "1\r\nz\r\n", "2;q=\"\\\"\"\r\nzz\r\n", "g");
        Gen.Select(fragment.Array[0, 12], Gen.Int[0, 40], Gen.Int[0, 40]).Sample(
            (fragments, one, two) =>
            {
                var coded = string.Concat(fragments);
                var expected = Read(coded, allowsPadding ? PaddedSizeLine() : SizeLine());
                var (low, high) = (Math.Min(one, two), Math.Max(one, two));
                low = Math.Min(low, coded.Length);
                high = Math.Min(high, coded.Length);
                foreach (var pieces in new[] { [coded], [coded[..low], coded[low..high], coded[high..]], coded.Select(c => c.ToString()).ToArray() })
                {
                    var read = Decode(pieces, allowsPadding);
                    Assert.Equal(expected is not null, read.Step == ChunkedStep.End);
                    if (expected is { } whole)
                    {
                        Assert.Equal(whole, (read.Body, read.Consumed));
                    }
                }
            },
            iter: Math.Max(30_000, CsCheck.Check.Iter));
    }

    /// <summary>The grammar of RFC 9112 §7.1 as expressions over the whole input: body and length, or null when it is not whole and legal.</summary>
    private static (string Body, int Length)? Read(string coded, Regex sizeLine)
    {
        var body = new StringBuilder();
        for (var at = 0; ;)
        {
            var line = sizeLine.Match(coded, at);
            if (!line.Success)
            {
                return null;
            }

            at += line.Length;
            var size = Convert.ToInt64("0" + line.Groups[1].Value.TrimStart('0'), 16);
            if (size == 0)
            {
                var trailers = Trailers().Match(coded, at);
                return trailers.Success ? (body.ToString(), at + trailers.Length) : null;
            }

            if (coded.Length - at < size + 2 || coded.Substring(at + (int)size, 2) != "\r\n")
            {
                return null;
            }

            body.Append(coded, at, (int)size);
            at += (int)size + 2;
        }
    }

    [GeneratedRegex("""\G([0-9A-Fa-f]{1,15})(?:[ \t]*;(?:"(?:\\[\t -~\x80-\xff]|[\t -!#-\[\]-~\x80-\xff])*"|[\t -!#-~\x80-\xff])*)?\r\n""")]
    private static partial Regex SizeLine();

    [GeneratedRegex("""\G([0-9A-Fa-f]{1,15})[ \t]*(?:;(?:"(?:\\[\t -~\x80-\xff]|[\t -!#-\[\]-~\x80-\xff])*"|[\t -!#-~\x80-\xff])*)?\r\n""")]
    private static partial Regex PaddedSizeLine();

    [GeneratedRegex("""\G(?:[!#$%&'*+\-.^_`|~0-9A-Za-z]+:[\t -~\x80-\xff]*\r\n)*\r\n""")]
    private static partial Regex Trailers();

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static (ChunkedStep Step, string Body, int Consumed) Decode(IEnumerable<string> pieces, bool allowsPadding = false)
    {
        var decoder = new ChunkedDecoder(allowsPadding);
        var body = new StringBuilder();
        var total = 0;
        foreach (var piece in pieces)
        {
            var input = Encoding.Latin1.GetBytes(piece).AsSpan();
            while (!input.IsEmpty)
            {
                var step = decoder.Next(input, out var consumed, out var data);
                total += consumed;
                if (step == ChunkedStep.Data)
                {
                    body.Append(Encoding.Latin1.GetString(data.In(input)));
                }
                else if (step != ChunkedStep.NeedMore)
                {
                    return (step, body.ToString(), total);
                }

                input = input[consumed..];
            }
        }

        return (ChunkedStep.NeedMore, body.ToString(), total);
    }

    private static IEnumerable<string[]> EverySplit(string coded)
    {
        yield return [coded];
        yield return coded.Select(c => c.ToString()).ToArray();
        for (var i = 1; i < coded.Length; i++)
        {
            yield return [coded[..i], coded[i..]];
        }
    }
}
