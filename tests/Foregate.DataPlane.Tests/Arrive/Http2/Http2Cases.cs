// SPDX-License-Identifier: Apache-2.0
using static Foregate.DataPlane.Tests.Arrive.Http2.FrameClient;

namespace Foregate.DataPlane.Tests.Arrive.Http2;

/// <summary>The table of rules about frames, streams and header blocks.</summary>
internal static class Http2Cases
{
    private static readonly byte[] Preface = [.. "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"u8];

    private static readonly byte[] SomeGet = Request(1, true, Get);

    public static Http2Case[] All { get; } =
    [
        // §3.4 Connection preface
        new("A preface of another protocol", "3.4", [.. "GET / HTTP/1.1\r\nHost: a.example\r\n\r\n"u8], "GOAWAY PROTOCOL_ERROR") { Greets = false },
        new("No SETTINGS behind the preface", "3.4", [.. Preface, .. SomeGet], "GOAWAY PROTOCOL_ERROR", "200") { Greets = false },

        // §4.1, §5.5 Frame format
        new("A plain request", "8.1", SomeGet, "200"),
        new("The reserved bit of a stream id is set", "4.1", Frame(Headers, EndHeaders | EndStream, unchecked((int)0x80000001), Block(Get)), "200"),
        new("Unknown flags", "4.1", Frame(Headers, EndHeaders | EndStream | 0xC0, 1, Block(Get)), "200"),
        new("A frame of an unknown type", "5.5", [.. Frame(0x42, 0xFF, 0, "?"u8), .. SomeGet], "200"),
        new("A frame of an unknown type within a header block", "5.5",
            [.. Frame(Headers, EndStream, 1, Block(Get)), .. Frame(0x42, 0, 1, "?"u8), .. Frame(Continuation, EndHeaders, 1, [])], "GOAWAY PROTOCOL_ERROR"),

        // §4.2, §4.3
        new("A frame larger than the limit", "4.2", Frame(Data, 0, 1, new byte[16385]), "GOAWAY FRAME_SIZE_ERROR"),
        new("HEADERS larger than the limit", "4.2", Frame(Headers, EndHeaders | EndStream, 1, new byte[16385]), "GOAWAY FRAME_SIZE_ERROR"),
        new("A header block that cannot be decoded", "4.3", Frame(Headers, EndHeaders | EndStream, 1, [0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]), "GOAWAY COMPRESSION_ERROR"),
        new("An index beyond the tables", "4.3", Frame(Headers, EndHeaders | EndStream, 1, [.. Block(Get), 0xFE]), "GOAWAY COMPRESSION_ERROR"),
        new("A table size above the limit", "RFC 7541 4.2", Frame(Headers, EndHeaders | EndStream, 1, [0x3F, 0xE1, 0xFF, 0x03, .. Block(Get)]), "GOAWAY COMPRESSION_ERROR"),
        new("Huffman padding longer than 7 bits", "RFC 7541 5.2", Frame(Headers, EndHeaders | EndStream, 1, [.. Block(Get), 0, 1, (byte)'a', 0x82, 0xFF, 0xFF]), "GOAWAY COMPRESSION_ERROR"),
        new("A literal that ends early", "4.3", Frame(Headers, EndHeaders | EndStream, 1, [.. Block(Get), 0, 5, (byte)'a']), "GOAWAY COMPRESSION_ERROR"),

        // §5.1 Stream states
        new("DATA on an idle stream", "5.1", Frame(Data, EndStream, 1, "x"u8), "GOAWAY PROTOCOL_ERROR"),
        new("RST_STREAM on an idle stream", "5.1", Frame(RstStream, 0, 1, [0, 0, 0, 8]), "GOAWAY PROTOCOL_ERROR"),
        new("WINDOW_UPDATE on an idle stream", "5.1", Frame(WindowUpdate, 0, 1, [0, 0, 0, 8]), "GOAWAY PROTOCOL_ERROR"),
        new("PRIORITY on an idle stream", "5.1", [.. Frame(Priority, 0, 3, [0, 0, 0, 0, 1]), .. SomeGet], "200"),
        new("DATA behind END_STREAM", "5.1", [.. SomeGet, .. Frame(Data, EndStream, 1, "x"u8)], "GOAWAY STREAM_CLOSED") { IsPastAnswer = true },
        new("HEADERS behind END_STREAM", "5.1", [.. SomeGet, .. SomeGet], "GOAWAY STREAM_CLOSED") { IsPastAnswer = true },
        new("A stream of even number", "5.1.1", Request(2, true, Get), "GOAWAY PROTOCOL_ERROR") { Stream = 2 },
        new("A stream below one already open", "5.1.1", [.. Request(5, true, Get), .. Request(3, true, Get)], "GOAWAY STREAM_CLOSED") { Stream = 3, IsPastAnswer = true },

        // §6.1, §6.2, §6.3
        new("DATA on stream 0", "6.1", Frame(Data, 0, 0, "x"u8), "GOAWAY PROTOCOL_ERROR"),
        new("DATA with padding", "6.1", [.. Request(1, false, Post), .. Frame(Data, EndStream | Padded, 1, [2, (byte)'x', 0, 0])], "200"),
        new("DATA with more padding than payload", "6.1", [.. Request(1, false, Post), .. Frame(Data, EndStream | Padded, 1, [4, (byte)'x', 0, 0])], "GOAWAY PROTOCOL_ERROR"),
        new("HEADERS on stream 0", "6.2", Request(0, true, Get), "GOAWAY PROTOCOL_ERROR"),
        new("HEADERS with padding", "6.2", Frame(Headers, EndHeaders | EndStream | Padded, 1, [2, .. Block(Get), 0, 0]), "200"),
        new("HEADERS with more padding than payload", "6.2", Frame(Headers, EndHeaders | EndStream | Padded, 1, [255, .. Block(Get)]), "GOAWAY PROTOCOL_ERROR"),
        new("HEADERS with priority", "6.2", Frame(Headers, EndHeaders | EndStream | HasPriority, 1, [0, 0, 0, 0, 16, .. Block(Get)]), "200"),
        new("HEADERS that depend on themselves", "RFC 7540 5.3.1", Frame(Headers, EndHeaders | EndStream | HasPriority, 1, [0, 0, 0, 1, 16, .. Block(Get)]), "GOAWAY PROTOCOL_ERROR"),
        new("PRIORITY on stream 0", "6.3", Frame(Priority, 0, 0, [0, 0, 0, 0, 1]), "GOAWAY PROTOCOL_ERROR"),
        new("PRIORITY of a wrong length", "6.3", Frame(Priority, 0, 1, [0, 0, 0, 0]), "GOAWAY FRAME_SIZE_ERROR"),

        // §6.4, §6.5
        new("RST_STREAM on stream 0", "6.4", Frame(RstStream, 0, 0, [0, 0, 0, 8]), "GOAWAY PROTOCOL_ERROR"),
        new("RST_STREAM of a wrong length", "6.4", [.. Request(1, false, Post), .. Frame(RstStream, 0, 1, [0, 0, 8])], "GOAWAY FRAME_SIZE_ERROR"),
        new("SETTINGS on a stream", "6.5", Frame(Settings, 0, 1, []), "GOAWAY PROTOCOL_ERROR"),
        new("SETTINGS of a wrong length", "6.5", Frame(Settings, 0, 0, [0, 1, 0]), "GOAWAY FRAME_SIZE_ERROR"),
        new("An acknowledgement with payload", "6.5", Frame(Settings, Ack, 0, [0, 1, 0, 0, 0, 0]), "GOAWAY FRAME_SIZE_ERROR"),
        new("An unknown setting", "6.5.2", [.. Frame(Settings, 0, 0, [0, 0x77, 0, 0, 0, 1]), .. SomeGet], "200"),
        new("ENABLE_PUSH other than 0 and 1", "6.5.2", Frame(Settings, 0, 0, [0, 2, 0, 0, 0, 2]), "GOAWAY PROTOCOL_ERROR"),
        new("INITIAL_WINDOW_SIZE too large", "6.5.2", Frame(Settings, 0, 0, [0, 4, 0x80, 0, 0, 0]), "GOAWAY FLOW_CONTROL_ERROR"),
        new("MAX_FRAME_SIZE too small", "6.5.2", Frame(Settings, 0, 0, [0, 5, 0, 0, 0x3F, 0xFF]), "GOAWAY PROTOCOL_ERROR"),
        new("MAX_FRAME_SIZE too large", "6.5.2", Frame(Settings, 0, 0, [0, 5, 1, 0, 0, 0]), "GOAWAY PROTOCOL_ERROR"),

        // §6.6 - §6.10
        new("PUSH_PROMISE from a client", "6.6", Frame(PushPromise, EndHeaders, 1, [0, 0, 0, 2, .. Block(Get)]), "GOAWAY PROTOCOL_ERROR"),
        new("PING on a stream", "6.7", Frame(Ping, 0, 1, new byte[8]), "GOAWAY PROTOCOL_ERROR"),
        new("PING of a wrong length", "6.7", Frame(Ping, 0, 0, new byte[7]), "GOAWAY FRAME_SIZE_ERROR"),
        new("A PING is answered", "6.7", [], "ignored") { Pings = true },
        new("GOAWAY on a stream", "6.8", Frame(GoAway, 0, 1, new byte[8]), "GOAWAY PROTOCOL_ERROR"),
        new("WINDOW_UPDATE of a wrong length", "6.9", Frame(WindowUpdate, 0, 0, [0, 0, 1]), "GOAWAY FRAME_SIZE_ERROR"),
        new("WINDOW_UPDATE of 0 for the connection", "6.9", Frame(WindowUpdate, 0, 0, [0, 0, 0, 0]), "GOAWAY PROTOCOL_ERROR"),
        new("WINDOW_UPDATE of 0 for a stream", "6.9", [.. Request(1, false, Post), .. Frame(WindowUpdate, 0, 1, [0, 0, 0, 0])], "GOAWAY PROTOCOL_ERROR"),
        new("WINDOW_UPDATE beyond the limit of the connection", "6.9.1", Frame(WindowUpdate, 0, 0, [0x7F, 0xFF, 0xFF, 0xFF]), "GOAWAY FLOW_CONTROL_ERROR"),
        new("WINDOW_UPDATE beyond the limit of a stream", "6.9.1", [.. Request(1, false, Post), .. Frame(WindowUpdate, 0, 1, [0x7F, 0xFF, 0xFF, 0xFF])], "RST FLOW_CONTROL_ERROR"),
        new("CONTINUATION without HEADERS", "6.10", Frame(Continuation, EndHeaders, 1, Block(Get)), "GOAWAY PROTOCOL_ERROR"),
        new("CONTINUATION", "6.10", [.. Frame(Headers, EndStream, 1, Block(Get[..2])), .. Frame(Continuation, EndHeaders, 1, Block(Get[2..]))], "200"),
        new("CONTINUATION of another stream", "6.10", [.. Frame(Headers, EndStream, 1, Block(Get[..2])), .. Frame(Continuation, EndHeaders, 3, Block(Get[2..]))], "GOAWAY PROTOCOL_ERROR"),
        new("CONTINUATION on stream 0", "6.10", [.. Frame(Headers, EndStream, 1, Block(Get[..2])), .. Frame(Continuation, EndHeaders, 0, Block(Get[2..]))], "GOAWAY PROTOCOL_ERROR"),
        new("Another frame within a header block", "6.10", [.. Frame(Headers, EndStream, 1, Block(Get)), .. Frame(Ping, 0, 0, new byte[8])], "GOAWAY PROTOCOL_ERROR"),
        new("HEADERS within a header block", "6.10", [.. Frame(Headers, EndStream, 1, Block(Get)), .. Request(3, true, Get)], "GOAWAY PROTOCOL_ERROR"),

        // §8.1 Messages
        new("Trailers", "8.1", [.. Request(1, false, Post), .. Frame(Data, 0, 1, "x"u8), .. Request(1, true, ("x-sum", "1"))], "200"),
        new("Trailers without END_STREAM", "8.1", [.. Request(1, false, Post), .. Frame(Data, 0, 1, "x"u8), .. Request(1, false, ("x-sum", "1"))], "GOAWAY PROTOCOL_ERROR"),
        new("A pseudo-header in trailers", "8.1", [.. Request(1, false, Post), .. Frame(Data, 0, 1, "x"u8), .. Request(1, true, (":path", "/"))], "GOAWAY PROTOCOL_ERROR"),
        new("More data than Content-Length", "8.1.1", [.. Request(1, false, [.. Post, ("content-length", "1")]), .. Frame(Data, EndStream, 1, "xy"u8)], "RST PROTOCOL_ERROR"),
        new("Less data than Content-Length", "8.1.1", [.. Request(1, false, [.. Post, ("content-length", "3")]), .. Frame(Data, EndStream, 1, "xy"u8)], "RST PROTOCOL_ERROR"),
        new("Content-Length without data", "8.1.1", Request(1, true, [.. Post, ("content-length", "3")]), "RST PROTOCOL_ERROR"),
        new("Content-Length as long as the data", "8.1.1", [.. Request(1, false, [.. Post, ("content-length", "02")]), .. Frame(Data, EndStream, 1, "xy"u8)], "200"),
        new("Content-Length with a sign", "RFC 9110 8.6", [.. Request(1, false, [.. Post, ("content-length", "+2")]), .. Frame(Data, EndStream, 1, "xy"u8)], "GOAWAY PROTOCOL_ERROR", "200"),
        new("Content-Length of minus zero", "RFC 9110 8.6", Request(1, true, [.. Post, ("content-length", "-0")]), "GOAWAY PROTOCOL_ERROR", "200"),
        new("Content-Length with white space", "RFC 9110 8.6", Request(1, true, [.. Post, ("content-length", " 0")]), "GOAWAY PROTOCOL_ERROR"),
        new("Content-Length as a list", "RFC 9110 8.6", [.. Request(1, false, [.. Post, ("content-length", "2, 2")]), .. Frame(Data, EndStream, 1, "xy"u8)], "GOAWAY PROTOCOL_ERROR"),
        new("Content-Length twice", "RFC 9110 8.6", [.. Request(1, false, [.. Post, ("content-length", "2"), ("content-length", "2")]), .. Frame(Data, EndStream, 1, "xy"u8)], "GOAWAY PROTOCOL_ERROR"),

        .. Http2HeaderCases.All,
    ];
}
