// SPDX-License-Identifier: Apache-2.0
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Foregate.ControlPlane.Store.Files;
using Foregate.ControlPlane.Store.Rows;
using Foregate.ControlPlane.Store.Secrets;
using Foregate.Definitions;

namespace Foregate.ControlPlane.Store.Sqlite;

/// <summary>
/// Everything a store holds, in one file beside it: what is served when the store itself cannot be opened. The same rows, secrets encrypted,
/// compressed, signed under the master key; replaced as a whole.
/// </summary>
internal sealed record AccountSnapshot
{
    public const string FileName = "last-good.snapshot";

    private const int Format = 1;
    private const int SignatureLength = 32;
    private const int HeadLength = 16;
    private static readonly byte[] s_magic = "FGSNAP\r\n"u8.ToArray();

    /// <summary>The number of the last change that is in it.</summary>
    public required long Sequence { get; init; }

    public required IReadOnlyCollection<Account> Accounts { get; init; }

    public required IReadOnlyCollection<AccessKey> AccessKeys { get; init; }

    public void Write(string directory, MasterKey key) => DurableFile.Replace(Path.Combine(directory, FileName), stream =>
    {
        using var signature = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key.Derive("snapshot"));
        using (var signed = new SignedStream(stream, signature))
        {
            signed.Write(s_magic);
            signed.Write(BitConverter.GetBytes(Sequence));
            using var packed = new BrotliStream(signed, new BrotliCompressionOptions { Quality = 3 });
            using var writer = new BinaryWriter(packed, Encoding.UTF8);
            WriteTo(writer, key);
        }

        stream.Write(signature.GetHashAndReset());
    });

    /// <summary>The number that the directory's snapshot says it has, unverified; null for none that can be read.</summary>
    public static long? Peek(string directory)
    {
        try
        {
            using var file = File.OpenRead(Path.Combine(directory, FileName));
            var head = new byte[HeadLength];
            return file.ReadAtLeast(head, HeadLength, throwOnEndOfStream: false) == HeadLength && head.AsSpan().StartsWith(s_magic)
                ? BitConverter.ToInt64(head, s_magic.Length) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <returns>Null when there is none.</returns>
    /// <exception cref="StoreException">It is damaged, or not from this master key or a version this one understands.</exception>
    public static AccountSnapshot? Read(string directory, MasterKey key)
    {
        var path = Path.Combine(directory, FileName);
        if (!File.Exists(path))
        {
            return null;
        }

        var bytes = File.ReadAllBytes(path);
        if (bytes.Length < HeadLength + SignatureLength || !bytes.AsSpan(0, s_magic.Length).SequenceEqual(s_magic)
            || !CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key.Derive("snapshot"), bytes.AsSpan(0, bytes.Length - SignatureLength)), bytes.AsSpan(bytes.Length - SignatureLength)))
        {
            throw new StoreException(StoreFault.Corrupt, $"{path} is damaged or was made under another master key: restore a backup.");
        }

        using var packed = new BrotliStream(new MemoryStream(bytes, HeadLength, bytes.Length - HeadLength - SignatureLength), CompressionMode.Decompress);
        using var reader = new BinaryReader(packed, Encoding.UTF8);
        return ReadFrom(reader, path, key);
    }

    private void WriteTo(BinaryWriter writer, MasterKey key)
    {
        writer.Write(Format);
        writer.Write(StoreVersion.Own);
        writer.Write(Sequence);
        writer.Write(AccessKeys.Count);
        foreach (var access in AccessKeys)
        {
            writer.Write(access.Id);
            writer.Write(access.AccountId);
            writer.Write(access.Created.ToUnixTimeMilliseconds());
            writer.Write(access.IsActive);
            WriteBytes(writer, key.Seal(access.Secret, SealedPlace.OfAccessKey(access.Id)));
        }

        writer.Write(Accounts.Count);
        foreach (var account in Accounts)
        {
            var name = AccountKey.Of(account);
            var rows = RowChanges.Between(null, account);
            writer.Write(name.AccountId);
            writer.Write(name.Region);
            writer.Write(rows.Count);
            var written = new HashSet<string>(StringComparer.Ordinal);
            foreach (var row in rows)
            {
                writer.Write(row.Path);
                WriteBytes(writer, row.Body);
                WriteBytes(writer, row.Secret is null ? null : key.Seal(row.Secret, SealedPlace.Of(name, row.Path)));
                WriteBytes(writer, row.BundleHash);
                if (row.BundleHash is not null)
                {
                    // Once in an account, at the first row that names it.
                    WriteBytes(writer, written.Add(Convert.ToHexString(row.BundleHash)) ? row.Bundle : null);
                }
            }
        }
    }

    private static AccountSnapshot ReadFrom(BinaryReader reader, string path, MasterKey key)
    {
        var format = reader.ReadInt32();
        var version = reader.ReadString();
        if (format != Format)
        {
            throw new StoreException(StoreFault.TooNew, $"{path} has format {format}, from version {version}, and this version ({StoreVersion.Own}) knows {Format}: start the version that wrote it.");
        }

        var sequence = reader.ReadInt64();
        var keys = new AccessKey[reader.ReadInt32()];
        for (var i = 0; i < keys.Length; i++)
        {
            var id = reader.ReadString();
            keys[i] = new AccessKey
            {
                Id = id,
                AccountId = reader.ReadString(),
                Created = DateTimeOffset.FromUnixTimeMilliseconds(reader.ReadInt64()),
                IsActive = reader.ReadBoolean(),
                Secret = key.Unseal(ReadBytes(reader)!, SealedPlace.OfAccessKey(id)),
            };
        }

        var accounts = new Account[reader.ReadInt32()];
        for (var i = 0; i < accounts.Length; i++)
        {
            var name = new AccountKey(reader.ReadString(), reader.ReadString());
            var rows = new StoredRow[reader.ReadInt32()];
            var bundles = new Dictionary<string, byte[]>(StringComparer.Ordinal);
            for (var row = 0; row < rows.Length; row++)
            {
                rows[row] = new StoredRow(reader.ReadString(), ReadBytes(reader)!, ReadBytes(reader), ReadBytes(reader));
                if (rows[row].Bundle is { } hash && ReadBytes(reader) is { } bundle)
                {
                    bundles.Add(Convert.ToHexString(hash), bundle);
                }
            }

            var source = new RowSource(name, path, version, key, [], hash => bundles.GetValueOrDefault(Convert.ToHexString(hash)));
            accounts[i] = RowNode.Build(source, rows);
        }

        return new AccountSnapshot { Sequence = sequence, Accounts = accounts, AccessKeys = keys };
    }

    private static void WriteBytes(BinaryWriter writer, byte[]? bytes)
    {
        writer.Write(bytes?.Length ?? -1);
        writer.Write(bytes ?? []);
    }

    private static byte[]? ReadBytes(BinaryReader reader) => reader.ReadInt32() is >= 0 and var length ? reader.ReadBytes(length) : null;
}
