// SPDX-License-Identifier: Apache-2.0
using System.Security.Cryptography;
using System.Text;

namespace Foregate.Standards.SignatureV4;

/// <summary>What both sides of Signature Version 4 compute over: the request in one form, and the key of one day, region and service.</summary>
internal static class CanonicalRequest
{
    public const string Algorithm = "AWS4-HMAC-SHA256";

    public const string Terminator = "aws4_request";

    // White space that counts as one space, whatever its length; no other character does.
    private static readonly char[] s_blanks = [' ', '\t', '\r', '\n'];

    /// <param name="headers">Those that are signed: names in lower case, in order, each with its value in its canonical form.</param>
    public static string Text(string method, string path, string query, SortedDictionary<string, string> headers, string payloadHash)
    {
        var text = new StringBuilder().Append(method).Append('\n').Append(path).Append('\n').Append(query).Append('\n');
        foreach (var (name, value) in headers)
        {
            text.Append(name).Append(':').Append(value).Append('\n');
        }

        return text.Append('\n').AppendJoin(';', headers.Keys).Append('\n').Append(payloadHash).ToString();
    }

    public static string ToSign(string date, string scope, string canonicalRequest) =>
        $"{Algorithm}\n{date}\n{scope}\n{Hash(Encoding.UTF8.GetBytes(canonicalRequest))}";

    public static string Signature(string secret, string day, string region, string service, string toSign) => Signature(Key(secret, day, region, service), toSign);

    public static string Signature(ReadOnlySpan<byte> key, string toSign) => Convert.ToHexStringLower(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(toSign)));

    /// <summary>Good for one day, region and service.</summary>
    public static byte[] Key(string secret, string day, string region, string service)
    {
        var key = HMACSHA256.HashData(Encoding.UTF8.GetBytes("AWS4" + secret), Encoding.UTF8.GetBytes(day));
        foreach (var part in (ReadOnlySpan<string>)[region, service, Terminator])
        {
            key = HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(part));
        }

        return key;
    }

    public static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));

    /// <summary>Every service but S3: dot segments and doubled slashes taken out, and what is encoded already is encoded again.</summary>
    public static string Path(string path)
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
                segments.Add(Uri.EscapeDataString(segment));
            }
        }

        var isFolder = segments.Count > 0 && (path.EndsWith('/') || path.EndsWith("/.", StringComparison.Ordinal) || path.EndsWith("/..", StringComparison.Ordinal));
        return "/" + string.Join('/', segments) + (isFolder ? "/" : "");
    }

    /// <summary>S3: nothing is taken out of a key, and what is encoded already is not encoded again.</summary>
    public static string ObjectPath(string path) => string.Join('/', Array.ConvertAll(path.Split('/'), EncodeOnce));

    /// <param name="without">A parameter that is left out: the signature itself, where the query carries it.</param>
    public static string Query(string query, string? without = null)
    {
        var pairs = new List<(string Name, string Value)>();
        foreach (var part in query.Split('&'))
        {
            var sign = part.IndexOf('=', StringComparison.Ordinal);
            var (name, value) = sign < 0 ? (part, "") : (part[..sign], part[(sign + 1)..]);
            if (part.Length > 0 && name != without)
            {
                pairs.Add((EncodeOnce(name), EncodeOnce(value)));
            }
        }

        pairs.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name) is var order and not 0 ? order : string.CompareOrdinal(a.Value, b.Value));
        return string.Join('&', pairs.ConvertAll(static pair => pair.Name + "=" + pair.Value));
    }

    /// <summary>Those that are signed. One that is said to be and is not there is signed as empty, so that nobody can add it afterwards.</summary>
    public static SortedDictionary<string, string> Headers(SignedRequest request, IEnumerable<string> signed)
    {
        var headers = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var names = new HashSet<string>(signed, StringComparer.OrdinalIgnoreCase);
        foreach (var (name, value) in request.Headers)
        {
            if (names.Contains(name))
            {
                Add(headers, name, value);
            }
        }

        foreach (var name in names)
        {
            headers.TryAdd(name, "");
        }

        return headers;
    }

    /// <summary>Whether two texts are the same, in a time that tells nothing of where they differ.</summary>
    public static bool Same(string expected, string given) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(expected), Encoding.UTF8.GetBytes(given));

    /// <summary>Adds a header: names in lower case, runs of white space as one, the values of one name joined by commas.</summary>
    public static void Add(SortedDictionary<string, string> headers, string name, string value)
    {
        var key = name.ToLowerInvariant();
        var text = string.Join(' ', value.Split(s_blanks, StringSplitOptions.RemoveEmptyEntries));
        headers[key] = headers.TryGetValue(key, out var before) ? before + "," + text : text;
    }

    // Percent-encodes all but unreserved characters (RFC 3986 §2.3); what is encoded already is not encoded again, byte for byte.
    private static string EncodeOnce(string text)
    {
        if (!text.Contains('%', StringComparison.Ordinal))
        {
            return Uri.EscapeDataString(text);
        }

        var bytes = Encoding.UTF8.GetBytes(text);
        var result = new StringBuilder(bytes.Length);
        for (var i = 0; i < bytes.Length; i++)
        {
            var value = bytes[i];
            if (value == '%' && i + 2 < bytes.Length && char.IsAsciiHexDigit((char)bytes[i + 1]) && char.IsAsciiHexDigit((char)bytes[i + 2]))
            {
                value = (byte)((HexValue(bytes[i + 1]) << 4) | HexValue(bytes[i + 2]));
                i += 2;
            }

            if (char.IsAsciiLetterOrDigit((char)value) || value is (byte)'-' or (byte)'.' or (byte)'_' or (byte)'~')
            {
                result.Append((char)value);
            }
            else
            {
                result.Append('%').Append(Convert.ToHexString([value]));
            }
        }

        return result.ToString();
    }

    private static int HexValue(byte digit) => digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10;
}
