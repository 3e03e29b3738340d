// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Text;
using Foregate.Definitions.Lambda;

namespace Foregate.ControlPlane.Operations.Lambda;

/// <summary>Makes revision ids: a UUID from the one before and what was changed, so that the same template has the same ids in every run.</summary>
internal static class Revisions
{
    public static string Next(string before, params ReadOnlySpan<string?> change)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(before));
        foreach (var part in change)
        {
            hash.AppendData([0]);
            hash.AppendData(Encoding.UTF8.GetBytes(part ?? ""));
        }

        var digest = hash.GetHashAndReset().AsSpan(0, 16);
        digest[6] = (byte)((digest[6] & 0x0F) | 0x40);
        digest[8] = (byte)((digest[8] & 0x3F) | 0x80);
        return new Guid(digest, bigEndian: true).ToString();
    }

    /// <summary>The function as a change left it, with its next revision id.</summary>
    public static Function Revised(Function function, OperationContext context, string change) => function with
    {
        RevisionId = Next(function.RevisionId, change, Content(function)),
        LastModified = context.Now,
    };

    /// <summary>A function that was defined anew: what is as it was before was not modified.</summary>
    public static Function Carried(Function before, Function now)
    {
        var versions = now.Versions.ToBuilder();
        var kept = 0;
        foreach (var (number, version) in now.Versions)
        {
            if (before.Versions.TryGetValue(number, out var earlier) && earlier.RevisionId == version.RevisionId)
            {
                versions[number] = earlier;
                kept++;
            }
        }

        return now with
        {
            LastModified = Content(before) == Content(now) ? before.LastModified : now.LastModified,
            Versions = kept == now.Versions.Count && kept == before.Versions.Count ? before.Versions : versions.ToImmutable(),
        };
    }

    /// <summary>The same for functions of the same code and configuration.</summary>
    private static string Content(Function function)
    {
        using var fingerprint = new Fingerprint();
        return fingerprint
            .Add(function.FunctionName).Add(function.Version).Add(function.Runtime).Add(function.Handler).Add(function.Role).Add(function.Description).Add(function.Architecture)
            .Add(function.Code.Folder).Add(function.Code.ZipPath).Add(function.Code.InlineCode).Add(function.CodeSha256)
            .Add(function.MemorySize).Add(function.Timeout).Add(function.Environment).Add(function.Tags)
            .Finish();
    }
}
