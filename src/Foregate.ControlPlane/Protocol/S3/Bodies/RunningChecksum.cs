// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;

namespace Foregate.ControlPlane.Protocol.S3.Bodies;

/// <summary>One of the checksums that S3 knows, computed while bytes pass.</summary>
internal sealed class RunningChecksum : IDisposable
{
    /// <summary>What S3 computes where nobody asks for another one.</summary>
    public const string Usual = "CRC64NVME";

    private readonly ReflectedCrc? _crc;
    private readonly IncrementalHash? _hash;
    private ulong _state;

    private RunningChecksum(string algorithm, ReflectedCrc? crc, IncrementalHash? hash)
    {
        Algorithm = algorithm;
        _crc = crc;
        _hash = hash;
        _state = crc?.Start ?? 0;
    }

    /// <summary>S3's names of them.</summary>
    public static IReadOnlyList<string> Algorithms { get; } = ["CRC32", "CRC32C", "CRC64NVME", "SHA1", "SHA256"];

    public string Algorithm { get; }

    /// <summary>The header that tells the checksum of an algorithm.</summary>
    public static string HeaderOf(string algorithm) => "x-amz-checksum-" + algorithm.ToLowerInvariant();

    /// <summary><see langword="null"/> for an algorithm that S3 does not know.</summary>
    public static RunningChecksum? Of(string algorithm) => algorithm switch
    {
        "CRC32" => new(algorithm, ReflectedCrc.Crc32, null),
        "CRC32C" => new(algorithm, ReflectedCrc.Crc32C, null),
        "CRC64NVME" => new(algorithm, ReflectedCrc.Crc64Nvme, null),
        "SHA1" => new(algorithm, null, IncrementalHash.CreateHash(HashAlgorithmName.SHA1)),
        "SHA256" => new(algorithm, null, IncrementalHash.CreateHash(HashAlgorithmName.SHA256)),
        _ => null,
    };

    public void Append(ReadOnlySpan<byte> bytes)
    {
        if (_crc is not null)
        {
            _state = _crc.Append(_state, bytes);
        }
        else
        {
            _hash!.AppendData(bytes);
        }
    }

    /// <summary>In base64; nothing is appended after it.</summary>
    public string Finish() => Convert.ToBase64String(_crc?.Finish(_state) ?? _hash!.GetHashAndReset());

    public void Dispose() => _hash?.Dispose();
}
