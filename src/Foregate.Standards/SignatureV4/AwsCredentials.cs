// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Standards.SignatureV4;

/// <summary>Who signs. A session token goes along as X-Amz-Security-Token.</summary>
public sealed record AwsCredentials(string AccessKeyId, string SecretAccessKey, string? SessionToken = null)
{
    /// <summary>Without the secrets.</summary>
    public override string ToString() => AccessKeyId;
}
