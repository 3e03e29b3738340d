// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Upstream.Backends;

/// <summary>What is to be sent to a back end. Owned and reused by the exchange; one call at a time.</summary>
internal sealed class BackendRequest
{
    private BackendCall? _call;

    /// <summary>
    /// Request line and headers with the final empty line, as they go out: Host and the framing of the body included, no Expect.
    /// Must stay valid until the call has answered.
    /// </summary>
    public ReadOnlyMemory<byte> Head { get; set; }

    public HttpVerb Verb { get; set; }

    /// <summary>Whether the head says Transfer-Encoding: chunked. Otherwise it says the body's exact Content-Length, or the body is empty.</summary>
    public bool BodyIsChunked { get; set; }

    /// <summary>
    /// How long the back end may take for all of its answer, however slowly that drips. Time in which the client is waited for, to send its body
    /// or to take the answer's, does not count: AWS has the whole of either in its hands and knows no such time.
    /// </summary>
    public int TimeoutMilliseconds { get; set; }

    /// <summary>Whether the request may be sent twice: nothing but its head was sent, and twice has the effect of once (RFC 9110 §9.2.2).</summary>
    internal bool IsSafeToRepeat(bool hasBody) => !hasBody && HttpVerbs.IsIdempotent(Verb);

    /// <summary>The call object to use: the last one again, unless its upload has not come to rest.</summary>
    internal BackendCall FreeCall() => _call is { IsAtRest: true } ? _call : _call = new BackendCall();
}
