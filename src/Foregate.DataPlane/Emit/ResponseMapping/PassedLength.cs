// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Emit.ResponseMapping;

/// <summary>The Content-Length of an answer that is passed on.</summary>
internal static class PassedLength
{
    /// <summary>Bytes of body, or -1 when the head tells none.</summary>
    public static long Of(Exchange exchange)
    {
        var answer = exchange.IntegrationResponse;
        if (answer.Body is { } body)
        {
            return body.Length ?? -1;
        }

        // What a body would have had (RFC 9110 §8.6): only the back end knows.
        if (exchange.Request.Verb == HttpVerb.Head || answer.Status == 304)
        {
            return answer.Headers is { } headers && headers.TryGet(KnownHeader.ContentLength, out var text) && BodyFraming.TryReadLength(text, out var length) ? length : -1;
        }

        return answer.Status is 204 or < 200 ? -1 : 0;
    }
}
