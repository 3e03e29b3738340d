// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Mapping;
using Foregate.DataPlane.Mapping.Expressions;
using Foregate.DataPlane.Mapping.Values;
using Foregate.DataPlane.Wire.Heads;
using Foregate.Definitions.ApiGatewayV2;

namespace Foregate.DataPlane.Dispatch.RequestMapping;

/// <summary>Compiles the request parameters of an HTTP API's proxy integration (aws-apigateway §4.2, §4.5): append, overwrite, remove.</summary>
internal static class HttpRequestMapping
{
    public static RequestPlan Compile(Integration integration, IntegrationUri uri, string routeKey, Compilation c)
    {
        var space = routeKey.IndexOf(' ', StringComparison.Ordinal);
        string[] pathNames = space < 0 ? [] : PathTemplate.Names(routeKey[(space + 1)..]);
        var queries = new List<QueryMapping>();
        var headers = new List<HeaderMapping>();
        TargetPart[]? path = null;
        foreach (var (key, text) in integration.RequestParameters)
        {
            if (key == "overwrite:path")
            {
                path = HttpExpression.OfRequest(text, pathNames, c) is { } value ? [new TargetPart(value, ValueForm.Path)] : path;
                continue;
            }

            Add(key, text, pathNames, queries, headers, c);
        }

        path ??= routeKey == "$default"
            ? [.. Parts(uri.Path.TrimEnd('/'), isQuery: false), new TargetPart(new RequestPathValue(), ValueForm.Path)]
            : Parts(uri.Path, isQuery: false);
        var invalid = c.Rejections.ApiConfigurationError.At(c.Path, "The integration's path has no value for this request.");
        return new RequestPlan
        {
            Target = RequestPlan.MakeTarget(path, Parts(uri.Query, isQuery: true), queries, invalid, c),
            Headers = [.. headers],
        };

        TargetPart[] Parts(string part, bool isQuery) => UriPlaceholders.Parts(part, Find, isQuery);

        MappedValue Find(string name)
        {
            var index = Array.IndexOf(pathNames, name);
            if (index >= 0)
            {
                return new PathParameterValue(index, decodes: true);
            }

            c.Fault($"The integration's URI has the placeholder {{{name}}}, but the route {routeKey} has no such path variable. Name one of the route's variables.");
            return MissingValue.Instance;
        }
    }

    private static void Add(string key, string text, string[] pathNames, List<QueryMapping> queries, List<HeaderMapping> headers, Compilation c)
    {
        var colon = key.IndexOf(':', StringComparison.Ordinal);
        var dot = key.IndexOf('.', StringComparison.Ordinal);
        var operation = colon < 0 ? "" : key[..colon];
        var location = colon < 0 || dot < colon ? "" : key[(colon + 1)..dot];
        var name = dot < 0 ? "" : key[(dot + 1)..];
        if (operation is not ("append" or "overwrite" or "remove") || location is not ("header" or "querystring") || name.Length == 0
            || (location == "header" && !HeaderLine.IsToken(Encoding.UTF8.GetBytes(name))))
        {
            c.Fault($"Invalid mapping expression specified: {key}. The key of a request parameter is append, overwrite or remove, then :header.NAME or :querystring.NAME; or overwrite:path.");
            return;
        }

        if (location == "header" && ReservedHeaders.Contains(name))
        {
            c.Fault($"Operations on header {name} are restricted. Remove {key}.");
            return;
        }

        var value = operation == "remove" ? MissingValue.Instance : HttpExpression.OfRequest(text, pathNames, c);
        if (value is null)
        {
            return;
        }

        if (location == "header")
        {
            headers.Add(new HeaderMapping(name, value, operation switch
            {
                "append" => HeaderMode.Append,
                "overwrite" => HeaderMode.Overwrite,
                _ => HeaderMode.Remove,
            }));
        }
        else
        {
            queries.Add(new QueryMapping(name, operation == "remove" ? null : value, replaces: operation != "append"));
        }
    }
}
