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
    public static Function Revised(Function function, OperationContext context, params ReadOnlySpan<string?> change) => function with
    {
        RevisionId = Next(function.RevisionId, [function.FunctionName, .. change]),
        LastModified = context.Now,
    };
}
