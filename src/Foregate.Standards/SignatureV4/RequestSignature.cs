// SPDX-License-Identifier: Apache-2.0
using System.Globalization;

namespace Foregate.Standards.SignatureV4;

/// <summary>What a request says about its signature, in the Authorization header or in the query; nothing of it is verified yet.</summary>
public sealed record RequestSignature
{
    private const int LongestExpiry = 604_800;

    private static readonly string[] s_inHeader = ["Credential", "Signature", "SignedHeaders"];

    private static readonly string[] s_inQuery = ["X-Amz-Algorithm", "X-Amz-Credential", "X-Amz-Signature", "X-Amz-SignedHeaders", "X-Amz-Date"];

    public required string AccessKeyId { get; init; }

    public required string Region { get; init; }

    public required string Service { get; init; }

    /// <summary>Who lent the credentials; <see langword="null"/> for lasting ones.</summary>
    public string? SessionToken { get; init; }

    /// <summary>When the request says that it was signed.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>How long a signature in the query says that it is good for.</summary>
    public TimeSpan? Expires { get; init; }

    /// <summary>Whether the query carries the signature, not the header.</summary>
    public bool IsInQuery { get; init; }

    internal string Day { get; init; } = "";

    internal string ScopeTerminator { get; init; } = "";

    // As the request writes it; in a Date header it may have another form than what is signed.
    internal string DateText { get; init; } = "";

    internal IReadOnlyList<string> SignedHeaders { get; init; } = [];

    internal string Signature { get; init; } = "";

    /// <summary>Without the signature, which is a secret while it lasts.</summary>
    public override string ToString() => $"{AccessKeyId}/{Day}/{Region}/{Service}/{ScopeTerminator}";

    /// <summary>Reads the signature of a request, or says what it lacks.</summary>
    public static SignatureFault? Read(SignedRequest request, out RequestSignature? signature)
    {
        signature = null;
        var authorization = string.Join(',', request.Values("Authorization"));
        if (authorization.Length > 0)
        {
            return ReadHeader(request, authorization, out signature);
        }

        var query = QueryParameters(request.Query);
        return query.ContainsKey("X-Amz-Algorithm") || query.ContainsKey("X-Amz-Signature") || query.ContainsKey("X-Amz-Credential")
            ? ReadQuery(query, out signature)
            : SignatureFault.Missing;
    }

    private static SignatureFault? ReadHeader(SignedRequest request, string authorization, out RequestSignature? signature)
    {
        signature = null;
        var end = authorization.AsSpan().IndexOfAny(' ', '\t');
        var algorithm = end < 0 ? authorization : authorization[..end];
        var parameters = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var part in end < 0 ? [] : authorization[(end + 1)..].Split([',', ' ', '\t'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (part.IndexOf('=', StringComparison.Ordinal) is var sign && sign < 0)
            {
                return SignatureFault.NoEqualSign(part);
            }

            if (!parameters.TryAdd(part[..sign], part[(sign + 1)..]))
            {
                return SignatureFault.Incomplete($"Authorization header contains '{part[..sign]}' more than once.");
            }
        }

        var date = request.Values("X-Amz-Date").Concat(request.Values("Date")).FirstOrDefault();
        var missing = s_inHeader.Where(name => !parameters.TryGetValue(name, out var value) || value.Length == 0).ToList();
        if (missing.Count > 0 || string.IsNullOrEmpty(date))
        {
            return SignatureFault.MissingFromHeader(missing, !string.IsNullOrEmpty(date), authorization);
        }

        return Read(
            algorithm, parameters["Credential"], date.Trim(), parameters["SignedHeaders"], parameters["Signature"], request.Values("X-Amz-Security-Token").FirstOrDefault()?.Trim(), out signature);
    }

    private static SignatureFault? ReadQuery(Dictionary<string, List<string>> query, out RequestSignature? signature)
    {
        signature = null;
        var missing = s_inQuery.Where(name => !query.TryGetValue(name, out var values) || values is not [{ Length: > 0 }]).ToList();
        if (missing.Count > 0)
        {
            return SignatureFault.MissingFromQuery(missing);
        }

        TimeSpan? expires = null;
        if (query.TryGetValue("X-Amz-Expires", out var texts))
        {
            if (!int.TryParse(texts[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            {
                return SignatureFault.Incomplete("X-Amz-Expires should be a number");
            }

            if (seconds is 0 or > LongestExpiry)
            {
                return SignatureFault.Incomplete("X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than 604800 seconds");
            }

            expires = TimeSpan.FromSeconds(seconds);
        }

        var fault = Read(
            query["X-Amz-Algorithm"][0], query["X-Amz-Credential"][0], query["X-Amz-Date"][0], query["X-Amz-SignedHeaders"][0], query["X-Amz-Signature"][0],
            query.TryGetValue("X-Amz-Security-Token", out var tokens) ? tokens[0] : null, out signature);
        signature = signature is null ? null : signature with { IsInQuery = true, Expires = expires };
        return fault;
    }

    private static SignatureFault? Read(
        string algorithm, string credential, string date, string signedHeaders, string signatureText, string? token, out RequestSignature? signature)
    {
        signature = null;
        if (algorithm != CanonicalRequest.Algorithm)
        {
            return SignatureFault.Incomplete($"Unsupported AWS 'algorithm': '{algorithm}'.");
        }

        var scope = credential.Split('/');
        if (scope.Length != 5 || scope[0].Length == 0)
        {
            return SignatureFault.Incomplete($"Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '{credential}'");
        }

        if (!DateTimeOffset.TryParseExact(
                date, ["yyyyMMdd'T'HHmmss'Z'", "r"], CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time))
        {
            return SignatureFault.Incomplete($"Date must be in ISO-8601 'basic format'. Got '{date}'. See http://en.wikipedia.org/wiki/ISO_8601");
        }

        signature = new RequestSignature
        {
            AccessKeyId = scope[0],
            Day = scope[1],
            Region = scope[2],
            Service = scope[3],
            ScopeTerminator = scope[4],
            Time = time,
            DateText = date,
            SignedHeaders = [.. signedHeaders.Split(';', StringSplitOptions.RemoveEmptyEntries).Select(static name => name.ToLowerInvariant())],
            Signature = signatureText,
            SessionToken = string.IsNullOrEmpty(token) ? null : token,
        };
        return null;
    }

    private static Dictionary<string, List<string>> QueryParameters(string query)
    {
        var parameters = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var part in query.Split('&'))
        {
            var sign = part.IndexOf('=', StringComparison.Ordinal);
            var name = sign < 0 ? part : part[..sign];
            if (name.StartsWith("X-Amz-", StringComparison.Ordinal))
            {
                if (!parameters.TryGetValue(name, out var values))
                {
                    parameters[name] = values = [];
                }

                values.Add(sign < 0 ? "" : Uri.UnescapeDataString(part[(sign + 1)..]));
            }
        }

        return parameters;
    }
}
