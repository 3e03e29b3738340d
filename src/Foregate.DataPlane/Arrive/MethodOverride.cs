// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Arrive;

/// <summary>
/// X-HTTP-Method-Override of REST APIs (aws-apigateway §3.2): the method named there is the one that counts, for every reader.
/// Refused where readers could differ: said twice, or not one of AWS's methods.
/// </summary>
internal sealed class MethodOverride : IStep
{
    private readonly Rejection _refused;

    private MethodOverride(Rejection refused) => _refused = refused;

    /// <summary>Null for HTTP APIs.</summary>
    public static MethodOverride? For(Compilation c) =>
        c.Kind == ApiKind.Rest
            ? new MethodOverride(c.Rejections.MalformedRequest.At(
                c.Path, "X-HTTP-Method-Override must be given once and name DELETE, GET, HEAD, OPTIONS, PATCH, POST or PUT."))
            : null;

    public ValueTask<Verdict> InvokeAsync(Exchange exchange)
    {
        var headers = exchange.Request.Headers;
        if (!headers.TryGet(KnownHeader.XHttpMethodOverride, out var value))
        {
            return Verdict.Continue;
        }

        // As methods are: in capitals. A back end that looks itself might take another spelling for another method.
        var verb = HttpVerbs.Find(value);
        if (verb == HttpVerb.Other || headers.CountOf(KnownHeader.XHttpMethodOverride) > 1)
        {
            return Verdict.Reject(_refused);
        }

        exchange.Verb = verb;
        return Verdict.Continue;
    }
}
