// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Wire;

/// <summary>Between a method's bytes and its <see cref="HttpVerb"/>.</summary>
internal static class HttpVerbs
{
    /// <summary>As many values as <see cref="HttpVerb"/> has: the size of tables indexed by it.</summary>
    public const int Count = 8;

    public static HttpVerb Find(ReadOnlySpan<byte> method) => method.Length switch
    {
        3 when method.SequenceEqual("GET"u8) => HttpVerb.Get,
        3 when method.SequenceEqual("PUT"u8) => HttpVerb.Put,
        4 when method.SequenceEqual("POST"u8) => HttpVerb.Post,
        4 when method.SequenceEqual("HEAD"u8) => HttpVerb.Head,
        5 when method.SequenceEqual("PATCH"u8) => HttpVerb.Patch,
        6 when method.SequenceEqual("DELETE"u8) => HttpVerb.Delete,
        7 when method.SequenceEqual("OPTIONS"u8) => HttpVerb.Options,
        _ => HttpVerb.Other,
    };

    /// <summary>The method's bytes; empty for <see cref="HttpVerb.Other"/>.</summary>
    public static ReadOnlySpan<byte> Bytes(HttpVerb verb) => verb switch
    {
        HttpVerb.Get => "GET"u8,
        HttpVerb.Put => "PUT"u8,
        HttpVerb.Post => "POST"u8,
        HttpVerb.Head => "HEAD"u8,
        HttpVerb.Patch => "PATCH"u8,
        HttpVerb.Delete => "DELETE"u8,
        HttpVerb.Options => "OPTIONS"u8,
        _ => default,
    };

    /// <summary>Whether a request may be sent twice with the effect of once (RFC 9110 §9.2.2).</summary>
    public static bool IsIdempotent(HttpVerb verb) =>
        verb is HttpVerb.Get or HttpVerb.Head or HttpVerb.Put or HttpVerb.Delete or HttpVerb.Options;
}
