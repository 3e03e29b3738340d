// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Mapping.Expressions;
using Foregate.DataPlane.Mapping.Values;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire.Heads;
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Dispatch.RequestMapping;

/// <summary>Compiles the request parameters of a REST API's proxy integration (aws-apigateway §3.5-3.7): queries append, headers replace.</summary>
internal static class RestRequestMapping
{
    private const string Prefix = "integration.request.";

    public static RequestPlan Compile(Integration integration, IntegrationUri uri, string[] pathNames, Compilation c)
    {
        var paths = new Dictionary<string, MappedValue>(StringComparer.Ordinal);
        var queries = new List<QueryMapping>();
        var headers = new List<HeaderMapping>();
        Rejection? misconfigured = null;
        foreach (var (key, expression) in integration.RequestParameters)
        {
            if (!TrySplit(key, out var location, out var name))
            {
                c.Fault($"Invalid mapping expression specified: {key}. The key of a request parameter is {Prefix}{{path|querystring|header}}.NAME.");
            }
            else if (location == "header" && IsForbidden(name))
            {
                misconfigured ??= c.Rejections.ApiConfigurationError.At(c.Path, $"Execution failed due to configuration error: {name} header already present");
            }
            else if (location == "header" && IsOfConnection(name))
            {
                c.Fault($"The header {name} belongs to the gateway's connection to the back end and cannot be mapped. Remove {key}.");
            }
            else if (RestExpression.OfRequest(expression, pathNames, c) is { } value)
            {
                switch (location)
                {
                    case "path":
                        paths[name] = value;
                        break;
                    case "querystring":
                        queries.Add(new QueryMapping(name, value, replaces: false));
                        break;
                    default:
                        headers.Add(new HeaderMapping(name, value, HeaderMode.Replace));
                        break;
                }
            }
        }

        var invalid = c.Rejections.ApiConfigurationError.At(
            c.Path, "Execution failed due to configuration error: Invalid endpoint address (a {placeholder} of the URI has no value: map integration.request.path.NAME)");
        return new RequestPlan
        {
            Target = RequestPlan.MakeTarget(
                UriPlaceholders.Parts(uri.Path, Find, isQuery: false), UriPlaceholders.Parts(uri.Query, Find, isQuery: true), queries, invalid, c),
            Headers = [.. headers],
            Misconfigured = misconfigured,
        };

        MappedValue Find(string name) => paths.GetValueOrDefault(name, MissingValue.Instance);
    }

    /// <summary>Why AWS never calls a function through this integration; null when it does. Its other mappings have no effect (recorded).</summary>
    public static Rejection? ForbiddenHeader(Integration integration, Compilation c)
    {
        foreach (var key in integration.RequestParameters.Keys)
        {
            if (TrySplit(key, out var location, out var name) && location == "header"
                && (IsForbidden(name) || KnownHeaders.Find(System.Text.Encoding.ASCII.GetBytes(name)) is KnownHeader.Authorization or KnownHeader.Connection
                    or KnownHeader.Expect or KnownHeader.ProxyAuthenticate or KnownHeader.Te))
            {
                return c.Rejections.ApiConfigurationError.At(c.Path, $"Execution failed due to configuration error: {name} header already present");
            }
        }

        return null;
    }

    private static bool TrySplit(string key, out string location, out string name)
    {
        location = name = "";
        if (!key.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        var dot = key.IndexOf('.', Prefix.Length);
        if (dot < 0)
        {
            return false;
        }

        location = key[Prefix.Length..dot];
        name = key[(dot + 1)..];
        return location is "path" or "querystring" or "header" && RestExpression.IsName(name)
            && (location != "header" || HeaderLine.IsToken(System.Text.Encoding.ASCII.GetBytes(name)));
    }

    // Recorded: such a method answers 500 whatever the request.
    private static bool IsForbidden(string name) =>
        KnownHeaders.Find(System.Text.Encoding.ASCII.GetBytes(name))
            is KnownHeader.ContentLength or KnownHeader.TransferEncoding or KnownHeader.XAmznTraceId or KnownHeader.XAmznApigatewayApiId;

    private static bool IsOfConnection(string name) =>
        KnownHeaders.Find(System.Text.Encoding.ASCII.GetBytes(name))
            is KnownHeader.Connection or KnownHeader.KeepAlive or KnownHeader.ProxyConnection or KnownHeader.Te or KnownHeader.Trailer
            or KnownHeader.Upgrade or KnownHeader.Expect or KnownHeader.Http2Settings;
}
