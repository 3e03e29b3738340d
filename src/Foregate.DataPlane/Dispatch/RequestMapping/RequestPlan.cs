// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Dispatch.RequestMapping;

/// <summary>What an integration's mappings make of a request, compiled: its target and its headers.</summary>
internal sealed class RequestPlan
{
    public required RequestTargetTemplate Target { get; init; }

    public required HeaderMapping[] Headers { get; init; }

    /// <summary>Whether a mapping looks into the body, so that it must be there before the head is made.</summary>
    public bool ReadsBody { get; init; }

    /// <summary>Why no request can be made of this definition, whoever sends it; null in all but that case.</summary>
    public Rejection? Misconfigured { get; init; }

    /// <summary>Puts path, query and mapped query parameters together.</summary>
    /// <param name="misconfigured">The refusal when a placeholder has no value.</param>
    /// <param name="isProxy">Whether the client's query goes along; otherwise the request template may add to what is mapped.</param>
    public static RequestTargetTemplate MakeTarget(
        TargetPart[] path, TargetPart[] query, List<QueryMapping> mappings, Rejection misconfigured, Compilation c, bool isProxy = true)
    {
        if (path.Length == 0)
        {
            path = [new TargetPart("/"u8.ToArray())];
        }

        if (path is [{ Bytes: { } whole }] && !RequestTarget.IsCanonicalPath(whole))
        {
            c.Fault("The path of the integration's URI has dot segments, back-slashes or broken percent-encodings. Write it as it is meant.");
        }

        var malformed = new Rejection(RejectionReason.MalformedRequest, 400, "Bad Request", "BadRequestException", Blame.Client)
        {
            Place = c.Path,
            Detail = "The values of the request make no valid path or header for the integration.",
        };
        return new RequestTargetTemplate(path, query, [.. mappings], misconfigured, malformed, isProxy);
    }
}
