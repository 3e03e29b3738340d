// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Tests.Wire.Heads;

public sealed partial class UpstreamResponseHeadTests
{
    private const string Token = @"[!#$%&'*+\-.^_`|~0-9A-Za-z]+";
    private const string Text = @"[\t -~\x80-\xff]*";

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\n\r\n", 200, true)]
    [InlineData("HTTP/1.1 200 \r\n\r\n", 200, true)]
    [InlineData("HTTP/1.1 200\r\n\r\n", 200, true)]
    [InlineData("HTTP/1.1 100 Continue\r\n\r\n", 100, true)]
    [InlineData("HTTP/1.1 599 \u00e9t\u00e9\t!\r\n\r\n", 599, true)]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n", 200, false)]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: CLOSE\r\n\r\n", 200, false)]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: x, close\r\n\r\n", 200, false)]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: close\r\nConnection: keep-alive\r\n\r\n", 200, false)]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: keep-alive, close\r\n\r\n", 200, false)]
    [InlineData("HTTP/1.1 200 OK\r\nConnection: closed\r\n\r\n", 200, true)]
    [InlineData("HTTP/1.0 200 OK\r\n\r\n", 200, false)]
    [InlineData("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\n\r\n", 200, true)]
    [InlineData("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nConnection: x\r\n\r\n", 200, true)]
    [InlineData("HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nConnection: close\r\n\r\n", 200, false)]
    public void Reads_status_and_persistence_however_the_head_is_cut(string text, int status, bool keepsAlive)
    {
        for (var cut = 0; cut <= text.Length; cut++)
        {
            var head = Read(text[..cut], text[cut..]);
            Assert.Equal((HeadStatus.Complete, status, keepsAlive), (head.Last, head.Head.Status, head.Head.KeepsAlive));
            Assert.Equal(text.Length, head.Head.End);
        }
    }

    [Fact]
    public void Exact_bytes_order_and_duplicates_stay()
    {
        var (head, _) = Read("HTTP/1.1 200 OK\r\nX-A: 1\r\nx-a:\t2 \r\nSet-Cookie: a=b\r\nEmpty:\r\n\r\nbody");
        Assert.Equal(["X-A=1", "x-a=2", "Set-Cookie=a=b", "Empty="], Fields(head));
        Assert.Equal("body"u8, head.Bytes.AsSpan(head.End, head.Filled - head.End));
    }

    [Fact]
    public void One_head_serves_answer_after_answer()
    {
        var head = new UpstreamResponseHead(1_000);
        foreach (var (text, status) in new[] { ("HTTP/1.1 404 Not Found\r\nContent-Length: 3\r\n\r\n", 404), ("HTTP/1.0 200 OK\r\nX: y\r\n\r\n", 200) })
        {
            head.Reset();
            Feed(head, text);
            Assert.Equal((HeadStatus.Complete, status), (head.Read(), head.Status));
            Assert.Equal(1, head.Headers.Count);
        }

        Assert.Null(head.Framing.ContentLength);
    }

    [Fact]
    public void The_limit_counts_status_line_and_headers_together()
    {
        var fits = "HTTP/1.1 200 OK\r\nX: " + new string('a', 1_000 - 24) + "\r\n\r\n";
        Assert.Equal(1_000, fits.Length);
        Assert.Equal(HeadStatus.Complete, Read(fits).Last);
        var over = "HTTP/1.1 200 OK\r\nX: " + new string('a', 1_000 - 23) + "\r\n\r\n";
        Assert.Equal(HeadStatus.Invalid, Read(over).Last);
        Assert.Equal(HeadFault.HeadersTooLarge, Read(over).Head.Fault);
    }

    [Fact]
    public void Agrees_with_the_grammar_on_whatever_comes_however_it_is_cut()
    {
        var start = OneOf("HTTP/1.1 200 OK\r\n", "HTTP/1.0 404\r\n", "HTTP/1.1 304 \r\n", "HTTP/1.1 200 OK\r\n", "HTTP/1.1 200 OK\r\n");
        var fragment = OneOf(
            "X: y\r\n", "Content-Length: 5\r\n", "content-length:0\r\n", "Transfer-Encoding: chunked\r\n", "transfer-encoding:\tCHUNKED \r\n", "Content-Length: ",
            "Transfer-Encoding: gzip\r\n", "Connection: close\r\n", "Connection: keep-alive\r\n", "5", "000000000000000000000000000007", "1234567890123456789", "123456789012345678",
            "\r\n", "\r\n", "\r", "\n", ":", " ", "\t", "X", "\0", "\u007f", "\u00e9", ",", "chunked", "H", "HTTP/1.1 ", "200", "99", "600", "-1", "+1", "(");
        Gen.Select(Gen.OneOf(start, fragment), fragment.Array[0, 8], Gen.Bool, Gen.Int[0, 120]).Sample(
            (first, fragments, closes, cut) =>
            {
                var text = first + string.Concat(fragments) + (closes ? "\r\n\r\n" : "");
                var expected = Parse(text);
                cut = Math.Min(cut, text.Length);
                foreach (var pieces in new[] { [text], [text[..cut], text[cut..]], text.Select(c => c.ToString()).ToArray() })
                {
                    var (head, last) = Read(pieces);
                    Assert.Equal(expected is not null, last == HeadStatus.Complete);
                    if (expected is not null)
                    {
                        Assert.Equal(expected.Length, head.End);
                        Assert.Equal(expected.Status, head.Status);
                        Assert.Equal(expected.Fields, Fields(head));
                        Assert.Equal((expected.ContentLength, expected.IsChunked), (head.Framing.ContentLength, head.Framing.IsChunked));
                    }
                }
            },
            iter: Math.Max(30_000, CsCheck.Check.Iter));
    }

    /// <summary>RFC 9112 §4, §5, §6.3 as expressions over the whole input; null when it is not a whole and unambiguous head.</summary>
    private static Parsed? Parse(string text)
    {
        var match = Head().Match(text);
        if (!match.Success)
        {
            return null;
        }

        var names = match.Groups[3].Captures.Select(c => c.Value).ToArray();
        var values = match.Groups[4].Captures.Select(c => c.Value.Trim(' ', '\t')).ToArray();
        string[] Of(string name) => values.Where((_, i) => names[i].Equals(name, StringComparison.OrdinalIgnoreCase)).ToArray();
        var lengths = Of("Content-Length");
        var codings = Of("Transfer-Encoding");
        if (lengths.Length > 1 || codings.Length > 1 || (lengths.Length == 1 && codings.Length == 1)
            || (codings.Length == 1 && (!codings[0].Equals("chunked", StringComparison.OrdinalIgnoreCase) || match.Groups[1].Value == "0"))
            || (lengths.Length == 1 && !Length().IsMatch(lengths[0])))
        {
            return null;
        }

        return new Parsed(
            match.Length,
            int.Parse(match.Groups[2].Value, CultureInfo.InvariantCulture),
            names.Zip(values, (n, v) => $"{n}={v}").ToArray(),
            lengths.Length == 1 ? (long)decimal.Parse(lengths[0], CultureInfo.InvariantCulture) : null,
            codings.Length == 1);
    }

    [GeneratedRegex(@"\AHTTP/1\.([01]) ([1-5][0-9][0-9])(?: " + Text + @")?\r\n(?:(" + Token + "):(" + Text + @")\r\n)*\r\n")]
    private static partial Regex Head();

    [GeneratedRegex(@"\A0*[0-9]{1,18}\z")]
    private static partial Regex Length();

    private static string[] Fields(UpstreamResponseHead head) =>
        head.Headers.Fields.ToArray().Select(f => $"{Encoding.Latin1.GetString(head.Headers.Name(f))}={Encoding.Latin1.GetString(head.Headers.Value(f))}").ToArray();

    private static (UpstreamResponseHead Head, HeadStatus Last) Read(params string[] pieces)
    {
        var head = new UpstreamResponseHead(1_000);
        var last = HeadStatus.NeedMore;
        foreach (var piece in pieces)
        {
            Feed(head, piece);
            last = head.Read();
            if (last != HeadStatus.NeedMore)
            {
                break;
            }
        }

        return (head, last);
    }

    private static Gen<string> OneOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);

    private static void Feed(UpstreamResponseHead head, string text)
    {
        var bytes = Encoding.Latin1.GetBytes(text).AsSpan();
        bytes = bytes[..Math.Min(bytes.Length, head.Free.Length)];
        bytes.CopyTo(head.Free);
        head.Append(bytes.Length);
    }

    private sealed record Parsed(int Length, int Status, string[] Fields, long? ContentLength, bool IsChunked);
}
