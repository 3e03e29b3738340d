// SPDX-License-Identifier: Apache-2.0

using System.Security.Cryptography;
using System.Text;

namespace Foregate.ControlPlane.Operations;

/// <summary>Makes AWS-shaped ids from what they name, so that the same definition has the same ids in every run.</summary>
internal static class Identifiers
{
    private const string Alphabet = "0123456789abcdefghijklmnopqrstuvwxyz";

    /// <summary>Whether the id that somebody chose, if so, can be one: it stands in host names and paths.</summary>
    public static AwsError? CheckFixed(OperationContext context, Func<string, bool> taken)
    {
        if (context.FixedId is not { } id)
        {
            return null;
        }

        if (id.Length is 0 or > 63 || id[0] == '-' || id[^1] == '-' || !id.All(static letter => letter is '-' or (>= 'a' and <= 'z') or (>= '0' and <= '9')))
        {
            return AwsError.BadRequest($"Invalid id {id} in the tag _custom_id_: up to 63 characters of a-z, 0-9 and -");
        }

        return taken(id) ? AwsError.Conflict($"The id {id} in the tag _custom_id_ is taken") : null;
    }

    /// <summary>
    /// <paramref name="length"/> characters of <c>[a-z0-9]</c> from a hash of <paramref name="seed"/>. While <paramref name="taken"/> says so the
    /// next one of the same seed is tried: two things of one name get two ids, in the order of their making.
    /// </summary>
    public static string Next(int length, Func<string, bool> taken, params ReadOnlySpan<string> seed)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var part in seed)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(part));
            hash.AppendData([0]);
        }

        var digest = hash.GetHashAndReset();
        var first = Id(length, digest, 0);
        if (!taken(first))
        {
            return first;
        }

        // By steps that double, and back between the last that is taken and the first that is not: many of one name cost few tries each.
        var known = 0;
        var free = 1;
        while (taken(Id(length, digest, free)))
        {
            known = free;
            free *= 2;
        }

        while (free - known > 1)
        {
            var middle = known + ((free - known) / 2);
            if (taken(Id(length, digest, middle)))
            {
                known = middle;
            }
            else
            {
                free = middle;
            }
        }

        return Id(length, digest, free);
    }

    private static string Id(int length, byte[] seed, int number)
    {
        var digest = number switch
        {
            0 => seed,
            1 => SHA256.HashData(seed),
            _ => SHA256.HashData([.. seed, (byte)number, (byte)(number >> 8), (byte)(number >> 16), (byte)(number >> 24)]),
        };
        return string.Create(length, digest, static (id, digest) =>
        {
            for (var i = 0; i < id.Length; i++)
            {
                id[i] = Alphabet[digest[i] % Alphabet.Length];
            }
        });
    }
}
