// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Protocol.S3.Calls;
using Foregate.ControlPlane.Protocol.S3.Values;

namespace Foregate.ControlPlane.Protocol.S3.Buckets;

/// <summary>What buckets and objects say of access lists: here, as in new buckets of S3, everything is its bucket owner's.</summary>
internal static class CannedAcls
{
    /// <exception cref="S3Exception">Somebody else would get at it.</exception>
    public static void Check(S3Call call)
    {
        var opens = call.Header("x-amz-acl") is { } acl && acl is not ("private" or "bucket-owner-full-control");
        if (opens || call.Headers.Any(static header => header.Key.StartsWith("x-amz-grant-", StringComparison.OrdinalIgnoreCase)))
        {
            throw new S3Exception(new S3Error("AccessControlListNotSupported", 400, "The bucket does not allow ACLs"));
        }
    }
}
