// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Emit.Compression;

/// <summary>The codings that answers go out in (aws-apigateway §3.10).</summary>
internal enum ContentCoding : byte
{
    Identity,
    Gzip,

    /// <summary>The zlib format, as RFC 9110 §8.4.1.2 means it.</summary>
    Deflate,
}
