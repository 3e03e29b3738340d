// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;
using System.Text;
using Foregate.ControlPlane.Store.Files;

namespace Foregate.ControlPlane.Store.Secrets;

/// <summary>The key under which everything secret in a data directory is encrypted. Each use has a key of its own, derived from it.</summary>
public sealed class MasterKey : IDisposable
{
    public const string FileName = "master.key";

    private const int Length = 32;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private readonly byte[] _key;
    private readonly byte[] _sealing;
    private readonly byte[] _lookup;

    internal MasterKey(byte[] key)
    {
        _key = key;
        _sealing = Derive("seal");
        _lookup = Derive("lookup");
        Fingerprint = Convert.ToHexStringLower(Derive("fingerprint").AsSpan(0, 8));
    }

    /// <summary>Tells keys apart and gives nothing away: 16 hexadecimal digits.</summary>
    public string Fingerprint { get; }

    /// <summary>The operator's key where one is given, otherwise the directory's file, which is made when <paramref name="mayCreate"/>.</summary>
    /// <param name="given">32 bytes as base64 or hexadecimal digits, from the environment; <see langword="null"/> for none.</param>
    /// <exception cref="StoreException">There is none, others may read it, or it is none.</exception>
    public static MasterKey Open(string directory, string? given, bool mayCreate)
    {
        if (given is not null)
        {
            return new MasterKey(Parse(given) ?? throw new StoreException(
                StoreFault.MasterKey, "The master key from the environment is not 32 bytes in base64 or hexadecimal digits: make one with 'openssl rand -base64 32'."));
        }

        var path = Path.Combine(directory, FileName);
        try
        {
            if (!File.Exists(path))
            {
                return mayCreate ? Create(path) : throw new StoreException(
                    StoreFault.MasterKey, $"{path} is missing, and what lies in the store is encrypted under it: put it back from your backup, or give the key by the environment.");
            }

            if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0)
            {
                throw new StoreException(StoreFault.MasterKey, $"Others than its owner may read or write {path}: 'chmod 600 {path}', and consider its secrets known.");
            }

            return new MasterKey(Parse(File.ReadAllText(path)) ?? throw new StoreException(
                StoreFault.MasterKey, $"{path} does not hold 32 bytes in base64: put it back from your backup."));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new StoreException(StoreFault.MasterKey, $"{path} cannot be read or made: {exception.Message}", exception);
        }
    }

    /// <summary>Encrypts; opens again only with the same <paramref name="place"/>, so that no secret can be moved to another row.</summary>
    internal byte[] Seal(ReadOnlySpan<byte> secret, string place)
    {
        var box = new byte[NonceLength + TagLength + secret.Length];
        RandomNumberGenerator.Fill(box.AsSpan(0, NonceLength));
        using var cipher = new AesGcm(_sealing, TagLength);
        cipher.Encrypt(box.AsSpan(0, NonceLength), secret, box.AsSpan(NonceLength + TagLength), box.AsSpan(NonceLength, TagLength), Encoding.UTF8.GetBytes(place));
        return box;
    }

    internal byte[] Seal(string secret, string place) => Seal(Encoding.UTF8.GetBytes(secret), place);

    /// <exception cref="StoreException">It was not encrypted under this key, or for another place.</exception>
    internal string Unseal(ReadOnlySpan<byte> box, string place)
    {
        if (box.Length < NonceLength + TagLength)
        {
            throw Damaged(place, null);
        }

        var secret = new byte[box.Length - NonceLength - TagLength];
        try
        {
            // One for each use: it is not for two threads at a time.
            using var cipher = new AesGcm(_sealing, TagLength);
            cipher.Decrypt(box[..NonceLength], box[(NonceLength + TagLength)..], box.Slice(NonceLength, TagLength), secret, Encoding.UTF8.GetBytes(place));
            return Encoding.UTF8.GetString(secret);
        }
        catch (AuthenticationTagMismatchException exception)
        {
            throw Damaged(place, exception);
        }
    }

    /// <summary>What a secret is found by without decrypting any: the same for the same secret, and of no use without the key.</summary>
    internal byte[] Lookup(string secret) => HMACSHA256.HashData(_lookup, Encoding.UTF8.GetBytes(secret));

    /// <summary>A key of 32 bytes for one use.</summary>
    internal byte[] Derive(string use) => HKDF.DeriveKey(HashAlgorithmName.SHA256, _key, Length, info: Encoding.UTF8.GetBytes("foregate " + use));

    public void Dispose()
    {
        CryptographicOperations.ZeroMemory(_sealing);
        CryptographicOperations.ZeroMemory(_key);
        CryptographicOperations.ZeroMemory(_lookup);
    }

    public override string ToString() => $"master key {Fingerprint}";

    private static StoreException Damaged(string place, Exception? inner) => new(
        StoreFault.Corrupt, $"The secret of {place} does not decrypt: it was damaged, moved or encrypted under another master key. Restore a backup, with the master key of its time.", inner);

    private static MasterKey Create(string path)
    {
        var key = RandomNumberGenerator.GetBytes(Length);
        DurableFile.Replace(path, stream => stream.Write(Encoding.ASCII.GetBytes(Convert.ToBase64String(key) + "\n")));
        return new MasterKey(key);
    }

    private static byte[]? Parse(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length == 2 * Length && trimmed.All(char.IsAsciiHexDigit))
        {
            return Convert.FromHexString(trimmed);
        }

        var key = new byte[Length + 1];
        return Convert.TryFromBase64String(trimmed, key, out var written) && written == Length ? key[..Length] : null;
    }
}
