// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;

namespace Foregate.ControlPlane.Store.Secrets;

/// <summary>Makes access keys that nobody can guess, in AWS's form.</summary>
internal static class AccessKeyMint
{
    private const string IdAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const string SecretAlphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

    public static AccessKey Make(string accountId, DateTimeOffset now) => new()
    {
        Id = "AKIA" + RandomNumberGenerator.GetString(IdAlphabet, 16),
        Secret = RandomNumberGenerator.GetString(SecretAlphabet, 40),
        AccountId = accountId,
        Created = now,
    };
}
