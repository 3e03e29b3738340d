// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Store.Secrets;

namespace Foregate.ControlPlane.Store.Rows;

/// <summary>What rows of one account need besides themselves: bundles, the key of their secrets, and words for what is wrong.</summary>
/// <param name="file">Where they lie, for messages.</param>
/// <param name="writer">The version that last wrote there.</param>
/// <param name="bundle">The JSON of a bundle by its hash; null when it is not there.</param>
internal sealed class RowSource(AccountKey account, string file, string writer, MasterKey key, Dictionary<string, object> bundles, Func<byte[], byte[]?> bundle)
{
    public string Unseal(byte[] secret, string path) => key.Unseal(secret, SealedPlace.Of(account, path));

    // Deployments with the same content share one object.
    public T Bundle<T>(byte[] hash, Func<byte[], T> read)
        where T : class
    {
        var name = Convert.ToHexString(hash) + typeof(T).Namespace;
        if (!bundles.TryGetValue(name, out var known))
        {
            var bytes = bundle(hash) ?? throw Damaged("", $"names a bundle {Convert.ToHexStringLower(hash)[..16]} that is missing or damaged", null);
            bundles.Add(name, known = read(bytes));
        }

        return (T)known;
    }

    public StoreException Damaged(string path, string how, Exception? inner) => new(
        StoreFault.Corrupt,
        $"{file}: row '{path}' of {account} {how}. Version {writer} wrote there last, this is {StoreVersion.Own}: start that version, or restore a backup.",
        inner);
}
