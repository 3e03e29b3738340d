// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Arrive;
using Foregate.Definitions;

namespace Foregate.DataPlane.Pipeline;

/// <summary>What became of one API in a compilation.</summary>
/// <param name="AccountId">Whose it is.</param>
/// <param name="Region">Where.</param>
/// <param name="Address">Null when nothing of it is served.</param>
/// <param name="Held">What it says and is not served yet.</param>
/// <param name="Parts">What its steps were compiled from besides itself.</param>
internal sealed record CompiledApi(string AccountId, string Region, ApiAddress? Address, IReadOnlyList<CompilationFault> Held, IReadOnlyList<Func<Account, object?>> Parts)
{
    /// <summary>It was acknowledged once and does not compile now, for the reasons that are held: it is not served until it changes.</summary>
    public bool IsLeftOut { get; init; }

    public bool IsOf(Account account) => AccountId == account.AccountId && Region == account.Region;

    /// <summary>Whether its steps would come out the same in the account as it is now. Maps are equal when they are the same.</summary>
    public bool IsGoodFor(Account before, Account now)
    {
        foreach (var part in Parts)
        {
            if (!Equals(part(before), part(now)))
            {
                return false;
            }
        }

        return true;
    }
}
