// SPDX-License-Identifier: Apache-2.0
namespace Foregate.SideBySide;

/// <summary>One kind of traffic that every contender is given in turn.</summary>
/// <param name="Name">As in the table.</param>
/// <param name="Path">Path of the upstream.</param>
/// <param name="Connections">Open connections of the client.</param>
/// <param name="Work">What is asked of those who take part.</param>
internal sealed record Scenario(string Name, string Path, int Connections, Work Work = Work.Proxy)
{
    /// <summary>Whether the client speaks TLS to the contender.</summary>
    public bool Tls { get; init; }

    /// <summary>Whether it speaks HTTP/2 (with TLS).</summary>
    public bool Http2 { get; init; }

    /// <summary>What is posted: text without brackets of Lua's own kind; null is a GET.</summary>
    public byte[]? Body { get; init; }

    /// <summary>Whether a function answers: its processes' time is not the gateway's own.</summary>
    public bool RunsFunctions => Work is Work.Lambda or Work.Mapping;

    public string ContentType => Work is Work.Validation or Work.Mapping ? "application/json" : "application/octet-stream";

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("http1-1k", "/1k", 64),
        new("http1-100k", "/100k", 64),
        new("post-10k", "/post", 64) { Body = Letters(10 * 1024) },
        new("one-connection", "/1k", 1),
        new("tls-http1-1k", "/1k", 64) { Tls = true },
        new("tls-http2-1k", "/1k", 8) { Tls = true, Http2 = true },
        new("lambda-warm", "/1k", 16, Work.Lambda),
        new("template-lambda", "/post", 16, Work.Mapping) { Body = Orders.Body },
        new("plan-quota-log", "/1k", 64, Work.Plan),
        new("cache-hit", "/1k", 64, Work.Cache),
        new("validation", "/post", 64, Work.Validation) { Body = Orders.Body },
    ];

    private static byte[] Letters(int count)
    {
        var letters = new byte[count];
        letters.AsSpan().Fill((byte)'x');
        return letters;
    }
}
