// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Security.Cryptography;

namespace Foregate.ControlPlane.Store.Secrets;

/// <summary>
/// Makes and knows temporary credentials. All that is to be known of a pair is in its token, encrypted under the master key: nothing of it is stored, and it
/// is good after a restart, until its time is over.
/// </summary>
public sealed class SessionTokens
{
    /// <summary>What the ids of temporary keys begin with.</summary>
    public const string Prefix = "ASIA";

    private const string Place = "session";
    private const string Form = "1";

    private readonly MasterKey _key;
    private readonly TimeProvider _time;

    /// <param name="key">The data directory's; without one, tokens end with the process.</param>
    public SessionTokens(MasterKey? key, TimeProvider time)
    {
        _key = key ?? new MasterKey(RandomNumberGenerator.GetBytes(32));
        _time = time;
    }

    /// <summary>Lends credentials to whoever has the parent's.</summary>
    /// <param name="arn">Who acts with them.</param>
    internal AccessKey Make(AccessKey parent, string userId, string arn, TimeSpan duration)
    {
        var key = AccessKeyMint.Make(parent.AccountId, _time.GetUtcNow());
        key = key with
        {
            Id = Prefix + key.Id[Prefix.Length..],
            ParentId = parent.ParentId ?? parent.Id,
            UserId = userId,
            Arn = arn,
            Expires = DateTimeOffset.FromUnixTimeSeconds((key.Created + duration).ToUnixTimeSeconds()),
        };
        string[] fields =
        [
            Form, key.Id, key.Secret, key.AccountId, key.ParentId, userId, arn,
            key.Created.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture), key.Expires.Value.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        ];
        return key with { SessionToken = Convert.ToBase64String(_key.Seal(string.Join('\n', fields), Place)) };
    }

    /// <summary>The credentials that a token is of; <see langword="null"/> when nobody here made it, or for another id.</summary>
    internal AccessKey? Open(string id, string token)
    {
        try
        {
            var fields = _key.Unseal(Convert.FromBase64String(token), Place).Split('\n');
            return fields.Length == 9 && fields[0] == Form && fields[1] == id
                ? new AccessKey
                {
                    Id = id, Secret = fields[2], AccountId = fields[3], ParentId = fields[4], UserId = fields[5], Arn = fields[6],
                    Created = Seconds(fields[7]), Expires = Seconds(fields[8]), SessionToken = token,
                }
                : null;
        }
        catch (Exception exception) when (exception is FormatException or StoreException)
        {
            return null;
        }
    }

    internal bool IsOver(AccessKey key) => key.Expires <= _time.GetUtcNow();

    private static DateTimeOffset Seconds(string text) => DateTimeOffset.FromUnixTimeSeconds(long.Parse(text, CultureInfo.InvariantCulture));
}
