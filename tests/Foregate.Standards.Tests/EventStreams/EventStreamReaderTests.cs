// SPDX-License-Identifier: Apache-2.0
using System.Text;
using CsCheck;
using Foregate.Standards.EventStreams;

namespace Foregate.Standards.Tests.EventStreams;

public sealed class EventStreamReaderTests
{
    /// <summary>The empty message that AWS's documentation of the encoding gives.</summary>
    private static readonly byte[] s_empty = Convert.FromHexString("000000100000000005C248EB7D98C8FF");

    // As above, with the payload {'foo':'bar'} and without headers.
    private static readonly byte[] s_payload = Convert.FromHexString("0000001D00000000FD528C5A7B27666F6F273A27626172277DC3653936");

    [Fact]
    public void Reads_the_messages_that_AWS_publishes()
    {
        Assert.Equal(16, EventStreamReader.Read(s_empty, out var empty));
        Assert.Equal(("", "", 0), (empty.MessageType, empty.EventType, empty.Payload.Length));
        Assert.Equal(29, EventStreamReader.Read(s_payload, out var message));
        Assert.Equal("{'foo':'bar'}", Encoding.ASCII.GetString(message.Payload.Span));
    }

    [Fact]
    public void What_is_written_is_read_again_and_waits_until_it_is_whole() => Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 0, 20], Gen.Byte.Array[0, 300]).Sample((type, payload) =>
    {
        var written = EventStreamReader.Write("event", type, payload);
        for (var length = 0; length < written.Length; length++)
        {
            Assert.Equal(0, EventStreamReader.Read(written.AsMemory(0, length), out _));
        }

        Assert.Equal(written.Length, EventStreamReader.Read(new byte[][] { written, s_empty }.SelectMany(static part => part).ToArray(), out var message));
        Assert.Equal(("event", type), (message.MessageType, message.EventType));
        Assert.Equal(payload, message.Payload.ToArray());
    }, iter: 100);

    [Fact]
    public void A_changed_byte_is_seen()
    {
        var written = EventStreamReader.Write("event", "PayloadChunk", "hello"u8);
        for (var at = 0; at < written.Length; at++)
        {
            var changed = (byte[])written.Clone();
            changed[at] ^= 1;
            Assert.Equal(EventStreamReader.Malformed, EventStreamReader.Read(changed, out _));
        }
    }

    [Fact]
    public void No_bytes_make_it_throw() => Gen.Byte.Array[0, 64].Sample(static bytes => { _ = EventStreamReader.Read(bytes, out _); });
}
