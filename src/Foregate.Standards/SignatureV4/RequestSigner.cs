// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Foregate.Standards.SignatureV4;

/// <summary>Signs requests to AWS with Signature Version 4 (AWS General Reference, "Signing AWS API requests"), in headers.</summary>
public sealed class RequestSigner(AwsCredentials credentials, string region, string service)
{
    private const string Algorithm = "AWS4-HMAC-SHA256";

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
        var (lines, names) = CanonicalHeaders(headers);
        var request = $"{method}\n{CanonicalPath(path)}\n{CanonicalQuery(query)}\n{lines}\n{names}\n{Hex(SHA256.HashData(body))}";
        var date = Date(time);
        var scope = $"{date[..8]}/{region}/{service}/aws4_request";
        var toSign = $"{Algorithm}\n{date}\n{scope}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(request)))}";
        var signature = Hex(HMACSHA256.HashData(Key(date[..8]), Encoding.UTF8.GetBytes(toSign)));
        return $"{Algorithm} Credential={credentials.AccessKeyId}/{scope}, SignedHeaders={names}, Signature={signature}";
    }

    private byte[] Key(string day)
    {
        var key = HMACSHA256.HashData(Encoding.UTF8.GetBytes("AWS4" + credentials.SecretAccessKey), Encoding.UTF8.GetBytes(day));
        foreach (var part in (ReadOnlySpan<string>)[region, service, "aws4_request"])
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        return key;
    }

    // Every service but S3: dot segments and doubled slashes taken out, and what is encoded already is encoded again.
    private static string CanonicalPath(string path)
    {
        var segments = new List<string>();
        foreach (var segment in path.Split('/'))
        {
            if (segment == ".." && segments.Count > 0)
            {
                segments.RemoveAt(segments.Count - 1);
            }
            else if (segment is not ("" or "." or ".."))
            {
                segments.Add(Encode(segment));
            }
        }

        var isFolder = segments.Count > 0 && (path.EndsWith('/') || path.EndsWith("/.", StringComparison.Ordinal) || path.EndsWith("/..", StringComparison.Ordinal));
        return "/" + string.Join('/', segments) + (isFolder ? "/" : "");
    }

    private static string CanonicalQuery(string query)
    {
        if (query.Length == 0)
        {
            return "";
        }

        var pairs = new List<(string Name, string Value)>();
        foreach (var part in query.Split('&'))
        {
            var sign = part.IndexOf('=', StringComparison.Ordinal);
            var (name, value) = sign < 0 ? (part, "") : (part[..sign], part[(sign + 1)..]);
            pairs.Add((Encode(Uri.UnescapeDataString(name)), Encode(Uri.UnescapeDataString(value))));
        }

        pairs.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name) is var order and not 0 ? order : string.CompareOrdinal(a.Value, b.Value));
        return string.Join('&', pairs.ConvertAll(static pair => pair.Name + "=" + pair.Value));
    }

    private (string Lines, string Names) CanonicalHeaders(IReadOnlyList<KeyValuePair<string, string>> headers)
    {
        var values = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in headers)
        {
            var key = name.ToLowerInvariant();
            // Runs of white space count as one.
            var text = string.Join(' ', value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            values[key] = values.TryGetValue(key, out var before) ? before + "," + text : text;
        }

        if (credentials.SessionToken is { } token)
        {
            values["x-amz-security-token"] = token;
        }

        var lines = new StringBuilder();
        foreach (var (name, value) in values)
        {
            lines.Append(name).Append(':').Append(value).Append('\n');
        }

        return (lines.ToString(), string.Join(';', values.Keys));
    }

    /// <summary>Percent-encodes all but unreserved characters (RFC 3986 §2.3).</summary>
    private static string Encode(string text) => Uri.EscapeDataString(text);

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
