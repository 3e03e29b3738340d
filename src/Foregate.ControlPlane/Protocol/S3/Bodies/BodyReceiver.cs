// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Security.Cryptography;
using Foregate.ControlPlane.Protocol.S3.Values;
using Foregate.Standards.SignatureV4;

namespace Foregate.ControlPlane.Protocol.S3.Bodies;

/// <summary>
/// Reads a body to where it is kept and holds it against everything that its sender says of it: lengths, the signed hash, the signatures of chunks,
/// Content-MD5, checksums before or after it.
/// </summary>
internal static class BodyReceiver
{
    private const string Streaming = "STREAMING-";
    private const string ChecksumHeader = "x-amz-checksum-";

    public static async ValueTask<ReceivedBody> ReceiveAsync(BodyClaims claims, Stream body, Stream target, long limit, string? wanted, CancellationToken cancellationToken)
    {
        var isChunked = claims.Payload.StartsWith(Streaming, StringComparison.Ordinal);
        var form = isChunked ? ChunkedForm.Of(claims.Payload) ?? throw new S3Exception(S3Error.InvalidArgument(
            "x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER or a valid sha256 value.",
            "x-amz-content-sha256",
            claims.Payload)) : null;
        var (algorithm, said) = Checksum(claims);
        if (Length(claims, isChunked ? "x-amz-decoded-content-length" : "Content-Length") is { } length && length > limit)
        {
            throw new S3Exception(S3Error.TooLarge(limit));
        }

        using var source = new BodySource(body, cancellationToken);
        using var sink = new BodySink(target, limit, algorithm ?? wanted);
        if (form is not null)
        {
            foreach (var (name, value) in await ChunkedBody.ReadAsync(source, sink, form, claims.Chunks, cancellationToken))
            {
                if (!name.StartsWith(ChecksumHeader, StringComparison.Ordinal) || name != RunningChecksum.HeaderOf(algorithm ?? ""))
                {
                    throw new S3Exception(S3Error.InvalidRequest($"The trailer {name} was not announced by x-amz-trailer."));
                }

                said = value;
            }
        }
        else
        {
            while (await source.ReadAsync(long.MaxValue) is { IsEmpty: false } bytes)
            {
                await sink.WriteAsync(bytes, cancellationToken);
            }
        }

        var received = sink.Finish();
        Check(claims, received, isChunked, said, algorithm);
        return received;
    }

    private static void Check(BodyClaims claims, ReceivedBody received, bool isChunked, string? saidChecksum, string? algorithm)
    {
        if (isChunked && Length(claims, "x-amz-decoded-content-length") is { } length && length != received.Size)
        {
            throw new S3Exception(S3Error.IncompleteBody);
        }

        if (!isChunked && claims.Payload != S3RequestVerifier.UnsignedPayload && !claims.Payload.Equals(received.Sha256, StringComparison.OrdinalIgnoreCase))
        {
            throw new S3Exception(S3Error.WrongHash(claims.Payload, received.Sha256));
        }

        if (claims.Header("Content-MD5") is { } md5)
        {
            Span<byte> digest = stackalloc byte[MD5.HashSizeInBytes + 1];
            if (!Convert.TryFromBase64String(md5, digest, out var count) || count != MD5.HashSizeInBytes)
            {
                throw new S3Exception(S3Error.InvalidDigest);
            }

            if (Convert.ToHexStringLower(digest[..count]) != received.Md5)
            {
                throw new S3Exception(S3Error.BadDigest("Content-MD5"));
            }
        }

        if (algorithm is not null && claims.Header("x-amz-trailer") is not null && saidChecksum is null)
        {
            throw new S3Exception(S3Error.InvalidRequest("The trailer that x-amz-trailer announces did not come."));
        }

        if (saidChecksum is not null && saidChecksum != received.Checksum!.Value)
        {
            throw new S3Exception(S3Error.BadDigest(algorithm!));
        }
    }

    /// <summary>The checksum that the caller gives or announces, by algorithm.</summary>
    private static (string? Algorithm, string? Said) Checksum(BodyClaims claims)
    {
        var said = RunningChecksum.Algorithms.Where(algorithm => claims.Header(RunningChecksum.HeaderOf(algorithm)) is not null).ToList();
        var trailer = claims.Header("x-amz-trailer")?.ToLowerInvariant();
        if (said.Count + (trailer is null ? 0 : 1) > 1)
        {
            throw new S3Exception(S3Error.InvalidRequest("Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed."));
        }

        if (said is [var single])
        {
            var value = claims.Header(RunningChecksum.HeaderOf(single))!;
            return IsBase64(value) ? (single, value) : throw new S3Exception(S3Error.InvalidRequest($"Value for {RunningChecksum.HeaderOf(single)} header is invalid."));
        }

        if (trailer is not null)
        {
            return RunningChecksum.Algorithms.FirstOrDefault(algorithm => RunningChecksum.HeaderOf(algorithm) == trailer) is { } announced
                ? (announced, null)
                : throw new S3Exception(S3Error.InvalidRequest("The value specified in the x-amz-trailer header is not supported"));
        }

        return (claims.Header("x-amz-sdk-checksum-algorithm") is { } asked && RunningChecksum.Algorithms.Contains(asked.ToUpperInvariant()) ? asked.ToUpperInvariant() : null, null);
    }

    private static bool IsBase64(string text) => Convert.TryFromBase64String(text, new byte[text.Length], out _);

    private static long? Length(BodyClaims claims, string header) =>
        claims.Header(header) is not { } text ? null
        : long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var length) ? length
        : throw new S3Exception(S3Error.InvalidArgument($"{header} is not a number of bytes", header, text));
}
