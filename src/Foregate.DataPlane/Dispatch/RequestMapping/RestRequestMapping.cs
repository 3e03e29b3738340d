// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Mapping.Expressions;
using Foregate.DataPlane.Mapping.Values;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire.Heads;
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Dispatch.RequestMapping;

/// <summary>
/// Compiles the request parameters of a REST API's integrations (aws-apigateway §3.5-3.7). Of a proxy, queries append and headers replace; of another kind
/// they are all that the request has, and its template may override them.
/// </summary>
internal static class RestRequestMapping
{
    private const string Prefix = "integration.request.";

    /// <summary>For a proxy.</summary>
    public static RequestPlan Compile(Integration integration, IntegrationUri uri, string[] pathNames, Compilation c) =>
        Compile(integration, uri.Path, uri.Query, pathNames, isProxy: true, signs: false, c);

    /// <param name="path">Of the URI, with its placeholders.</param>
    /// <param name="query">Of the URI, without the question mark.</param>
    /// <param name="isProxy">Whether what the client sent goes along.</param>
    /// <param name="signs">Whether the request is signed for an AWS service.</param>
    public static RequestPlan Compile(Integration integration, string path, string query, string[] pathNames, bool isProxy, bool signs, Compilation c)
    {
        var paths = new Dictionary<string, MappedValue>(StringComparer.Ordinal);
        var queries = new List<QueryMapping>();
        var headers = new List<HeaderMapping>();
        Rejection? misconfigured = null;
        var readsBody = false;
        foreach (var (key, expression) in integration.RequestParameters)
        {
            if (!TrySplit(key, out var location, out var name))
            {
                c.Fault($"Invalid mapping expression specified: {key}. The key of a request parameter is {Prefix}{{path|querystring|header}}.NAME.");
            }
            else if (location == "header" && IsForbidden(Id(name), signs))
            {
                misconfigured ??= c.Rejections.ApiConfigurationError.At(c.Path, $"Execution failed due to configuration error: {name} header already present");
            }
            else if (location == "header" && !signs && IsLost(Id(name)))
            {
                c.Notice($"The header {name} is not sent: like API Gateway, Foregate drops it on the way to HTTP back ends. Remove {key}.");
            }
            else if (location == "header" && IsOfConnection(Id(name)))
            {
                c.Fault($"The header {name} belongs to the gateway's connection to the back end and cannot be mapped. Remove {key}.");
            }
            else if (RestExpression.OfRequest(expression, pathNames, c) is { } found)
            {
                readsBody |= RestExpression.ReadsBody(expression);
                var value = isProxy || location == "path" ? found : new OverriddenValue(location == "header" ? RequestPart.Header : RequestPart.Query, name, found);
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
                UriPlaceholders.Parts(path, Find, isQuery: false), UriPlaceholders.Parts(query, Find, isQuery: true), queries, invalid, c, isProxy),
            Headers = [.. headers],
            ReadsBody = readsBody,
            Misconfigured = misconfigured,
        };

        MappedValue Find(string name)
        {
            var value = paths.GetValueOrDefault(name, MissingValue.Instance);
            return isProxy ? value : new OverriddenValue(RequestPart.Path, name, value);
        }
    }

    /// <summary>Why AWS never calls a function through this integration; null when it does. Its other mappings have no effect (recorded).</summary>
    public static Rejection? ForbiddenHeader(Integration integration, Compilation c)
    {
        foreach (var key in integration.RequestParameters.Keys)
        {
            if (TrySplit(key, out var location, out var name) && location == "header"
                && IsForbidden(Id(name), signs: true))
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

    /// <summary>Headers that AWS calls already present. Recorded: a method that maps one answers 500 whatever the request.</summary>
    /// <param name="signs">Whether the request is for an AWS service or a function.</param>
    public static bool IsForbidden(KnownHeader id, bool signs) =>
        id is KnownHeader.ContentLength or KnownHeader.TransferEncoding or KnownHeader.XAmznTraceId or KnownHeader.XAmznApigatewayApiId
        || (signs && id is KnownHeader.Authorization or KnownHeader.Connection or KnownHeader.Expect or KnownHeader.ProxyAuthenticate or KnownHeader.Te);

    /// <summary>Headers that AWS drops on the way to an HTTP back end, whoever says them (recorded).</summary>
    private static bool IsLost(KnownHeader id) => id is KnownHeader.Expect or KnownHeader.ProxyAuthenticate or KnownHeader.Te or KnownHeader.Via;

    /// <summary>Headers of the gateway's connection to the back end.</summary>
    public static bool IsOfConnection(KnownHeader id) =>
        id is KnownHeader.Connection or KnownHeader.KeepAlive or KnownHeader.ProxyConnection or KnownHeader.Te or KnownHeader.Trailer
            or KnownHeader.Upgrade or KnownHeader.Expect or KnownHeader.Http2Settings;

    private static KnownHeader Id(string name) => KnownHeaders.Find(System.Text.Encoding.ASCII.GetBytes(name));
}
