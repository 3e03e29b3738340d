// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Foregate.ControlPlane.Store;
using Foregate.ControlPlane.Store.Sqlite;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;
using Foregate.Standards.SignatureV4;
using V2 = Foregate.Definitions.ApiGatewayV2;

namespace Foregate.Benchmarks.Store;

/// <summary>
/// What many APIs cost the program: its start from a store that holds them, its memory, and processor time of its own for calls of the management API and for
/// publishing one API.
/// </summary>
internal static class ManyApis
{
    private const string AccountId = "000000000000";
    private const string Region = "us-east-1";
    private const int RoutesPerApi = 5;

    // Half are REST APIs, half HTTP APIs.
    private static readonly (string Name, int Times, Func<int, (string Method, string Target, string Body)> Ask)[] s_calls =
    [
        ("GetRestApi", 400, static i => ("GET", "/restapis/" + RestId(i), "")),
        ("GetRestApis, 25", 100, static _ => ("GET", "/restapis", "")),
        ("GetRestApis, 500", 300, static _ => ("GET", "/restapis?limit=500", "")),
        ("GetResources", 200, static i => ("GET", $"/restapis/{RestId(i)}/resources?embed=methods", "")),
        ("GetApi", 400, static i => ("GET", "/v2/apis/" + HttpId(i), "")),
        ("GetApis, 500", 300, static _ => ("GET", "/v2/apis?maxResults=500", "")),
        ("GetRoutes", 200, static i => ("GET", $"/v2/apis/{HttpId(i)}/routes", "")),
        ("CreateDeployment (publishes)", 40, static i => ("POST", $"/restapis/{RestId(i)}/deployments", "{\"stageName\":\"prod\"}")),
        ("UpdateRoute (publishes by auto-deploy)", 40, static i => ("PATCH", $"/v2/apis/{HttpId(i)}/routes/r{i % RoutesPerApi:00000}", $"{{\"operationName\":\"n{i}\"}}")),
    ];

    /// <param name="arguments">--program FILE [--apis N]</param>
    public static async Task RunAsync(string[] arguments, TextWriter output)
    {
        var program = Option(arguments, "--program") ?? throw new ArgumentException("Give --program FILE: the foregate executable.");
        var count = int.Parse(Option(arguments, "--apis") ?? "10000", CultureInfo.InvariantCulture);
        var directory = Directory.CreateTempSubdirectory("many-apis-").FullName;
        try
        {
            var (key, bytes) = Seed(directory, count);
            await output.WriteLineAsync($"{count} APIs, {count * RoutesPerApi} routes; {bytes / 1048576.0:0.0} MiB of database");
            await MeasureAsync(program, directory, count, key, output);
        }
        finally
        {
            Directory.Delete(directory, recursive: true);
        }
    }

    private static async Task MeasureAsync(string program, string directory, int count, AwsCredentials key, TextWriter output)
    {
        var begun = Stopwatch.GetTimestamp();
        await using var gateway = await RunningProgram.StartAsync(program, directory, key);
        await output.WriteLineAsync($"start to ready: {Stopwatch.GetElapsedTime(begun).TotalSeconds:0.00} s, {gateway.Cpu:0.00} s of processor, {gateway.Memory} MiB resident");
        foreach (var (name, times, ask) in s_calls)
        {
            // The first hundreds compile code.
            for (var i = 0; i < times; i++)
            {
                await CallAsync(gateway, ask(i));
            }

            var walls = new List<double>(times);
            var before = gateway.Cpu;
            for (var i = 0; i < times; i++)
            {
                var from = Stopwatch.GetTimestamp();
                await CallAsync(gateway, ask(i * 7 % (count / 2)));
                walls.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
            }

            var cpu = (gateway.Cpu - before) * 1000 / times;
            walls.Sort();
            await output.WriteLineAsync($"{name}: {cpu:0.00} ms of processor a call; {walls[times / 2]:0.0} ms median, {walls[^1]:0.0} ms worst");
        }

        await output.WriteLineAsync($"at the end: {gateway.Memory} MiB resident");
    }

    private static Task<string> CallAsync(RunningProgram gateway, (string Method, string Target, string Body) call) =>
        gateway.CallAsync("apigateway", HttpMethod.Parse(call.Method), call.Target, call.Body);

    private static (AwsCredentials Key, long Bytes) Seed(string directory, int count)
    {
        using var store = SqliteStore.Open(new StoreOptions { Directory = directory });
        var rest = ImmutableSortedDictionary.CreateBuilder<string, RestApi>(StringComparer.Ordinal);
        var http = ImmutableSortedDictionary.CreateBuilder<string, V2.Api>(StringComparer.Ordinal);
        for (var i = 0; i < count / 2; i++)
        {
            rest.Add(RestId(i), Rest(i));
            http.Add(HttpId(i), Http(i));
        }

        var account = new Account { AccountId = AccountId, Region = Region, RestApis = rest.ToImmutable(), Apis = http.ToImmutable() };
        if (!store.TryReplace(null, account, StoreChange.OfTheGateway))
        {
            throw new InvalidOperationException("The store is not empty.");
        }

        var key = store.AccessKeys.Make(AccountId, StoreChange.OfTheGateway);
        return (new AwsCredentials(key.Id, key.Secret), new FileInfo(Path.Combine(directory, "foregate.db")).Length);
    }

    private static RestApi Rest(int i)
    {
        var id = RestId(i);
        var now = DateTimeOffset.UnixEpoch;
        var resources = OrdinalMap.Empty<Resource>().Add("root", new Resource { Id = "root", Path = "/" });
        for (var r = 0; r < RoutesPerApi; r++)
        {
            var integration = new Integration { Type = IntegrationType.HttpProxy, HttpMethod = "GET", Uri = $"http://127.0.0.1:{9000 + (i % 100)}/things{r}" };
            var method = new Method { HttpMethod = "GET", MethodIntegration = integration };
            resources = resources.Add($"r{r:00000}", new Resource
            {
                Id = $"r{r:00000}", ParentId = "root", PathPart = $"things{r}", Path = $"/things{r}", ResourceMethods = OrdinalMap.Empty<Method>().Add("GET", method),
            });
        }

        return new RestApi
        {
            Id = id,
            Name = $"rest {i}",
            CreatedDate = now,
            RootResourceId = "root",
            Resources = resources,
            Deployments = OrdinalMap.Empty<Deployment>().Add("d00000", new Deployment { Id = "d00000", CreatedDate = now, Snapshot = new ApiSnapshot { Resources = resources } }),
            Stages = OrdinalMap.Empty<Stage>().Add("prod", new Stage { StageName = "prod", DeploymentId = "d00000", CreatedDate = now, LastUpdatedDate = now }),
        };
    }

    private static V2.Api Http(int i)
    {
        var now = DateTimeOffset.UnixEpoch;
        var integration = new V2.Integration { IntegrationId = "i00000", IntegrationType = V2.IntegrationType.HttpProxy, IntegrationMethod = "ANY", IntegrationUri = $"http://127.0.0.1:{9000 + (i % 100)}/" };
        var routes = OrdinalMap.Empty<V2.Route>();
        for (var r = 0; r < RoutesPerApi; r++)
        {
            routes = routes.Add($"r{r:00000}", new V2.Route { RouteId = $"r{r:00000}", RouteKey = $"GET /things{r}", Target = "integrations/i00000" });
        }

        var integrations = OrdinalMap.Empty<V2.Integration>().Add("i00000", integration);
        return new V2.Api
        {
            ApiId = HttpId(i),
            Name = $"http {i}",
            CreatedDate = now,
            Routes = routes,
            Integrations = integrations,
            Deployments = OrdinalMap.Empty<V2.Deployment>().Add("d00000", new V2.Deployment
            {
                DeploymentId = "d00000", CreatedDate = now, AutoDeployed = true, Snapshot = new V2.ApiSnapshot { Routes = routes, Integrations = integrations },
            }),
            Stages = OrdinalMap.Empty<V2.Stage>().Add("$default", new V2.Stage { StageName = "$default", DeploymentId = "d00000", AutoDeploy = true, CreatedDate = now, LastUpdatedDate = now }),
        };
    }

    private static string RestId(int i) => $"rest{i:000000}";

    private static string HttpId(int i) => $"http{i:000000}";

    private static string? Option(string[] arguments, string name) =>
        Array.IndexOf(arguments, name) is >= 0 and var at && at + 1 < arguments.Length ? arguments[at + 1] : null;
}
