// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.SignatureV4;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Foregate.Hosting.Servers;

/// <summary>A request of the management listener, as its signature is of it.</summary>
internal static class RequestHead
{
    /// <summary>Everything but the body.</summary>
    public static SignedRequest Of(HttpContext context)
    {
        // As it was sent: the signature is of that.
        var target = context.Features.Get<IHttpRequestFeature>()!.RawTarget;
        var question = target.IndexOf('?', StringComparison.Ordinal);
        return new SignedRequest
        {
            Method = context.Request.Method,
            Path = question < 0 ? target : target[..question],
            Query = question < 0 ? "" : target[(question + 1)..],
            Headers = [.. context.Request.Headers.SelectMany(header => header.Value.Select(value => KeyValuePair.Create(header.Key, value ?? "")))],
        };
    }
}
