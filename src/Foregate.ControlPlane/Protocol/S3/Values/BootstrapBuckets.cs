// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;
using Foregate.ControlPlane.Store.Objects;

namespace Foregate.ControlPlane.Protocol.S3.Values;

/// <summary>The buckets to which CDK publishes assets. An account has its own without anybody having bootstrapped it: they are made when they are first asked for.</summary>
internal static partial class BootstrapBuckets
{
    public static void Ensure(ObjectStore store, string accountId, string name)
    {
        if (Name().Match(name) is { Success: true } match && match.Groups["account"].Value == accountId && store.FindBucket(name) is null)
        {
            store.CreateBucket(accountId, match.Groups["region"].Value, name);
        }
    }

    [GeneratedRegex(@"\Acdk-[a-z0-9]{1,10}-assets-(?<account>\d{12})-(?<region>[a-z]{2}(?:-[a-z]+)+-\d)\z", RegexOptions.CultureInvariant)]
    private static partial Regex Name();
}
