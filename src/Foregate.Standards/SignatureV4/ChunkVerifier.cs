// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.SignatureV4;

/// <summary>
/// Verifies a body that is signed chunk by chunk (S3 API Reference, "Signature Calculations for the Authorization Header: Transferring Payload in Multiple
/// Chunks"): each signature is of the one before it, the first of the request's own.
/// </summary>
public sealed class ChunkVerifier
{
    private static readonly string s_empty = CanonicalRequest.Hash([]);

    private readonly byte[] _key;
    private readonly string _date;
    private readonly string _scope;
    private string _previous;

    internal ChunkVerifier(byte[] key, string date, string scope, string seed)
    {
        _key = key;
        _date = date;
        _scope = scope;
        _previous = seed;
    }

    /// <summary>Whether the next chunk is signed so. The last one has no bytes.</summary>
    /// <param name="hash">The SHA-256 of its bytes.</param>
    public bool IsSigned(ReadOnlySpan<byte> hash, string signature) => Accept($"{CanonicalRequest.Algorithm}-PAYLOAD\n{_date}\n{_scope}\n{_previous}\n{s_empty}\n{Convert.ToHexStringLower(hash)}", signature);

    /// <summary>Whether what follows the last chunk is signed so.</summary>
    /// <param name="hash">The SHA-256 of the trailing headers, each a line of name, colon and value that ends in a line feed.</param>
    public bool IsTrailerSigned(ReadOnlySpan<byte> hash, string signature) => Accept($"{CanonicalRequest.Algorithm}-TRAILER\n{_date}\n{_scope}\n{_previous}\n{Convert.ToHexStringLower(hash)}", signature);

    private bool Accept(string toSign, string signature)
    {
        var expected = CanonicalRequest.Signature(_key, toSign);
        _previous = expected;
        return CanonicalRequest.Same(expected, signature);
    }
}
