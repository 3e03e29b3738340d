// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Dispatch.RequestMapping;

/// <summary>The method that an integration asks with: its own, or the client's where it says none or <c>ANY</c>.</summary>
internal readonly struct IntegrationMethod
{
    private readonly byte[]? _own;
    private readonly HttpVerb _verb;

    private IntegrationMethod(byte[] own, HttpVerb verb)
    {
        _own = own;
        _verb = verb;
    }

    /// <summary>What is no method is noted as a fault.</summary>
    public static IntegrationMethod Of(string? text, Compilation c)
    {
        if (text is null or "" or "ANY")
        {
            return default;
        }

        var own = Encoding.ASCII.GetBytes(text);
        var verb = HttpVerbs.Find(own);
        if (verb == HttpVerb.Other)
        {
            c.Fault($"The integration's method \"{text}\" is none of GET, PUT, POST, DELETE, PATCH, OPTIONS, HEAD and ANY.");
        }

        return new IntegrationMethod(own, verb);
    }

    public HttpVerb Verb(Exchange exchange) => _own is null ? exchange.Verb : _verb;

    /// <summary>As it stands in the request line.</summary>
    public ReadOnlySpan<byte> Bytes(Exchange exchange) =>
        _own is not null ? _own : exchange.Verb == HttpVerb.Other ? exchange.Request[exchange.Request.Method] : HttpVerbs.Bytes(exchange.Verb);
}
