// SPDX-License-Identifier: Apache-2.0
using System.Text.RegularExpressions;
using Foregate.ControlPlane.OpenApi;
using Foregate.ControlPlane.OpenApi.Results;

namespace Foregate.Hosting;

/// <summary>One route of the served document, as far as examples of calling it need.</summary>
/// <param name="Method">GET, POST, …, or ANY.</param>
/// <param name="Path">With its variables, for example /pets/{petId}; $default for the HTTP APIs' catch-all.</param>
/// <param name="NeedsApiKey">Whether callers need x-api-key.</param>
internal sealed partial record ServedRoute(string Method, string Path, bool NeedsApiKey)
{
    /// <summary>A path that matches: every variable is 1.</summary>
    public string Example => Path == "$default" ? "/" : Variable().Replace(Path, "1");

    /// <summary>The routes of one API; those that its resources or routes define, deployed or not.</summary>
    public static IReadOnlyList<ServedRoute> Of(ImportResult served, ImportedApi api)
    {
        var routes = new List<ServedRoute>();
        if (served.Account is not { } account)
        {
            return routes;
        }

        if (api.IsRest)
        {
            foreach (var resource in account.RestApis[api.ApiId].Resources.Values)
            {
                foreach (var (verb, method) in resource.ResourceMethods)
                {
                    routes.Add(new ServedRoute(verb, resource.Path, method.ApiKeyRequired));
                }
            }
        }
        else
        {
            foreach (var route in account.Apis[api.ApiId].Routes.Values)
            {
                var space = route.RouteKey.IndexOf(' ', StringComparison.Ordinal);
                routes.Add(space < 0 ? new ServedRoute("ANY", route.RouteKey, false) : new ServedRoute(route.RouteKey[..space], route.RouteKey[(space + 1)..], false));
            }
        }

        routes.Sort(static (a, b) => string.CompareOrdinal(a.Path + " " + a.Method, b.Path + " " + b.Method));
        return routes;
    }

    /// <summary>The route that a first call is best made to: reading, without a key, with few variables.</summary>
    public static ServedRoute? Simplest(IEnumerable<ServedRoute> routes) => routes
        .OrderBy(route => route.Method switch { "GET" => 0, "ANY" => 1, "HEAD" or "OPTIONS" => 3, _ => 2 })
        .ThenBy(route => Variable().Count(route.Path))
        .ThenBy(route => route.Path.Length)
        .FirstOrDefault();

    [GeneratedRegex(@"\{[^}]*\}", RegexOptions.CultureInvariant)]
    private static partial Regex Variable();
}
