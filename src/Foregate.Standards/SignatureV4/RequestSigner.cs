// SPDX-License-Identifier: Apache-2.0
using System.Globalization;

namespace Foregate.Standards.SignatureV4;

/// <summary>Signs requests to AWS with Signature Version 4 (AWS General Reference, "Signing AWS API requests"), in headers.</summary>
public sealed class RequestSigner(AwsCredentials credentials, string region, string service)
{
    /// <summary>The form of X-Amz-Date.</summary>
    public static string Date(DateTimeOffset time) => time.UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);

    /// <summary>The value of Authorization.</summary>
    /// <param name="path">As it is sent, without the query.</param>
    /// <param name="query">As it is sent, without the question mark.</param>
    /// <param name="headers">All that are signed: host and x-amz-date at the least. Names in any case; those of one name in their order. The session token is added.</param>
    /// <param name="body">What is sent.</param>
    /// <param name="time">What x-amz-date says.</param>
    public string Authorization(
        string method, string path, string query, IReadOnlyList<KeyValuePair<string, string>> headers, ReadOnlySpan<byte> body, DateTimeOffset time)
    {
        var signed = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in headers)
        {
            CanonicalRequest.Add(signed, name, value);
        }

        if (credentials.SessionToken is { } token)
        {
            signed["x-amz-security-token"] = token;
        }

        var request = CanonicalRequest.Text(method, service == "s3" ? CanonicalRequest.ObjectPath(path) : CanonicalRequest.Path(path), CanonicalRequest.Query(query), signed, CanonicalRequest.Hash(body));
        var date = Date(time);
        var scope = $"{date[..8]}/{region}/{service}/{CanonicalRequest.Terminator}";
        var signature = CanonicalRequest.Signature(credentials.SecretAccessKey, date[..8], region, service, CanonicalRequest.ToSign(date, scope, request));
        return $"{CanonicalRequest.Algorithm} Credential={credentials.AccessKeyId}/{scope}, SignedHeaders={string.Join(';', signed.Keys)}, Signature={signature}";
    }
}
