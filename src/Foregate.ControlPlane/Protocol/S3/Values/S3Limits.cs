// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Protocol.S3.Values;

/// <summary>S3's own limits.</summary>
internal static class S3Limits
{
    /// <summary>Bytes of a key in UTF-8.</summary>
    public const int LongestKey = 1024;

    /// <summary>Bytes of a user's metadata, names and values.</summary>
    public const int LargestMetadata = 2048;

    /// <summary>Bytes of every part but the last.</summary>
    public const int SmallestPart = 5 << 20;

    public const int LargestPartNumber = 10_000;

    public const int LargestPage = 1000;

    /// <summary>Bytes of a document that says something: a thousand long keys, with their markup.</summary>
    public const int LargestDocument = 4 << 20;
}
