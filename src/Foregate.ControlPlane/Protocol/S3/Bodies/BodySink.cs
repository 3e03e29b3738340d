// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;
using Foregate.ControlPlane.Protocol.S3.Values;
using Foregate.ControlPlane.Store.Objects;

namespace Foregate.ControlPlane.Protocol.S3.Bodies;

/// <summary>Where the bytes of an object go: written, counted, and hashed in all ways that are wanted.</summary>
/// <param name="checksum">The algorithm of a checksum; <see langword="null"/> for none.</param>
internal sealed class BodySink(Stream target, long limit, string? checksum) : IDisposable
{
    // S3's entity tag is an MD5: a name for a content, which nothing is trusted to.
    private readonly IncrementalHash _md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
    private readonly IncrementalHash _sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private readonly RunningChecksum? _checksum = checksum is null ? null : RunningChecksum.Of(checksum);
    private long _size;

    public async ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        _size += bytes.Length;
        if (_size > limit)
        {
            throw new S3Exception(S3Error.TooLarge(limit));
        }

        Hash(bytes.Span);
        await target.WriteAsync(bytes, cancellationToken);
    }

    public ReceivedBody Finish() => new(
        _size,
        Convert.ToHexStringLower(_md5.GetHashAndReset()),
        Convert.ToHexStringLower(_sha256.GetHashAndReset()),
        _checksum is null ? null : new ObjectChecksum(_checksum.Algorithm, _checksum.Finish()));

    public void Dispose()
    {
        _md5.Dispose();
        _sha256.Dispose();
        _checksum?.Dispose();
    }

    private void Hash(ReadOnlySpan<byte> bytes)
    {
        _md5.AppendData(bytes);
        _sha256.AppendData(bytes);
        _checksum?.Append(bytes);
    }
}
