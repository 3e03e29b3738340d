// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Wire.Bodies;
using Foregate.DataPlane.Wire.Channels;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Tests.Wire.Bodies;

public sealed class Http1BodyReaderTests
{
    private const string Next = "GET / HTTP/1.1\r\n";

    private static readonly BodyFraming Chunked = new(null, true);

    public static TheoryData<string, string, bool> Bodies() => new()
    {
        { "hello", "5", true },
        { "5\r\nhello\r\n0\r\n\r\n", "chunked", true },
        { "2;x=\"a\\\"b\"\r\nhe\r\n3\r\nllo\r\n00\r\nTrailer: x\r\n\r\n", "chunked", true },
        { "hello", "end", false },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Reads_the_body_and_leaves_the_next_message_however_it_is_cut(string coded, string framing, bool hasNext)
    {
        var all = coded + (hasNext ? Next : "");
        for (var one = 0; one <= all.Length; one++)
        {
            for (var two = one; two <= all.Length; two++)
            {
                var channel = new PiecesChannel(0, all[..one], all[one..two], all[two..]);
                var reader = new Http1BodyReader(channel);
                Start(reader, framing, long.MaxValue);
                Assert.Equal(("hello", BodyStatus.End), await ReadAsync(reader));
                Assert.True(reader.IsComplete);
                Assert.Equal(5, reader.BytesRead);
                reader.Consume();
                while (channel.Unread.Length < (hasNext ? Next.Length : 0))
                {
                    Assert.True(await channel.FillAsync() >= 0);
                }

                Assert.Equal(hasNext ? Next : "", Encoding.ASCII.GetString(channel.Unread));
            }
        }
    }

    [Theory]
    [InlineData("5", "hell", 0, BodyStatus.Aborted)]
    [InlineData("5", "hell", ByteChannel.Broken, BodyStatus.Aborted)]
    [InlineData("5", "", 0, BodyStatus.Aborted)]
    [InlineData("chunked", "5\r\nhell", 0, BodyStatus.Aborted)]
    [InlineData("chunked", "5\r\nhello\r\n", 0, BodyStatus.Aborted)]
    [InlineData("chunked", "5\r\nhello\r\n0\r\n", 0, BodyStatus.Aborted)]
    [InlineData("chunked", "", ByteChannel.Broken, BodyStatus.Aborted)]
    [InlineData("chunked", "5\r\nhelloX", 0, BodyStatus.Malformed)]
    [InlineData("end", "hello", ByteChannel.Broken, BodyStatus.Aborted)]
    internal async Task Tells_a_body_that_broke_off_or_is_broken(string framing, string coded, int ending, BodyStatus status)
    {
        var reader = new Http1BodyReader(new PiecesChannel(ending, coded));
        Start(reader, framing, long.MaxValue);
        Assert.Equal(status, (await ReadAsync(reader)).Status);
        Assert.True(reader.IsEnded);
        Assert.False(reader.IsComplete);
        Assert.Equal(status, (await reader.ReadAsync()).Status);
    }

    [Fact]
    public async Task Says_what_the_breaker_said_it_should()
    {
        var reader = new Http1BodyReader(new PiecesChannel(ByteChannel.Broken, "he")) { WhenBroken = BodyStatus.TimedOut };
        Start(reader, "5", long.MaxValue);
        Assert.Equal(("he", BodyStatus.TimedOut), await ReadAsync(reader));
    }

    [Theory]
    [InlineData("5", "hello", 5, BodyStatus.End)]
    [InlineData("5", "hello", 4, BodyStatus.TooLarge)]
    [InlineData("chunked", "2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n", 5, BodyStatus.End)]
    [InlineData("chunked", "2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n", 4, BodyStatus.TooLarge)]
    [InlineData("end", "hello", 5, BodyStatus.End)]
    [InlineData("end", "hello", 4, BodyStatus.TooLarge)]
    internal async Task Stops_at_the_limit(string framing, string coded, long limit, BodyStatus status)
    {
        var reader = new Http1BodyReader(new PiecesChannel(0, coded));
        Start(reader, framing, limit);
        var (text, ending) = await ReadAsync(reader);
        Assert.Equal(status, ending);
        Assert.InRange(text.Length, 0, limit);
    }

    [Fact]
    public async Task A_length_beyond_the_limit_is_refused_before_any_byte_is_awaited()
    {
        var channel = new PiecesChannel(0);
        var reader = new Http1BodyReader(channel);
        Start(reader, "11", 10);
        Assert.Equal(BodyStatus.TooLarge, (await reader.ReadAsync()).Status);
        Assert.Equal(0, channel.Fills);
    }

    [Theory]
    [InlineData("5\r\nhello\r\n0\r\n\r\n", true)]
    [InlineData("5\r\nhello\r\n0\r\nTrailer: x\r\n\r\nGET /", true)]
    [InlineData("5\r\nhello\r\n0\r\n\r", false)]
    [InlineData("5\r\nhello\r\n1\r\nx\r\n0\r\n\r\n", false)]
    [InlineData("5\r\nhello\r\nbroken", false)]
    [InlineData("5\r\nhello", false)]
    public async Task Knows_the_last_piece_when_the_last_chunk_has_arrived_behind_it(string coded, bool isLast)
    {
        var reader = new Http1BodyReader(new PiecesChannel(0, coded));
        Start(reader, "chunked", long.MaxValue);
        var chunk = await reader.ReadAsync();
        Assert.Equal("hello", Encoding.ASCII.GetString(chunk.Bytes.Span));
        Assert.Equal(isLast, reader.IsEnded);
        Assert.Equal(isLast, reader.IsComplete);
    }

    [Fact]
    public async Task One_reader_serves_message_after_message()
    {
        var channel = new PiecesChannel(0, "hello5\r\nhello\r\n0\r\n\r\nhel", "lo");
        var reader = new Http1BodyReader(channel);
        foreach (var framing in new[] { "5", "chunked", "0", "5" })
        {
            Start(reader, framing, long.MaxValue);
            Assert.Equal(framing == "0" ? "" : "hello", (await ReadAsync(reader)).Text);
            Assert.True(reader.IsComplete);
            reader.Consume();
        }
    }

    [Fact]
    public async Task A_message_without_a_body_has_ended_before_it_is_read()
    {
        var channel = new PiecesChannel(0, "HTTP/1.1 ");
        var reader = new Http1BodyReader(channel);
        reader.StartEmpty();
        Assert.Equal((true, true, 0L), (reader.IsEnded, reader.IsComplete, reader.Length));
        Assert.Equal(BodyStatus.End, (await reader.ReadAsync()).Status);
        Assert.Equal(0, channel.Fills);
    }

    private static void Start(Http1BodyReader reader, string framing, long limit)
    {
        switch (framing)
        {
            case "chunked":
                reader.Start(Chunked, isAnswer: true, limit);
                break;
            case "end":
                reader.Start(default, isAnswer: true, limit);
                break;
            default:
                reader.Start(new BodyFraming(long.Parse(framing, System.Globalization.CultureInfo.InvariantCulture), false), isAnswer: true, limit);
                break;
        }
    }

    private static async Task<(string Text, BodyStatus Status)> ReadAsync(Http1BodyReader reader)
    {
        var text = new StringBuilder();
        while (true)
        {
            var chunk = await reader.ReadAsync();
            if (chunk.Status != BodyStatus.Data)
            {
                Assert.True(chunk.Bytes.IsEmpty);
                return (text.ToString(), chunk.Status);
            }

            Assert.False(chunk.Bytes.IsEmpty);
            text.Append(Encoding.Latin1.GetString(chunk.Bytes.Span));
        }
    }
}
