// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Foregate.ControlPlane.Protocol.S3.Values;
using Foregate.Standards.SignatureV4;

namespace Foregate.ControlPlane.Protocol.S3.Bodies;

/// <summary>
/// A body in S3's own chunks (<c>aws-chunked</c>): each a line with its length in hexadecimal digits and its signature, its bytes, and a line's end; the last
/// one has no bytes, and headers may follow it.
/// </summary>
internal static class ChunkedBody
{
    private const string SignatureMark = ";chunk-signature=";
    private const string TrailerSignature = "x-amz-trailer-signature";

    /// <summary>Hands the bytes on; what followed the last chunk.</summary>
    /// <exception cref="S3Exception">It is not whole, not of this form, or signed by nobody.</exception>
    public static async ValueTask<List<KeyValuePair<string, string>>> ReadAsync(BodySource source, BodySink sink, ChunkedForm form, ChunkVerifier verifier, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        while (true)
        {
            var (size, signature) = Head(await source.LineAsync(), form);
            for (var left = size; left > 0;)
            {
                var bytes = await source.ReadAsync(left);
                if (bytes.IsEmpty)
                {
                    throw new S3Exception(S3Error.IncompleteBody);
                }

                left -= bytes.Length;
                if (form.IsSigned)
                {
                    hash.AppendData(bytes.Span);
                }

                await sink.WriteAsync(bytes, cancellationToken);
            }

            if (form.IsSigned && !verifier.IsSigned(hash.GetHashAndReset(), signature))
            {
                throw new S3Exception(S3Error.WrongChunk);
            }

            if (size == 0)
            {
                break;
            }

            if (await source.LineAsync() is not "")
            {
                throw new S3Exception(S3Error.IncompleteBody);
            }
        }

        return await TrailerAsync(source, form, verifier);
    }

    private static (long Size, string Signature) Head(string? line, ChunkedForm form)
    {
        var end = line?.IndexOf(';', StringComparison.Ordinal) ?? -1;
        var digits = end < 0 ? line : line![..end];
        if (!long.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var size) || size < 0)
        {
            throw new S3Exception(S3Error.IncompleteBody);
        }

        var signature = end >= 0 && line!.AsSpan(end).StartsWith(SignatureMark) ? line![(end + SignatureMark.Length)..] : null;
        return !form.IsSigned || signature is not null ? (size, signature ?? "") : throw new S3Exception(S3Error.WrongChunk);
    }

    private static async ValueTask<List<KeyValuePair<string, string>>> TrailerAsync(BodySource source, ChunkedForm form, ChunkVerifier verifier)
    {
        var trailer = new List<KeyValuePair<string, string>>();
        var signed = new StringBuilder();
        string? signature = null;
        while (await source.LineAsync() is { Length: > 0 } line)
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            var name = colon < 0 ? line : line[..colon].Trim().ToLowerInvariant();
            var value = colon < 0 ? "" : line[(colon + 1)..].Trim();
            if (!form.HasTrailer || colon <= 0 || trailer.Count > 8)
            {
                throw new S3Exception(S3Error.InvalidRequest("What follows the last chunk is no trailer that was announced."));
            }

            if (name == TrailerSignature)
            {
                signature = value;
            }
            else
            {
                trailer.Add(new(name, value));
                signed.Append(name).Append(':').Append(value).Append('\n');
            }
        }

        return !form.IsSigned || !form.HasTrailer || (signature is not null && verifier.IsTrailerSigned(SHA256.HashData(Encoding.UTF8.GetBytes(signed.ToString())), signature))
            ? trailer
            : throw new S3Exception(S3Error.WrongChunk);
    }
}
