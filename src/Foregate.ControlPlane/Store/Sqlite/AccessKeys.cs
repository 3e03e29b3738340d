// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Foregate.ControlPlane.Store.Secrets;

namespace Foregate.ControlPlane.Store.Sqlite;

/// <summary>The store's access keys. Finding one touches no disk.</summary>
public sealed class AccessKeys
{
    private readonly SqliteStore _store;
    private ImmutableDictionary<string, AccessKey> _keys;

    internal AccessKeys(SqliteStore store, IEnumerable<AccessKey> keys)
    {
        _store = store;
        _keys = keys.ToImmutableDictionary(key => key.Id, StringComparer.Ordinal);
    }

    public IReadOnlyCollection<AccessKey> All => [.. Volatile.Read(ref _keys).Values];

    public AccessKey? Find(string id) => Volatile.Read(ref _keys).GetValueOrDefault(id);

    /// <summary>The first pair of a store that has none, to be shown once; <see langword="null"/> when it has one already.</summary>
    /// <exception cref="StoreException">It could not be stored.</exception>
    public AccessKey? MakeFirst(string accountId) => _keys.IsEmpty ? Make(accountId, new StoreChange("foregate", "FirstAccessKey")) : null;

    /// <summary>Makes a pair and stores it.</summary>
    /// <exception cref="StoreException">It could not be stored.</exception>
    public AccessKey Make(string accountId, StoreChange change)
    {
        var key = AccessKeyMint.Make(accountId, _store.Now);
        Put(key, change);
        return key;
    }

    /// <summary>Stores a key in the place of the one with its id, or as a new one.</summary>
    /// <exception cref="StoreException">It could not be stored.</exception>
    public void Put(AccessKey key, StoreChange change) => _store.Write(
        (file, master) => file.Write(key, isGone: false, change, _store.Now, master),
        () => Volatile.Write(ref _keys, _keys.SetItem(key.Id, key)));

    /// <returns>False when there is no such key.</returns>
    /// <exception cref="StoreException">It could not be removed.</exception>
    public bool Remove(string id, StoreChange change)
    {
        if (Find(id) is not { } key)
        {
            return false;
        }

        _store.Write(
            (file, master) => file.Write(key, isGone: true, change, _store.Now, master),
            () => Volatile.Write(ref _keys, _keys.Remove(id)));
        return true;
    }
}
