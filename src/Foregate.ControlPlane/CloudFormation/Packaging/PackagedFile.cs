// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;

namespace Foregate.ControlPlane.CloudFormation.Packaging;

/// <summary>A file that goes to a bucket, called by what it holds: the same content is the same object.</summary>
/// <param name="Path">Where it came from.</param>
public sealed record PackagedFile(string Key, ReadOnlyMemory<byte> Content, string Path)
{
    /// <param name="ending">Of the key, with its dot.</param>
    public static PackagedFile Of(ReadOnlyMemory<byte> content, string ending, string path) => new(Convert.ToHexStringLower(SHA256.HashData(content.Span)) + ending, content, path);
}
