// SPDX-License-Identifier: Apache-2.0
using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Foregate.ControlPlane.Store.Audit;

/// <summary>
/// An entry as a line of JSON. Its last member, <c>hash</c>, is the HMAC-SHA-256 of everything before that member; the one before,
/// <c>previous</c>, is the hash of the line before. So no line can be changed, taken out or put in without the key.
/// </summary>
internal static class AuditLine
{
    public const int HashLength = 32;

    /// <summary>What the first line of all has for the hash of the one before.</summary>
    public static readonly byte[] Beginning = new byte[HashLength];

    // A caller may claim anything at any length.
    private const int LongestText = 256;
    private static readonly byte[] s_before = ",\"hash\":\""u8.ToArray();
    private static readonly byte[] s_after = "\"}"u8.ToArray();

    private static int TailLength => s_before.Length + (2 * HashLength) + s_after.Length;

    /// <summary>The line with its line feed, and its hash.</summary>
    public static (byte[] Line, byte[] Hash) Write(AuditEntry entry, long sequence, DateTimeOffset time, byte[] previous, byte[] key)
    {
        var line = new ArrayBufferWriter<byte>(512);
        using (var writer = new Utf8JsonWriter(line))
        {
            writer.WriteStartObject();
            writer.WriteNumber("sequence"u8, sequence);
            writer.WriteString("time"u8, time.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffffffZ", CultureInfo.InvariantCulture));
            writer.WriteString("principal"u8, Cut(entry.Principal));
            writer.WriteString("account"u8, Cut(entry.AccountId));
            writer.WriteString("region"u8, Cut(entry.Region));
            writer.WriteString("source"u8, Cut(entry.Source));
            writer.WriteString("operation"u8, Cut(entry.Operation));
            writer.WriteNumber("status"u8, entry.Status);
            if (entry.Error is not null)
            {
                writer.WriteString("error"u8, Cut(entry.Error));
            }

            if (entry.RequestDigest is not null)
            {
                writer.WriteString("request"u8, Cut(entry.RequestDigest));
            }

            if (entry.ResponseDigest is not null)
            {
                writer.WriteString("response"u8, Cut(entry.ResponseDigest));
            }

            writer.WriteString("previous"u8, Convert.ToHexStringLower(previous));
            writer.WriteEndObject();
        }

        // Without the closing brace: the hash comes before it.
        var hashed = line.WrittenSpan[..^1];
        var hash = HMACSHA256.HashData(key, hashed);
        byte[] whole = [.. hashed, .. s_before, .. Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash)), .. s_after, (byte)'\n'];
        return (whole, hash);
    }

    /// <summary>Reads a line without its line feed; null when it is not one that was written under this key.</summary>
    public static (long Sequence, byte[] Previous, byte[] Hash)? Read(ReadOnlySpan<byte> line, byte[] key)
    {
        if (line.Length < TailLength || !line.EndsWith(s_after) || !line[^TailLength..].StartsWith(s_before))
        {
            return null;
        }

        var hash = new byte[HashLength];
        var digits = line.Slice(line.Length - TailLength + s_before.Length, 2 * HashLength);
        if (Convert.FromHexString(Encoding.ASCII.GetString(digits), hash, out _, out _) != OperationStatus.Done
            || !CryptographicOperations.FixedTimeEquals(HMACSHA256.HashData(key, line[..^TailLength]), hash))
        {
            return null;
        }

        using var parsed = JsonDocument.Parse(line.ToArray());
        return (parsed.RootElement.GetProperty("sequence").GetInt64(), Convert.FromHexString(parsed.RootElement.GetProperty("previous").GetString()!), hash);
    }

    private static string Cut(string text) => text.Length <= LongestText ? text : text[..LongestText];
}
