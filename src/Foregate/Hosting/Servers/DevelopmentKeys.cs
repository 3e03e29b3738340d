// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Store.Secrets;

namespace Foregate.Hosting.Servers;

/// <summary>The keys that local tools use everywhere, good on loopback only: <c>test</c>, or the id of the account that is meant, with the secret <c>test</c>.</summary>
internal static class DevelopmentKeys
{
    private const string Word = "test";

    /// <summary>The key with this id; null when it is none of them.</summary>
    /// <param name="ownAccount">Whose <c>test</c> is.</param>
    public static AccessKey? Find(string id, string ownAccount)
    {
        var account = id == Word ? ownAccount : id.Length == 12 && id.All(char.IsAsciiDigit) ? id : null;
        return account is null ? null : new AccessKey { Id = id, Secret = Word, AccountId = account, Created = DateTimeOffset.UnixEpoch };
    }
}
