// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Publish;
using Foregate.DataPlane;
using Foregate.Definitions;

namespace Foregate.ControlPlane.Protocol;

/// <summary>Where calls find accounts and leave them changed.</summary>
public sealed record AccountAccess
{
    /// <summary>The access key with this id; <see langword="null"/> when there is none.</summary>
    public required Func<string, AccessKey?> FindKey { get; init; }

    public required Func<string, bool> HasRegion { get; init; }

    /// <summary>What the account (its id) has defined in a region, as it is now.</summary>
    public required Func<string, string, Account> Read { get; init; }

    /// <summary>Compiles, stores and serves an account that was computed from the one given first, or says why not.</summary>
    public required Func<Account, Account, Publication> Publish { get; init; }

    /// <summary>Is told what a published account says and is not served yet.</summary>
    public Action<CompilationFault>? Tell { get; init; }

    /// <summary>What one publisher serves: one account in one region.</summary>
    public static AccountAccess Of(Publisher publisher, string accountId, string region, Func<string, AccessKey?> findKey)
    {
        // Before anything is defined there is an account without anything; the first change counts from it.
        var empty = new Account { AccountId = accountId, Region = region };
        return new AccountAccess
        {
            FindKey = id => findKey(id) is { } key && key.AccountId == accountId ? key : null,
            HasRegion = name => name == region,
            Read = (_, _) => publisher.Current ?? empty,
            Publish = (expected, changed) => publisher.Publish(ReferenceEquals(expected, empty) ? null : expected, changed),
        };
    }
}
