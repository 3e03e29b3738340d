// SPDX-License-Identifier: Apache-2.0
namespace Foregate.SideBySide;

/// <summary>One kind of traffic that every contender is given in turn.</summary>
/// <param name="Name">As in the table.</param>
/// <param name="Path">Path of the upstream.</param>
/// <param name="BodyBytes">Bytes of request body; 0 is a GET.</param>
/// <param name="Tls">Whether the client speaks TLS to the contender.</param>
/// <param name="Http2">Whether it speaks HTTP/2 (with TLS).</param>
/// <param name="Connections">Open connections of the client.</param>
internal sealed record Scenario(string Name, string Path, int BodyBytes, bool Tls, bool Http2, int Connections)
{
    /// <summary>Whether a function answers: those who run it are compared with each other, by what they use themselves.</summary>
    public bool IsLambda { get; init; }

    /// <summary>Whether it is for those who hold callers to a plan and write a log: they are compared with each other.</summary>
    public bool IsPlanned { get; init; }

    /// <summary>Whether it is for those who answer from a cache: they are compared with each other.</summary>
    public bool IsCached { get; init; }

    /// <summary>Whether the contender takes part.</summary>
    public bool IsFor(Contender contender) => contender.IsLambda == IsLambda && contender.IsPlanned == IsPlanned && contender.IsCached == IsCached;

    public static IReadOnlyList<Scenario> All { get; } =
    [
        new("http1-1k", "/1k", 0, false, false, 64),
        new("http1-100k", "/100k", 0, false, false, 64),
        new("post-10k", "/post", 10 * 1024, false, false, 64),
        new("one-connection", "/1k", 0, false, false, 1),
        new("tls-http1-1k", "/1k", 0, true, false, 64),
        new("tls-http2-1k", "/1k", 0, true, true, 8),
        new("lambda-warm", "/1k", 0, false, false, 16) { IsLambda = true },
        new("plan-quota-log", "/1k", 0, false, false, 64) { IsPlanned = true },
        new("cache-hit", "/1k", 0, false, false, 64) { IsCached = true },
    ];
}
