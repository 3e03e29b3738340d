// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Tests.Arrive.Http1;

/// <summary>
/// The conformance table of the HTTP/1.1 door: one case per rule of RFC 9112 and RFC 9110 on framing and syntax, and per known trap of
/// other servers. Legal forms stand beside the forms that only look like them.
/// </summary>
internal static class Http1Cases
{
    private const string Start = "GET / HTTP/1.1\r\nHost: a\r\n";
    private const string Post = "POST /p HTTP/1.1\r\nHost: a\r\n";
    private const string Chunked = Post + "Transfer-Encoding: chunked\r\n\r\n";

    public static IReadOnlyList<Http1Case> All { get; } =
    [
        .. RequestLines(), .. Versions(), .. Targets(), .. Paths(), .. Hosts(), .. HeaderNames(), .. HeaderValues(), .. LineEnds(),
        .. Lengths(), .. TransferCodings(), .. Chunks(), .. Connections(), .. Expectations(), .. Sizes(),
    ];

    private static Http1Case Served(string clause, string name, string text, string? seen = null, bool closes = false) =>
        new(clause, name, text, 200, seen, closes);

    private static Http1Case Refused(string clause, string name, string text, int status = 400) => new(clause, name, text, status);

    private static string Line(string line) => line + "\r\nHost: a\r\n\r\n";

    private static string Get(string target) => Line("GET " + target + " HTTP/1.1");

    private static Http1Case[] RequestLines() =>
    [
        Served("RFC 9112 §3", "the simplest request", Get("/"), "GET / "),
        Served("RFC 9110 §9.1", "a method nobody knows", Line("FOO / HTTP/1.1"), "FOO / "),
        Served("RFC 9110 §9.1", "methods are case-sensitive: get is not GET", Line("get / HTTP/1.1"), "get / "),
        Served("RFC 9110 §5.6.2", "a method of every token character", Line("!#$%&'*+-.^_`|~09azAZ / HTTP/1.1"), "!#$%&'*+-.^_`|~09azAZ / "),
        Refused("RFC 9112 §3", "no method", Line(" / HTTP/1.1")),
        Refused("RFC 9112 §3", "no target", Line("GET HTTP/1.1")),
        Refused("RFC 9112 §3", "no version (HTTP/0.9)", Line("GET /")),
        Refused("RFC 9112 §3", "two spaces before the target", Line("GET  / HTTP/1.1")),
        Refused("RFC 9112 §3", "two spaces before the version", Line("GET /  HTTP/1.1")),
        Refused("RFC 9112 §3", "space behind the version", Line("GET / HTTP/1.1 ")),
        Refused("RFC 9112 §3", "space before the method", Line(" GET / HTTP/1.1")),
        Refused("RFC 9112 §3", "tabs for spaces", Line("GET\t/\tHTTP/1.1")),
        Refused("RFC 9112 §3", "form feed for a space", Line("GET\f/ HTTP/1.1")),
        Refused("RFC 9110 §9.1", "a method with a parenthesis", Line("G(T / HTTP/1.1")),
        Refused("RFC 9110 §9.1", "a method with a colon", Line("GET: / HTTP/1.1")),
        Refused("RFC 9110 §9.1", "a method with a control character", Line("GE\u0001T / HTTP/1.1")),
        Refused("RFC 9110 §9.1", "a method beyond ASCII", Line("G\u00c9T / HTTP/1.1")),
        Refused("RFC 9110 §9.3.6", "CONNECT", "CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n", 501),
        Refused("RFC 9110 §9.3.8", "TRACE", Line("TRACE / HTTP/1.1"), 501),
    ];

    private static Http1Case[] Versions() =>
    [
        Served("RFC 9112 §2.3", "HTTP/1.0 ends its connection", Line("GET / HTTP/1.0"), "GET / ", closes: true),
        Served("RFC 9112 §9.3", "HTTP/1.0 with keep-alive", "GET / HTTP/1.0\r\nHost: a\r\nConnection: keep-alive\r\n\r\n", "GET / "),
        Served("RFC 9112 §3.2", "HTTP/1.0 without Host", "GET / HTTP/1.0\r\n\r\n", "GET / ", closes: true),
        Refused("RFC 9110 §2.5", "HTTP/2.0", Line("GET / HTTP/2.0"), 505),
        Refused("RFC 9110 §2.5", "HTTP/1.2", Line("GET / HTTP/1.2"), 505),
        Refused("RFC 9110 §2.5", "HTTP/0.9 in words", Line("GET / HTTP/0.9"), 505),
        Refused("RFC 9113 §3.4", "the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505),
        Refused("RFC 9112 §2.3", "lower case", Line("GET / http/1.1")),
        Refused("RFC 9112 §2.3", "two digits", Line("GET / HTTP/1.10")),
        Refused("RFC 9112 §2.3", "leading zero", Line("GET / HTTP/01.1")),
        Refused("RFC 9112 §2.3", "no minor version", Line("GET / HTTP/1.")),
        Refused("RFC 9112 §2.3", "comma for dot", Line("GET / HTTP/1,1")),
        Refused("RFC 9112 §2.3", "no digits", Line("GET / HTTP/x.y")),
        Refused("RFC 9112 §2.3", "another protocol", Line("GET / ICAP/1.0")),
    ];

    private static Http1Case[] Targets() =>
    [
        Served("RFC 9112 §3.2.1", "path and query as sent", Get("/a/b?c=d&e=%20f"), "GET /a/b?c=d&e=%20f "),
        Served("RFC 9112 §3.2.1", "an empty query", Get("/?"), "GET /? "),
        Served("RFC 3986 §3.4", "question marks, slashes and dots in the query", Get("/?a=/../?b"), "GET /?a=/../?b "),
        Served("RFC 3986 §3.4", "a back-slash in the query", Get("/?a=\\"), "GET /?a=\\ "),
        Served("RFC 3986 §3.4", "a broken percent-encoding in the query stays as sent", Get("/?a=%zz"), "GET /?a=%zz "),
        Served("RFC 3986 §3.3", "every sub-delimiter in the path", Get("/a!$&'()*+,;=:@-._~"), "GET /a!$&'()*+,;=:@-._~ "),
        Served("RFC 9112 §3.2", "characters that URIs exclude but clients send", Get("/a|b\"<>^`{}?\"<>^`{|}"), "GET /a|b\"<>^`{}?\"<>^`{|} "),
        Served("RFC 9112 §3.2.2", "absolute form", Get("http://a/x?y"), "GET http://a/x?y "),
        Served("RFC 9112 §3.2.2", "absolute form in upper case", Get("HTTP://A/x"), "GET HTTP://A/x "),
        Served("RFC 9112 §3.2.2", "absolute form without a path", Get("http://a"), "GET http://a "),
        Served("RFC 9112 §3.2.2", "absolute form with a query only", Get("http://a?x"), "GET http://a?x "),
        Served("RFC 9112 §3.2.2", "absolute form with the default port", Get("http://a:80/"), "GET http://a:80/ "),
        Served("RFC 9112 §3.2.2", "absolute form, https", Get("https://a/"), "GET https://a/ "),
        Refused("RFC 9112 §3.2.2", "absolute form and Host disagree", Get("http://b/")),
        Refused("RFC 9112 §3.2.2", "absolute form and Host disagree in the port", Get("http://a:81/")),
        Refused("RFC 9110 §4.2.1", "absolute form without a host", Get("http:///x")),
        Refused("RFC 9110 §4.2.4", "absolute form with user information", Get("http://u@a/")),
        Refused("RFC 9112 §3.2", "another scheme", Get("ftp://a/")),
        Refused("RFC 9112 §3.2.4", "asterisk form (the gateway itself has no options)", Line("OPTIONS * HTTP/1.1")),
        Refused("RFC 9112 §3.2.4", "asterisk form with GET", Get("*")),
        Refused("RFC 9112 §3.2.3", "authority form", Get("a:80")),
        Refused("RFC 9112 §3.2", "no leading slash", Get("x")),
        Refused("RFC 9112 §3.2", "a query only", Get("?x")),
        Refused("RFC 9112 §3.2", "a space in the target", Get("/a b")),
        Refused("RFC 9112 §3.2", "a fragment", Get("/a#b")),
        Refused("RFC 9112 §3.2", "a control character", Get("/a\u0007")),
        Refused("RFC 9112 §3.2", "NUL", Get("/a\0")),
        Refused("RFC 9112 §3.2", "DEL", Get("/a\u007f")),
        Refused("RFC 9112 §3.2", "a tab", Get("/a\tb")),
        Refused("RFC 9112 §3.2", "bytes beyond ASCII", Get("/caf\u00c3\u00a9")),
        Refused("RFC 9112 §3.2", "bytes beyond ASCII in the query", Get("/?caf\u00c3\u00a9")),
        Refused("RFC 9112 §2.2", "a bare CR in the target", Get("/a\rb")),
    ];

    private static Http1Case[] Paths() =>
    [
        Served("gateway: raw path", "an encoded slash stays encoded", Get("/a%2Fb%2fc"), "GET /a%2Fb%2fc "),
        Served("gateway: raw path", "an encoded percent stays encoded", Get("/a%252fb"), "GET /a%252fb "),
        Served("gateway: raw path", "doubled slashes stay doubled", Get("//a///b//"), "GET //a///b// "),
        Served("gateway: raw path", "path parameters stay", Get("/a;x=1/b"), "GET /a;x=1/b "),
        Served("gateway: raw path", "dots inside names", Get("/.well-known/a..b/...?x"), "GET /.well-known/a..b/...?x "),
        Refused("RFC 3986 §2.1", "a broken percent-encoding", Get("/a%zz")),
        Refused("RFC 3986 §2.1", "half a percent-encoding", Get("/a%2")),
        Refused("RFC 3986 §2.1", "a bare percent", Get("/a%")),
        Refused("gateway: one reading", "encoded NUL", Get("/a%00b")),
        Refused("gateway: one reading", "a back-slash", Get("/a\\b")),
        Refused("RFC 3986 §5.2.4", "two dots", Get("/a/../b")),
        Refused("RFC 3986 §5.2.4", "two dots at the end", Get("/a/..")),
        Refused("RFC 3986 §5.2.4", "one dot", Get("/a/./b")),
        Refused("RFC 3986 §5.2.4", "one dot at the end", Get("/.")),
        Refused("gateway: one reading", "encoded dots", Get("/a/%2e%2E/b")),
        Refused("gateway: one reading", "half encoded dots", Get("/a/.%2e/b")),
        Refused("gateway: one reading", "dots before a path parameter", Get("/x/..;/admin/1")),
        Refused("gateway: one reading", "dots before an encoded slash", Get("/x/..%2fadmin")),
        Refused("gateway: one reading", "dots before an encoded back-slash", Get("/x/..%5cadmin")),
        Refused("gateway: one reading", "dots between encoded slashes", Get("/x%2f..%2fadmin")),
        Refused("gateway: one reading", "dots behind an encoded back-slash", Get("/x%5C..")),
        Refused("RFC 3986 §5.2.4", "dots in absolute form", Get("http://a/../b")),
    ];

    private static Http1Case[] Hosts() =>
    [
        Host("an address", "127.0.0.1", 200),
        Host("an address and a port", "127.0.0.1:8080", 200),
        Host("an IPv6 address", "[::1]", 200),
        Host("an IPv6 address and a port", "[::1]:8080", 200),
        Host("a name with a dot at its end, upper case, an underscore", "A_b.Example.COM.", 200),
        Host("an empty port", "a:", 200),
        Host("empty", "", 400, "RFC 9110 §4.2.1"),
        Host("a list", "a, b", 400),
        Host("a space inside", "a b", 400),
        Host("user information", "u@a", 400),
        Host("a path", "a/b", 400),
        Host("a port that is no number", "a:x", 400),
        Host("a port of six digits", "a:123456", 400),
        Host("a port alone", ":80", 400),
        Host("an open bracket", "[::1", 400),
        Host("something behind the bracket", "[::1]x", 400),
        Host("no address in brackets", "[a]", 400),
        Host("bytes beyond ASCII", "\u00e9", 400),
        Host("a back-slash", "a\\b", 400),
        Host("a question mark", "a?b", 400),
        Refused("RFC 9112 §3.2", "no Host", "GET / HTTP/1.1\r\n\r\n"),
        Refused("RFC 9112 §3.2", "Host twice, the same", Start + "Host: a\r\n\r\n"),
        Refused("RFC 9112 §3.2", "Host twice, different", Start + "Host: b\r\n\r\n"),
        Refused("RFC 9112 §3.2", "Host twice, in different case", Start + "hOST: a\r\n\r\n"),
        Refused("RFC 9112 §3.2", "Host twice on HTTP/1.0", "GET / HTTP/1.0\r\nHost: a\r\nHost: a\r\n\r\n"),
        Refused("RFC 9112 §3.2", "absolute form without Host", "GET http://a/ HTTP/1.1\r\n\r\n"),
    ];

    private static Http1Case Host(string name, string value, int status, string clause = "RFC 9112 §3.2") =>
        new(clause, "Host is " + name, "GET / HTTP/1.1\r\nHost: " + value + "\r\n\r\n", status);

    private static Http1Case[] HeaderNames() =>
    [
        Served("RFC 9110 §5.1", "names keep their case", Start + "x-LOWER-Upper: 1\r\n\r\n", "x-LOWER-Upper: 1\n"),
        Served("RFC 9110 §5.3", "lines keep their order, duplicates included", Start + "B: 1\r\nA: 2\r\nb: 3\r\n\r\n", "B: 1\nA: 2\nb: 3\n"),
        Served("RFC 9110 §5.6.2", "a name of every token character", Start + "!#$%&'*+-.^_`|~09azAZ: 1\r\n\r\n", "!#$%&'*+-.^_`|~09azAZ: 1\n"),
        Served("RFC 9110 §5.1", "known names in any case", "POST /p HTTP/1.1\r\nhOsT: a\r\ncontent-LENGTH: 2\r\n\r\nhi", "\nhi"),
        Name("space before the colon", "A : b"),
        Name("tab before the colon", "A\t: b"),
        Name("space before the colon of Content-Length", "Content-Length : 0"),
        Name("no colon", "A"),
        Name("no name", ": b"),
        Name("a space inside the name", "A B: c"),
        Name("brackets", "A[]: b"),
        Name("parentheses and at", "A(b)@: c"),
        Name("a quote", "A\": b"),
        Name("a slash", "A/b: c"),
        Name("a brace", "{A}: b"),
        Name("a control character", "A\u0001: b"),
        Name("NUL", "A\0: b"),
        Name("DEL", "A\u007f: b"),
        Name("bytes beyond ASCII", "\u00c4: b"),
        Name("a byte order mark", "\u00ef\u00bb\u00bfA: b"),
        Refused("RFC 9112 §5.2", "a folded line (space)", Start + "A: b\r\n c\r\n\r\n"),
        Refused("RFC 9112 §5.2", "a folded line (tab)", Start + "A: b\r\n\tc\r\n\r\n"),
        Refused("RFC 9112 §5.2", "a folded Transfer-Encoding", Post + "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n"),
        Refused("RFC 9112 §2.2", "white space before the first header", "GET / HTTP/1.1\r\n Host: a\r\n\r\n"),
        Refused("RFC 9112 §2.2", "a line of white space", Start + " \r\n\r\n"),
    ];

    private static Http1Case Name(string name, string line) =>
        Refused("RFC 9112 §5.1", "a header name with " + name, Start + line + "\r\n\r\n");

    private static Http1Case[] HeaderValues() =>
    [
        Served("RFC 9110 §5.5", "an empty value", Start + "A:\r\nB: \r\n\r\n", "A: \nB: \n"),
        Served("RFC 9112 §5.1", "white space around a value is not part of it", Start + "A:b\r\nC: \t d \t\r\n\r\n", "A: b\nC: d\n"),
        Served("RFC 9110 §5.5", "white space inside a value is", Start + "A: b \t c\r\n\r\n", "A: b \t c\n"),
        Served("RFC 9110 §5.5", "Latin-1", Start + "A: caf\u00e9\r\n\r\n", "A: caf\u00e9\n"),
        Served("RFC 9110 §5.5", "UTF-8", Start + "A: caf\u00c3\u00a9\r\n\r\n", "A: caf\u00c3\u00a9\n"),
        Served("RFC 9110 §5.5", "byte FF", Start + "A: \u00ff\r\n\r\n", "A: \u00ff\n"),
        Served("RFC 9110 §5.5", "every visible character", Start + "A: !\"#$%&'()*+,-./09:;<=>?@AZ[\\]^_`az{|}~\r\n\r\n", "A: !\"#$%&'()*+,-./09:;<=>?@AZ[\\]^_`az{|}~\n"),
        Value("NUL", "b\0c"),
        Value("BEL", "b\u0007c"),
        Value("vertical tab", "b\u000bc"),
        Value("form feed", "b\fc"),
        Value("ESC", "b\u001bc"),
        Value("DEL", "b\u007fc"),
        Value("a bare CR", "b\rc"),
        Value("a bare CR at the start", "\rb"),
        Value("a leading control character", "\u0001b"),
        Value("a trailing control character", "b\u0001"),
    ];

    private static Http1Case Value(string name, string value) =>
        Refused("RFC 9110 §5.5", "a header value with " + name, Start + "A: " + value + "\r\n\r\n");

    private static Http1Case[] LineEnds() =>
    [
        Served("RFC 9112 §2.2", "an empty line before the request line", "\r\n" + Get("/"), "GET / "),
        Served("RFC 9112 §2.2", "some empty lines before the request line", "\r\n\r\n\r\n\r\n" + Get("/"), "GET / "),
        Refused("RFC 9112 §2.2", "many empty lines before the request line", "\r\n\r\n\r\n\r\n\r\n" + Get("/")),
        Refused("RFC 9112 §2.2", "a bare LF before the request line", "\n" + Get("/")),
        Refused("RFC 9112 §2.2", "a bare LF behind the request line", "GET / HTTP/1.1\nHost: a\r\n\r\n"),
        Refused("RFC 9112 §2.2", "a bare LF behind a header", "GET / HTTP/1.1\r\nHost: a\n\r\n"),
        Refused("RFC 9112 §2.2", "a bare LF for the empty line", Start + "\n"),
        Refused("RFC 9112 §2.2", "bare LFs everywhere", "GET / HTTP/1.1\nHost: a\n\n"),
        Refused("RFC 9112 §2.2", "a bare CR behind the request line", "GET / HTTP/1.1\rHost: a\r\n\r\n"),
        Refused("RFC 9112 §2.2", "CR CR LF", "GET / HTTP/1.1\r\r\nHost: a\r\n\r\n"),
        Refused("RFC 9112 §2.2", "CR CR LF behind a header", "GET / HTTP/1.1\r\nHost: a\r\r\n\r\n"),
        Refused("RFC 9112 §2.2", "CR CR LF for the empty line", Start + "\r\r\n"),
    ];

    private static Http1Case[] Lengths() =>
    [
        Length("a length", "5", "hello"),
        Length("no length and no body", null, ""),
        Length("length 0", "0", ""),
        Length("leading zeros", "0005", "hello"),
        Length("white space around", "\t 5 ", "hello"),
        Length("a body that looks like a request", "35", "GET /smuggled HTTP/1.1\r\nHost: a\r\n\r\n"),
        Served("RFC 9110 §9.3.1", "GET with a body", Start + "Content-Length: 5\r\n\r\nhello", "\nhello"),
        Served("RFC 9110 §9.3.5", "DELETE with a body", "DELETE / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello", "\nhello"),
        BadLength("a plus sign", "+5"),
        BadLength("a minus sign", "-5"),
        BadLength("minus zero", "-0"),
        BadLength("hexadecimal", "0x5"),
        BadLength("a space inside", "1 0"),
        BadLength("a list of equals", "5, 5"),
        BadLength("a list of differents", "5, 6"),
        BadLength("a decimal point", "5.0"),
        BadLength("letters", "five"),
        BadLength("a semicolon", "5;"),
        BadLength("nothing", ""),
        BadLength("a vertical tab", "\u000b5"),
        BadLength("NUL", "5\0"),
        BadLength("more than 63 bits", "9223372036854775808"),
        BadLength("more than 64 bits", "18446744073709551621"),
        BadLength("other digits", "\u00b2"),
        Refused("RFC 9110 §8.6", "Content-Length twice, the same", Post + "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello"),
        Refused("RFC 9110 §8.6", "Content-Length twice, different", Post + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nhello"),
        Refused("RFC 9112 §6.3", "Content-Length, then Transfer-Encoding", Post + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        Refused("RFC 9112 §6.3", "Transfer-Encoding, then Content-Length", Post + "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n\r\n0\r\n\r\n"),
        Refused("RFC 9112 §6.3", "Transfer-Encoding and Content-Length 0", Post + "Transfer-Encoding: chunked\r\nContent-Length: 0\r\n\r\n0\r\n\r\n"),
    ];

    private static Http1Case Length(string name, string? value, string body) =>
        Served("RFC 9112 §6.2", name, Post + (value is null ? "" : "Content-Length: " + value + "\r\n") + "\r\n" + body, "\n" + body);

    private static Http1Case BadLength(string name, string value) =>
        Refused("RFC 9110 §8.6", "Content-Length with " + name, Post + "Content-Length: " + value + "\r\n\r\nhello");

    private static Http1Case[] TransferCodings() =>
    [
        Coding("chunked", "chunked", 200),
        Coding("chunked in upper case", "CHUNKED", 200),
        Coding("white space around", " \t chunked \t", 200),
        Coding("a coding before chunked", "gzip, chunked", 501),
        Coding("a coding alone", "gzip", 400),
        Coding("identity", "identity", 400),
        Coding("chunked that is not last", "chunked, gzip", 400),
        Coding("chunked, then identity", "chunked, identity", 400),
        Coding("chunked twice", "chunked, chunked", 400),
        Coding("chunked twice behind a coding", "gzip, chunked, chunked", 400),
        Coding("a name that ends like chunked", "xchunked", 400),
        Coding("a name that begins like chunked", "chunkedx", 400),
        Coding("chunked with a parameter", "chunked;q=1", 400),
        Coding("quoted", "\"chunked\"", 400),
        Coding("nothing", "", 400),
        Coding("an empty list element", "chunked,", 400),
        Coding("an empty list element before", ", chunked", 400),
        Coding("a vertical tab before", "\u000bchunked", 400),
        Coding("a no-break space behind", "chunked\u00a0", 400),
        Coding("NUL behind", "chunked\0", 400),
        Refused("RFC 9112 §6.1", "Transfer-Encoding twice", Post + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        Refused("RFC 9112 §6.1", "Transfer-Encoding twice, one of them empty", Post + "Transfer-Encoding:\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        Refused("RFC 9112 §6.1", "Transfer-Encoding twice, the first identity", Post + "Transfer-Encoding: identity\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        Refused("RFC 9112 §6.1", "Transfer-Encoding on HTTP/1.0", "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
        Served("RFC 9112 §7.4", "TE and Trailer are the client's to say", Start + "TE: trailers\r\nTrailer: X\r\n\r\n", "GET / "),
        Served("RFC 9112 §6.1", "a header that only looks like it", Post + "Transfer_Encoding: chunked\r\nContent-Length: 2\r\n\r\nhi", "\nhi"),
    ];

    private static Http1Case Coding(string name, string value, int status) =>
        new("RFC 9112 §6.1", "Transfer-Encoding is " + name, Post + "Transfer-Encoding: " + value + "\r\n\r\n2\r\nhi\r\n0\r\n\r\n", status, status == 200 ? "\nhi" : null);

    private static Http1Case[] Chunks() =>
    [
        Chunk("one chunk", "5\r\nhello\r\n0\r\n\r\n", "hello"),
        Chunk("several chunks", "2\r\nhe\r\n1\r\nl\r\n2\r\nlo\r\n0\r\n\r\n", "hello"),
        Chunk("no chunk but the last", "0\r\n\r\n", ""),
        Chunk("sizes in upper and lower case", "a\r\n0123456789\r\nB\r\n0123456789a\r\n0\r\n\r\n", "01234567890123456789a"),
        Chunk("leading zeros", "0005\r\nhello\r\n000\r\n\r\n", "hello"),
        Chunk("an extension", "5;a\r\nhello\r\n0;b\r\n\r\n", "hello", "RFC 9112 §7.1.1"),
        Chunk("an extension with a value", "5;a=b;c=\"d\"\r\nhello\r\n0\r\n\r\n", "hello", "RFC 9112 §7.1.1"),
        Chunk("a quoted extension that holds a semicolon and a quote", "5;a=\"b;\\\"c\"\r\nhello\r\n0\r\n\r\n", "hello", "RFC 9112 §7.1.1"),
        Chunk("white space around an extension", "5 ; a = b\r\nhello\r\n0\r\n\r\n", "hello", "RFC 9112 §7.1.1"),
        Chunk("trailers", "5\r\nhello\r\n0\r\nA: b\r\nC: d\r\n\r\n", "hello", "RFC 9112 §7.1.2"),
        Chunk("trailers that would change the framing are only dropped", "5\r\nhello\r\n0\r\nContent-Length: 3\r\nHost: b\r\n\r\n", "hello", "RFC 9112 §7.1.2"),
        Chunk("data that looks like chunks", "7\r\n0\r\n\r\n0\r\r\n0\r\n\r\n", "0\r\n\r\n0\r"),
        BadChunk("no size", "\r\nhello\r\n0\r\n\r\n"),
        BadChunk("a size that is no number", "x\r\nhello\r\n0\r\n\r\n"),
        BadChunk("a prefix", "0x5\r\nhello\r\n0\r\n\r\n"),
        BadChunk("a plus sign", "+5\r\nhello\r\n0\r\n\r\n"),
        BadChunk("a minus sign", "-5\r\nhello\r\n0\r\n\r\n"),
        BadChunk("a space before the size", " 5\r\nhello\r\n0\r\n\r\n"),
        BadChunk("a space behind the size", "5 \r\nhello\r\n0\r\n\r\n"),
        BadChunk("an underscore", "0_5\r\nhello\r\n0\r\n\r\n"),
        BadChunk("a size of more than 64 bits", "10000000000000005\r\nhello\r\n0\r\n\r\n"),
        BadChunk("a size of 64 bits", "ffffffffffffffff\r\nhello\r\n0\r\n\r\n"),
        BadChunk("a bare LF behind the size", "5\nhello\r\n0\r\n\r\n"),
        BadChunk("a bare CR behind the size", "5\rhello\r\n0\r\n\r\n"),
        BadChunk("a bare LF behind the data", "5\r\nhello\n0\r\n\r\n"),
        BadChunk("nothing behind the data", "5\r\nhello0\r\n\r\n"),
        BadChunk("data longer than its size", "5\r\nhello!\r\n0\r\n\r\n"),
        BadChunk("an extension that ends in LF", "5;a\nhello\r\n0\r\n\r\n", "RFC 9112 §7.1.1"),
        BadChunk("an extension with a bare CR", "5;a\rb\r\nhello\r\n0\r\n\r\n", "RFC 9112 §7.1.1"),
        BadChunk("an extension with NUL", "5;a\0\r\nhello\r\n0\r\n\r\n", "RFC 9112 §7.1.1"),
        BadChunk("a trailer with a space before the colon", "0\r\nA : b\r\n\r\n", "RFC 9112 §7.1.2"),
        BadChunk("a folded trailer", "0\r\nA: b\r\n c\r\n\r\n", "RFC 9112 §7.1.2"),
        BadChunk("a trailer that ends in LF", "0\r\nA: b\n\r\n", "RFC 9112 §7.1.2"),
        BadChunk("a trailer with a control character", "0\r\nA: \u0007\r\n\r\n", "RFC 9112 §7.1.2"),
        BadChunk("LF for the last line", "0\r\n\n", "RFC 9112 §7.1.2"),
        BadChunk("LF behind the last chunk", "0\n\r\n"),
    ];

    private static Http1Case Chunk(string name, string chunks, string body, string clause = "RFC 9112 §7.1") =>
        Served(clause, "chunked: " + name, Chunked + chunks, "\n" + body);

    private static Http1Case BadChunk(string name, string chunks, string clause = "RFC 9112 §7.1") =>
        Refused(clause, "chunked: " + name, Chunked + chunks);

    private static Http1Case[] Connections() =>
    [
        Served("RFC 9112 §9.6", "close", Start + "Connection: close\r\n\r\n", "GET / ", closes: true),
        Served("RFC 9112 §9.6", "close in a list, in upper case", Start + "Connection: x, CLOSE\r\n\r\n", "GET / ", closes: true),
        Served("RFC 9112 §9.6", "close in a second line", Start + "Connection: keep-alive\r\nConnection: close\r\n\r\n", "GET / ", closes: true),
        Served("RFC 9112 §9.3", "keep-alive is the default", Start + "Connection: keep-alive\r\n\r\n", "GET / "),
        Served("RFC 9110 §7.6.1", "an option that only contains close", Start + "Connection: closed\r\n\r\n", "GET / "),
        Served("RFC 9110 §7.8", "an upgrade that nobody offers is ignored", Start + "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n", "GET / "),
        Served("RFC 9112 §9.3", "HTTP/1.0, keep-alive and close", "GET / HTTP/1.0\r\nConnection: keep-alive, close\r\n\r\n", "GET / ", closes: true),
    ];

    private static Http1Case[] Expectations() =>
    [
        Served("RFC 9110 §10.1.1", "100-continue, the body at once", Post + "Expect: 100-continue\r\nContent-Length: 2\r\n\r\nhi", "\nhi"),
        Served("RFC 9110 §10.1.1", "100-continue, chunked, in upper case", Post + "Expect: 100-CONTINUE\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nhi\r\n0\r\n\r\n", "\nhi"),
        Served("RFC 9110 §10.1.1", "100-continue without a body", Start + "Expect: 100-continue\r\n\r\n", "GET / "),
        Served("RFC 9110 §10.1.1", "100-continue on HTTP/1.0 is ignored", "POST / HTTP/1.0\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nhi", "\nhi", closes: true),
        Refused("RFC 9110 §10.1.1", "another expectation", Post + "Expect: 200-ok\r\nContent-Length: 2\r\n\r\nhi", 417),
        Refused("RFC 9110 §10.1.1", "100-continue and another", Post + "Expect: 100-continue, x\r\nContent-Length: 2\r\n\r\nhi", 417),
    ];

    private static Http1Case[] Sizes() =>
    [
        Served("quota: URL", "a target of 10,240 bytes", Get("/" + new string('a', 10_239)), null),
        Refused("quota: URL", "a target of 10,241 bytes", Get("/" + new string('a', 10_240)), 414),
        Refused("RFC 9112 §3", "a request line without end", "GET /" + new string('a', 30_000), 414),
        // "Host: a" and its line end are 9 bytes, "A: " and its line end 5.
        Served("quota: headers", "headers of 10,240 bytes", Start + "A: " + new string('b', 10_226) + "\r\n\r\n", null),
        Refused("quota: headers", "headers of 10,241 bytes", Start + "A: " + new string('b', 10_227) + "\r\n\r\n", 431),
        Refused("RFC 6585 §5", "headers without end", Start + "A: " + new string('b', 30_000), 431),
        Served("quota: headers", "256 header lines", Start + string.Concat(Enumerable.Repeat("A: b\r\n", 255)) + "\r\n", null),
        Refused("quota: headers", "257 header lines", Start + string.Concat(Enumerable.Repeat("A: b\r\n", 256)) + "\r\n", 431),
        Refused("quota: payload", "a body of 10 MiB and one byte, by its length", Post + "Content-Length: 10485761\r\n\r\n", 413),
    ];
}
