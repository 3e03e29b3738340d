// SPDX-License-Identifier: Apache-2.0
using static Foregate.DataPlane.Tests.Arrive.Http2.FrameClient;

namespace Foregate.DataPlane.Tests.Arrive.Http2;

/// <summary>The table of rules about the fields of a request.</summary>
internal static class Http2HeaderCases
{
    public static Http2Case[] All { get; } =
    [
        // §8.2 Fields
        With("A name in upper case", "8.2.1", "GOAWAY PROTOCOL_ERROR", ("X-Upper", "1")),
        With("A name with a space", "8.2.1", "400", ("x y", "1")),
        With("A name with a colon", "8.2.1", "400", ("x:y", "1")),
        With("A name with line ends", "8.2.1", "400", ("x: 1\r\ny", "1")),
        With("A name with brackets", "RFC 9110 5.1", "400", ("x[]", "1")),
        With("A name beyond ASCII", "8.2.1", "GOAWAY PROTOCOL_ERROR", ("x\u00e9", "1")),
        With("An empty name", "8.2.1", "GOAWAY COMPRESSION_ERROR", ("", "1")),
        With("A value with NUL", "8.2.1", "GOAWAY PROTOCOL_ERROR", ("x", "a\0b")),
        With("A value with CR", "8.2.1", "GOAWAY PROTOCOL_ERROR", ("x", "a\rb")),
        With("A value with LF", "8.2.1", "GOAWAY PROTOCOL_ERROR", ("x", "a\nb")),
        With("A value with CR LF and a header", "8.2.1", "GOAWAY PROTOCOL_ERROR", ("x", "a\r\nhost: b")),
        With("A value with a control byte", "RFC 9110 5.5", "400", ("x", "a\u0007b")),
        With("A value with DEL", "RFC 9110 5.5", "400", ("x", "a\u007fb")),
        With("A value with a tab inside", "RFC 9110 5.5", "200", ("x", "a\tb")),
        With("A value that starts with a space", "8.2.1", "400", ("x", " a")),
        With("A value that ends with a space", "8.2.1", "400", ("x", "a ")),
        With("A value that starts with a tab", "8.2.1", "400", ("x", "\ta")),
        With("An empty value", "8.2.1", "200", ("x", "")),
        With("A value in Latin-1", "RFC 9110 5.5", "200", ("x", "caf\u00e9 \u00ff")) with { Kestrel = "GOAWAY PROTOCOL_ERROR" },
        With("A value in UTF-8", "RFC 9110 5.5", "200", ("x", "caf\u00c3\u00a9")),
        With("A cookie in crumbs", "8.2.3", "200", ("cookie", "a=1"), ("cookie", "b=2")),

        // §8.2.2 Connection-specific fields
        With("Connection", "8.2.2", "GOAWAY PROTOCOL_ERROR", ("connection", "close")),
        With("Proxy-Connection", "8.2.2", "400", ("proxy-connection", "keep-alive")),
        With("Keep-Alive", "8.2.2", "400", ("keep-alive", "timeout=5")),
        With("Transfer-Encoding", "8.2.2", "400", ("transfer-encoding", "chunked")),
        With("Upgrade", "8.2.2", "400", ("upgrade", "websocket")),
        With("TE: trailers", "8.2.2", "200", ("te", "trailers")),
        With("TE: gzip", "8.2.2", "GOAWAY PROTOCOL_ERROR", ("te", "gzip")),
        With("Expect: 100-continue", "8.1", "200", ("expect", "100-continue")),
        With("Another expectation", "RFC 9110 10.1.1", "417", ("expect", "200-ok")),

        // §8.3 Pseudo-headers
        Of("A pseudo-header behind a header", "8.3", "GOAWAY PROTOCOL_ERROR", (":method", "GET"), (":scheme", "https"), ("x", "1"), (":authority", "a.example"), (":path", "/")),
        With("An unknown pseudo-header", "8.3", "GOAWAY PROTOCOL_ERROR", (":what", "1")),
        With("A response's pseudo-header", "8.3", "GOAWAY PROTOCOL_ERROR", (":status", "200")),
        With("A pseudo-header twice", "8.3", "GOAWAY PROTOCOL_ERROR", (":path", "/")),
        Of("No method", "8.3.1", "RST PROTOCOL_ERROR", (":scheme", "https"), (":authority", "a.example"), (":path", "/")),
        Of("No scheme", "8.3.1", "RST PROTOCOL_ERROR", (":method", "GET"), (":authority", "a.example"), (":path", "/")),
        Of("No path", "8.3.1", "RST PROTOCOL_ERROR", (":method", "GET"), (":scheme", "https"), (":authority", "a.example")),
        Of("An empty path", "8.3.1", "RST PROTOCOL_ERROR", (":method", "GET"), (":scheme", "https"), (":authority", "a.example"), (":path", "")),
        Of("A path without a slash", "8.3.1", "RST PROTOCOL_ERROR", (":method", "GET"), (":scheme", "https"), (":authority", "a.example"), (":path", "x")),
        Of("A path in absolute form", "8.3.1", "RST PROTOCOL_ERROR", (":method", "GET"), (":scheme", "https"), (":authority", "a.example"), (":path", "https://a.example/")),
        Of("OPTIONS *", "8.3.1", "400", (":method", "OPTIONS"), (":scheme", "https"), (":authority", "a.example"), (":path", "*")),
        Of("GET *", "8.3.1", "RST PROTOCOL_ERROR", (":method", "GET"), (":scheme", "https"), (":authority", "a.example"), (":path", "*")),
        Of("A path with a space", "RFC 3986", "400", (":method", "GET"), (":scheme", "https"), (":authority", "a.example"), (":path", "/a b")),
        Of("A path with line ends", "8.2.1", "GOAWAY PROTOCOL_ERROR", (":method", "GET"), (":scheme", "https"), (":authority", "a.example"), (":path", "/ HTTP/1.1\r\nx: y")),
        Of("A path with a fragment", "RFC 3986", "400", (":method", "GET"), (":scheme", "https"), (":authority", "a.example"), (":path", "/#x")),
        Of("A path with bytes beyond ASCII", "RFC 3986", "400", (":method", "GET"), (":scheme", "https"), (":authority", "a.example"), (":path", "/\u00e9")) with { Kestrel = "GOAWAY PROTOCOL_ERROR" },
        Of("A path with dot segments", "RFC 3986 6", "400", (":method", "GET"), (":scheme", "https"), (":authority", "a.example"), (":path", "/a/../b")),
        Of("A path with encoded NUL", "RFC 3986", "RST PROTOCOL_ERROR", (":method", "GET"), (":scheme", "https"), (":authority", "a.example"), (":path", "/%00")),
        Of("A path with a broken encoding", "RFC 3986", "400", (":method", "GET"), (":scheme", "https"), (":authority", "a.example"), (":path", "/%zz")),
        Of("A path with an encoded slash", "RFC 3986", "200", (":method", "GET"), (":scheme", "https"), (":authority", "a.example"), (":path", "/a%2Fb//c?x=%zz")),
        Of("A scheme that is not the connection's", "8.3.1", "RST PROTOCOL_ERROR", (":method", "GET"), (":scheme", "http"), (":authority", "a.example"), (":path", "/")),
        Of("A method that is no token", "8.3.1", "RST PROTOCOL_ERROR", (":method", "G T"), (":scheme", "https"), (":authority", "a.example"), (":path", "/")),
        Of("A method of one's own", "8.3.1", "200", (":method", "PURGE"), (":scheme", "https"), (":authority", "a.example"), (":path", "/")),
        Of("TRACE", "RFC 9110 9.3.8", "501", (":method", "TRACE"), (":scheme", "https"), (":authority", "a.example"), (":path", "/")),
        Of("CONNECT", "8.5", "501", (":method", "CONNECT"), (":authority", "a.example:443")),
        Of("CONNECT with a path", "8.5", "RST PROTOCOL_ERROR", (":method", "CONNECT"), (":scheme", "https"), (":authority", "a.example:443"), (":path", "/")),

        // §8.3.1 Authority
        Of("Host in place of an authority", "8.3.1", "200", (":method", "GET"), (":scheme", "https"), (":path", "/"), ("host", "a.example")),
        Of("Neither authority nor Host", "8.3.1", "400", (":method", "GET"), (":scheme", "https"), (":path", "/")),
        Of("An empty authority", "8.3.1", "400", (":method", "GET"), (":scheme", "https"), (":authority", ""), (":path", "/")),
        Of("An authority with user information", "8.3.1", "RST PROTOCOL_ERROR", (":method", "GET"), (":scheme", "https"), (":authority", "u@a.example"), (":path", "/")),
        Of("An authority with a slash", "RFC 3986", "RST PROTOCOL_ERROR", (":method", "GET"), (":scheme", "https"), (":authority", "a.example/x"), (":path", "/")),
        With("Host beside the same authority", "8.3.1", "200", ("host", "A.example")),
        With("Host beside another authority", "8.3.1", "400", ("host", "b.example")),
        With("Host twice", "RFC 9112 3.2", "400", ("host", "a.example"), ("host", "a.example")),
        Of("Host twice without an authority", "RFC 9112 3.2", "RST PROTOCOL_ERROR", (":method", "GET"), (":scheme", "https"), (":path", "/"), ("host", "a.example"), ("host", "a.example")),
    ];

    private static Http2Case With(string name, string clause, string expected, params (string Name, string Value)[] more) =>
        Of(name, clause, expected, [.. Get, .. more]);

    // What we refuse by a status, bare Kestrel serves.
    private static Http2Case Of(string name, string clause, string expected, params (string Name, string Value)[] fields) =>
        new(name, clause, Request(1, true, fields), expected, expected.StartsWith('4') || expected.StartsWith('5') ? "200" : null);
}
