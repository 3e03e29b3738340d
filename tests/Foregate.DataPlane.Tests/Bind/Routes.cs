// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Bind;
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Tests.Bind;

/// <summary>Trees and tables from route keys, and what they bind a request to.</summary>
internal static class Routes
{
    public static RoutePlan Plan(string key) => new()
    {
        Steps = [],
        ResourcePath = PathOf(key),
        RouteKey = key,
        ResourceId = key,
        ParameterNames = key == RouteTable.DefaultKey ? [] : PathPattern.Parse(PathOf(key), out _)?.ParameterNames ?? [],
        DefinitionPath = "/" + key,
    };

    public static ResourceTree Tree(params string[] keys) => Tree(keys, [], []);

    public static ResourceTree Tree(string[] keys, string[] resources, List<CompilationFault> faults) =>
        ResourceTree.Build(Entries(keys), resources, GivenRequest.Compilation(ApiKind.Rest, faults));

    public static RouteTable Table(params string[] keys) => Table(keys, []);

    public static RouteTable Table(string[] keys, List<CompilationFault> faults) =>
        RouteTable.Build(Entries(keys), GivenRequest.Compilation(ApiKind.Http, faults));

    /// <summary>The route key and the parameters as name=value, or the refusal's message.</summary>
    public static string Ask(IBinder binder, string method, string target, params string[] headers)
    {
        var exchange = GivenRequest.Of(method, target, headers);
        return Ask(binder, exchange);
    }

    public static string Ask(IBinder binder, Exchange exchange)
    {
        var verdict = binder.Bind(exchange);
        if (verdict.Kind == VerdictKind.Rejected)
        {
            Assert.Null(exchange.Route.Plan);
            return verdict.Rejection!.Status + " " + verdict.Rejection.Message;
        }

        var text = new StringBuilder(exchange.Route.Plan!.RouteKey);
        for (var i = 0; i < exchange.Route.Parameters.Length; i++)
        {
            text.Append(' ').Append(exchange.Route.Plan.ParameterNames[i]).Append('=')
                .Append(Encoding.Latin1.GetString(exchange.Request[exchange.Route.Parameters[i]]));
        }

        return text.ToString();
    }

    private static IEnumerable<(string Path, string Method, RoutePlan Plan)> Entries(string[] keys) =>
        keys.Select(key => (PathOf(key), key.Split(' ')[0], Plan(key)));

    private static string PathOf(string key) => key[(key.IndexOf(' ') + 1)..];
}
