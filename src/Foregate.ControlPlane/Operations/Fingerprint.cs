// SPDX-License-Identifier: Apache-2.0

using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Foregate.ControlPlane.Operations;

/// <summary>Folds a definition into a short text that is the same for the same content in every run.</summary>
internal sealed class Fingerprint : IDisposable
{
    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    public Fingerprint Add(string? text)
    {
        var bytes = text is null ? [] : Encoding.UTF8.GetBytes(text);
        Span<byte> head = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(head, text is null ? -1 : bytes.Length);
        _hash.AppendData(head);
        _hash.AppendData(bytes);
        return this;
    }

    public Fingerprint Add(long number) => Add(number.ToString(CultureInfo.InvariantCulture));

    public Fingerprint Add(bool value) => Add(value ? 1 : 0);

    public Fingerprint Add(ImmutableArray<string> list)
    {
        Add(list.Length);
        foreach (var item in list)
        {
            Add(item);
        }

        return this;
    }

    public Fingerprint Add(ImmutableSortedDictionary<string, string> map) => Add(map, static (fingerprint, value) => fingerprint.Add(value));

    public Fingerprint Add(ImmutableSortedDictionary<string, bool> map) => Add(map, static (fingerprint, value) => fingerprint.Add(value));

    public Fingerprint Add<TValue>(ImmutableSortedDictionary<string, TValue> map, Action<Fingerprint, TValue> add)
    {
        Add(map.Count);
        foreach (var (key, value) in map)
        {
            Add(key);
            add(this, value);
        }

        return this;
    }

    public string Finish() => Convert.ToHexStringLower(_hash.GetHashAndReset());

    public void Dispose() => _hash.Dispose();
}
