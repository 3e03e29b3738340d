// SPDX-License-Identifier: Apache-2.0

using System.Buffers;
using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Foregate.ControlPlane.Operations.ApiGatewayV2;

/// <summary>The grammar of an HTTP API's parameter mappings, as AWS checks it when an integration is made.</summary>
internal static partial class ParameterMappings
{
    /// <summary>What a header name is made of.</summary>
    public static readonly SearchValues<char> TokenCharacters =
        SearchValues.Create("!#$%&'*+-.^_`|~0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");

    private static readonly FrozenSet<string> Reserved = new[]
    {
        "authorization", "connection", "content-encoding", "content-length", "content-location", "forwarded", "keep-alive", "origin",
        "proxy-authenticate", "proxy-authorization", "te", "trailers", "transfer-encoding", "upgrade", "x-forwarded-for", "x-forwarded-host",
        "x-forwarded-proto", "via",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly string[] ReservedPrefixes = ["access-control-", "apigw-", "x-amz-", "x-amzn-"];

    public static AwsError? CheckRequest(ImmutableSortedDictionary<string, string> parameters)
    {
        foreach (var (key, value) in parameters)
        {
            var match = RequestKey().Match(key);
            var error = match.Success ? CheckName(match) ?? CheckValue(match, value, RequestSource()) : AwsError.InvalidMappingExpression(key);
            if (error is not null)
            {
                return error;
            }
        }

        return null;
    }

    public static AwsError? CheckResponse(ImmutableSortedDictionary<string, ImmutableSortedDictionary<string, string>> parameters)
    {
        foreach (var (statusCode, mappings) in parameters)
        {
            if (statusCode is not [>= '2' and <= '5', >= '0' and <= '9', >= '0' and <= '9'])
            {
                return AwsError.BadRequest($"Invalid status code {statusCode} in responseParameters: 200 to 599");
            }

            foreach (var (key, value) in mappings)
            {
                var match = ResponseKey().Match(key);
                var error = match.Success ? CheckName(match) ?? CheckValue(match, value, ResponseSource()) : AwsError.InvalidMappingExpression(key);
                if (error is not null)
                {
                    return error;
                }

                if (key == "overwrite:statuscode" && !value.Contains('$', StringComparison.Ordinal)
                    && value is not [>= '2' and <= '5', >= '0' and <= '9', >= '0' and <= '9'])
                {
                    return AwsError.InvalidMappingExpression(value);
                }
            }
        }

        return null;
    }

    /// <summary>Whether AWS lets nobody map a header of this name.</summary>
    public static bool IsReserved(string header) =>
        Reserved.Contains(header) || Array.Exists(ReservedPrefixes, prefix => header.StartsWith(prefix, StringComparison.OrdinalIgnoreCase));

    private static AwsError? CheckName(Match key)
    {
        var name = key.Groups["header"];
        if (!name.Success)
        {
            return null;
        }

        if (name.Value.AsSpan().ContainsAnyExcept(TokenCharacters))
        {
            return AwsError.InvalidMappingExpression(key.Value);
        }

        return IsReserved(name.Value) ? AwsError.InvalidMapping($"Operations on header {name.Value} are restricted") : null;
    }

    private static AwsError? CheckValue(Match key, string value, Regex source)
    {
        if (key.Groups["remove"].Success)
        {
            return value is "" or "''" ? null : AwsError.InvalidMappingExpression(value);
        }

        if (value.AsSpan().ContainsAny('\r', '\n', '\0'))
        {
            return AwsError.InvalidMappingExpression(value);
        }

        if (!value.Contains("${", StringComparison.Ordinal))
        {
            return value is not ['$', .. var alone] || IsWhole(source, alone) ? null : AwsError.InvalidMappingExpression(value);
        }

        for (var at = value.IndexOf("${", StringComparison.Ordinal); at >= 0; at = value.IndexOf("${", at + 2, StringComparison.Ordinal))
        {
            var end = value.IndexOf('}', at);
            if (end < 0 || !IsWhole(source, value[(at + 2)..end]))
            {
                return AwsError.InvalidMappingExpression(value);
            }
        }

        return null;
    }

    private static bool IsWhole(Regex source, string text) => source.Match(text) is { Success: true } match && match.Length == text.Length;

    [GeneratedRegex(@"\A(?:(?:append|overwrite|(?<remove>remove)):(?:header\.(?<header>.+)|querystring\.[^\s]+)|overwrite:path)\z")]
    private static partial Regex RequestKey();

    [GeneratedRegex(@"\A(?:(?:append|overwrite|(?<remove>remove)):header\.(?<header>.+)|overwrite:statuscode)\z")]
    private static partial Regex ResponseKey();

    [GeneratedRegex(@"\A(?:request\.(?:header\.[^\s{}]+|querystring\.[^\s{}]+|body(?:\.[^{}]+)?|path(?:\.[^\s{}]+)?)|(?:context|stageVariables)\.[A-Za-z0-9._-]+)")]
    private static partial Regex RequestSource();

    [GeneratedRegex(@"\A(?:response\.(?:header\.[^\s{}]+|body(?:\.[^{}]+)?)|(?:context|stageVariables)\.[A-Za-z0-9._-]+)")]
    private static partial Regex ResponseSource();
}
