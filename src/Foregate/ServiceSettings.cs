// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Globalization;
using System.Net;
using Foregate.Standards.SignatureV4;

namespace Foregate;

/// <summary>
/// What integrations with AWS services and VPC links need to know of the world: endpoints and keys from the variables and the credentials file that AWS's own
/// tools read, and the targets of links from the command line.
/// </summary>
internal sealed record ServiceSettings
{
    private const string Endpoint = "AWS_ENDPOINT_URL_";

    /// <summary>The profile that means the variables of the environment.</summary>
    private const string OfEnvironment = "environment";

    /// <summary>By the end of the variable's name.</summary>
    public ImmutableSortedDictionary<string, Uri> Endpoints { get; init; } = ImmutableSortedDictionary<string, Uri>.Empty;

    /// <summary>The gateway's own keys; null for none.</summary>
    public AwsCredentials? Credentials { get; init; }

    /// <summary>By a role's ARN, or "*".</summary>
    public ImmutableSortedDictionary<string, AwsCredentials> Roles { get; init; } = ImmutableSortedDictionary<string, AwsCredentials>.Empty;

    /// <summary>By a link's id or a load balancer's ARN.</summary>
    public ImmutableSortedDictionary<string, IReadOnlyList<DnsEndPoint>> VpcLinks { get; init; } = ImmutableSortedDictionary<string, IReadOnlyList<DnsEndPoint>>.Empty;

    /// <param name="environment">Names and values.</param>
    /// <param name="roles">ARN=PROFILE, as given.</param>
    /// <param name="links">ID=HOST:PORT,HOST:PORT, as given.</param>
    /// <param name="readFile">The text of a file; null where there is none.</param>
    public static ServiceSettings Read(IReadOnlyDictionary<string, string> environment, string[] roles, string[] links, Func<string, string?> readFile, List<Failure> failures)
    {
        var endpoints = ImmutableSortedDictionary<string, Uri>.Empty;
        foreach (var (name, value) in environment)
        {
            // The endpoint of Lambda is read where functions are.
            if (!name.StartsWith(Endpoint, StringComparison.Ordinal) || name == Endpoint + "LAMBDA" || value.Length == 0)
            {
                continue;
            }

            if (Uri.TryCreate(value, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" && url.AbsolutePath == "/" && url.Query.Length == 0 && url.Fragment.Length == 0 && url.UserInfo.Length == 0)
            {
                endpoints = endpoints.Add(name[Endpoint.Length..], url);
            }
            else
            {
                failures.Add(Failures.ServiceEndpoint(name, value));
            }
        }

        var own = Keys(environment.GetValueOrDefault("AWS_ACCESS_KEY_ID"), environment.GetValueOrDefault("AWS_SECRET_ACCESS_KEY"), environment.GetValueOrDefault("AWS_SESSION_TOKEN"));
        return new ServiceSettings { Endpoints = endpoints, Credentials = own, Roles = ReadRoles(roles, own, environment, readFile, failures), VpcLinks = ReadLinks(links, failures) };
    }

    private static ImmutableSortedDictionary<string, AwsCredentials> ReadRoles(
        string[] roles, AwsCredentials? own, IReadOnlyDictionary<string, string> environment, Func<string, string?> readFile, List<Failure> failures)
    {
        var result = ImmutableSortedDictionary.Create<string, AwsCredentials>(StringComparer.Ordinal);
        foreach (var text in roles)
        {
            var sign = text.LastIndexOf('=');
            var (role, profile) = sign <= 0 ? ("", "") : (text[..sign], text[(sign + 1)..]);
            if (profile.Length == 0 || (role != "*" && !role.StartsWith("arn:", StringComparison.Ordinal)) || result.ContainsKey(role))
            {
                failures.Add(Failures.RoleProfile(text, "it is not ARN=PROFILE, each ARN once"));
            }
            else if ((profile == OfEnvironment ? own : FromFile(profile, environment, readFile)) is { } credentials)
            {
                result = result.Add(role, credentials);
            }
            else
            {
                failures.Add(Failures.RoleProfile(text, profile == OfEnvironment ? "AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not set" : $"the credentials file has no keys of the profile {profile}"));
            }
        }

        return result;
    }

    // AWS's shared credentials file: sections of names and values.
    private static AwsCredentials? FromFile(string profile, IReadOnlyDictionary<string, string> environment, Func<string, string?> readFile)
    {
        var path = environment.GetValueOrDefault("AWS_SHARED_CREDENTIALS_FILE") ?? Path.Combine(environment.GetValueOrDefault("HOME") ?? "", ".aws", "credentials");
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        var isIn = false;
        foreach (var raw in (readFile(path) ?? "").Split('\n'))
        {
            var line = raw.Trim();
            if (line.StartsWith('[') && line.EndsWith(']'))
            {
                isIn = line[1..^1].Trim() == profile;
            }
            else if (isIn && line.Length > 0 && line[0] is not ('#' or ';') && line.IndexOf('=', StringComparison.Ordinal) is > 0 and var sign)
            {
                values[line[..sign].Trim()] = line[(sign + 1)..].Trim();
            }
        }

        return Keys(values.GetValueOrDefault("aws_access_key_id"), values.GetValueOrDefault("aws_secret_access_key"), values.GetValueOrDefault("aws_session_token"));
    }

    private static AwsCredentials? Keys(string? id, string? secret, string? token) =>
        string.IsNullOrEmpty(id) || string.IsNullOrEmpty(secret) ? null : new AwsCredentials(id, secret, string.IsNullOrEmpty(token) ? null : token);

    private static ImmutableSortedDictionary<string, IReadOnlyList<DnsEndPoint>> ReadLinks(string[] links, List<Failure> failures)
    {
        var result = ImmutableSortedDictionary.Create<string, IReadOnlyList<DnsEndPoint>>(StringComparer.Ordinal);
        foreach (var text in links)
        {
            var sign = text.LastIndexOf('=');
            var targets = new List<DnsEndPoint>();
            foreach (var target in sign <= 0 ? [] : text[(sign + 1)..].Split(','))
            {
                if (Target(target) is { } address)
                {
                    targets.Add(address);
                }
                else
                {
                    targets.Clear();
                    break;
                }
            }

            if (targets.Count == 0 || result.ContainsKey(text[..sign]))
            {
                failures.Add(Failures.VpcLink(text));
            }
            else
            {
                result = result.Add(text[..sign], targets);
            }
        }

        return result;
    }

    private static DnsEndPoint? Target(string text)
    {
        var colon = text.LastIndexOf(':');
        var host = colon <= 0 ? "" : text[..colon].Trim('[', ']');
        return Uri.CheckHostName(host) != UriHostNameType.Unknown && int.TryParse(text.AsSpan(colon + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is >= 1 and <= 65535
            ? new DnsEndPoint(host, port)
            : null;
    }
}
