// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Emit.Cors;

/// <summary>
/// Answers the preflights of an HTTP API with 204, with or without a route for them, before any check: a preflight carries no
/// credentials, and one that was throttled or refused would only look to the browser like a missing permission. It takes no token of
/// any limit. From an origin that is not allowed the answer is the same without CORS headers.
/// </summary>
internal sealed class CorsPreflight(CorsHeaders headers) : IStep
{
    /// <summary>Null without a configuration: then OPTIONS is a method like any other.</summary>
    public static CorsPreflight? For(CorsHeaders? headers) => headers is null ? null : new CorsPreflight(headers);

    public ValueTask<Verdict> InvokeAsync(Exchange exchange)
    {
        var request = exchange.Request.Headers;
        if (exchange.Verb != HttpVerb.Options || !request.Has(KnownHeader.Origin) || !request.Has(KnownHeader.AccessControlRequestMethod))
        {
            return Verdict.Continue;
        }

        exchange.Response.Status = 204;
        exchange.Response.ContentLength = 0;
        headers.AppendPreflight(exchange);
        return Verdict.Answered;
    }
}
