// SPDX-License-Identifier: Apache-2.0

using Foregate.Definitions;

namespace Foregate.ControlPlane.Store;

/// <summary>Holds the current account, in memory. A change is stored only if nothing else was stored since it was computed.</summary>
public sealed class AccountStore
{
    private Account? _current;

    /// <summary>What is stored; <see langword="null"/> before the first change.</summary>
    public Account? Current => Volatile.Read(ref _current);

    /// <summary>Stores <paramref name="changed"/> if <paramref name="expected"/> is still the current account.</summary>
    /// <returns>False when somebody else was faster: compute the change again from <see cref="Current"/>.</returns>
    public bool TryReplace(Account? expected, Account changed) => ReferenceEquals(Interlocked.CompareExchange(ref _current, changed, expected), expected);
}
