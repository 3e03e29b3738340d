// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Tests.Arrive.Http2;

/// <summary>One rule of RFC 9113 and frames that keep or break it.</summary>
/// <param name="Clause">Where the rule stands; RFC 9113 unless it says otherwise.</param>
/// <param name="Expected">What our door makes of it: a status, "RST …", "GOAWAY …", "closed", or "ignored".</param>
/// <param name="Kestrel">What bare Kestrel makes of it; null when it is the same.</param>
internal sealed record Http2Case(string Name, string Clause, byte[] Frames, string Expected, string? Kestrel = null)
{
    /// <summary>The stream whose answer counts.</summary>
    public int Stream { get; init; } = 1;

    /// <summary>Whether the preface and SETTINGS are sent before.</summary>
    public bool Greets { get; init; } = true;

    /// <summary>Whether a PING behind the frames tells that nothing else is answered.</summary>
    public bool Pings { get; init; }

    /// <summary>Whether the fault stands behind a request that may be answered before it is seen.</summary>
    public bool IsPastAnswer { get; init; }
}
