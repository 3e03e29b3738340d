// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Store.Objects;
using Foregate.Definitions;

namespace Foregate.ControlPlane.Protocol.S3.Values;

/// <summary>
/// The buckets that templates define (<c>AWS::S3::Bucket</c>). A stack knows them by name only, so that a rehearsal makes none: they are made when they are first asked for,
/// and stay when the stack goes.
/// </summary>
internal static class StackBuckets
{
    private const string BucketType = "AWS::S3::Bucket";

    public static void Ensure(ObjectStore store, Func<Account> read, string name)
    {
        if (store.FindBucket(name) is null && read() is var account
            && account.Stacks.Values.Any(stack => stack.Resources.Values.Any(resource => resource.Type == BucketType && resource.PhysicalId == name)))
        {
            store.CreateBucket(account.AccountId, account.Region, name);
        }
    }
}
