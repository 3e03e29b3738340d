// SPDX-License-Identifier: Apache-2.0
using System.Collections.Frozen;
using System.Text;
using Foregate.DataPlane.Arrive;
using Foregate.DataPlane.Bind;
using Foregate.DataPlane.Check.ApiKeys;
using Foregate.DataPlane.Check.Holds;
using Foregate.DataPlane.Emit.Cors;
using Foregate.DataPlane.Finish;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using V2 = Foregate.Definitions.ApiGatewayV2;

namespace Foregate.DataPlane.Pipeline;

/// <summary>
/// Compiles all stages of an account into a snapshot, off the request path; collects every fault instead of stopping at the first. An API that is the
/// same object as in the running snapshot keeps its steps, unless something that all APIs share has changed.
/// </summary>
internal sealed class SnapshotCompiler(Ledgers ledgers, GatewaySnapshot? running)
{
    private readonly List<CompilationFault> _faults = [];
    private readonly List<CompilationFault> _held = [];
    private readonly Dictionary<string, CompiledApi> _compiled = new(StringComparer.Ordinal);

    /// <summary>The snapshot, or null and all faults.</summary>
    /// <param name="running">What was compiled before with the same ledgers; null compiles everything.</param>
    public static (GatewaySnapshot? Snapshot, IReadOnlyList<CompilationFault> Faults) Compile(Account account, Ledgers ledgers, GatewaySnapshot? running = null)
    {
        var compiler = new SnapshotCompiler(ledgers, running is not null && IsShared(running.Account, account) ? running : null);
        var addresses = compiler.Addresses(account);
        var held = compiler.Held(account);
        return compiler._faults.Count == 0
            ? (new GatewaySnapshot(account, addresses, compiler._compiled, held), [])
            : (null, compiler._faults);
    }

    // Whatever steps are compiled from besides their own API: all other members, those that are yet to come, too. Maps are equal when they are the same.
    private static bool IsShared(Account before, Account after) => (before with { RestApis = after.RestApis, Apis = after.Apis }) == after;

    private bool Keep(string id, bool isSame, List<KeyValuePair<byte[], ApiAddress>> apis)
    {
        if (!isSame || running is null || !running.Compiled.TryGetValue(id, out var compiled))
        {
            return false;
        }

        Add(id, compiled, apis);
        return true;
    }

    private void Add(string id, CompiledApi compiled, List<KeyValuePair<byte[], ApiAddress>> apis)
    {
        _compiled.Add(id, compiled);
        if (compiled.Address is { } address)
        {
            apis.Add(new(Encoding.ASCII.GetBytes(id), address));
        }
    }

    // What was noted since the API before this one.
    private CompiledApi Compiled(ApiAddress? address)
    {
        CompilationFault[] held = [.. _held];
        _held.Clear();
        return new CompiledApi(address, held);
    }

    private List<CompilationFault> Held(Account account)
    {
        var all = new List<CompilationFault>();
        foreach (var compiled in _compiled.Values)
        {
            all.AddRange(compiled.Held);
        }

        RestHolds.Note(account, (path, message) => (ledgers.Options.StrictAws ? _faults : all).Add(new CompilationFault(path, message)));
        return all;
    }

    private AddressTable Addresses(Account account)
    {
        var apis = new List<KeyValuePair<byte[], ApiAddress>>();
        foreach (var (id, api) in account.RestApis)
        {
            if (Keep(id, ReferenceEquals(running?.Account.RestApis.GetValueOrDefault(id), api), apis))
            {
                continue;
            }

            var stages = new List<KeyValuePair<byte[], StagePlan>>();
            foreach (var (name, stage) in api.Stages)
            {
                var plan = RestStage(account, api, stage);
                if (!api.DisableExecuteApiEndpoint)
                {
                    stages.Add(new(Encoding.UTF8.GetBytes(name), plan));
                }
            }

            Add(id, Compiled(new ApiAddress(ApiKind.Rest, new ByteMap<StagePlan>(stages), null)), apis);
        }

        foreach (var (id, api) in account.Apis)
        {
            if (Keep(id, ReferenceEquals(running?.Account.Apis.GetValueOrDefault(id), api), apis))
            {
                continue;
            }

            if (api.ProtocolType == V2.ProtocolType.WebSocket)
            {
                Surroundings(account, ApiKind.Http, id, "", [], $"/apis/{id}").Held("WebSocket APIs are not served yet: connections to it find no API.");
                Add(id, Compiled(null), apis);
                continue;
            }

            var stages = new List<KeyValuePair<byte[], StagePlan>>();
            StagePlan? defaultStage = null;
            foreach (var (name, stage) in api.Stages)
            {
                if (stage.DeploymentId is null)
                {
                    // Nothing is deployed to it yet: AWS answers as if it were not there.
                    continue;
                }

                var plan = HttpStage(account, api, stage);
                if (api.Deployments[stage.DeploymentId].Snapshot.DisableExecuteApiEndpoint)
                {
                    continue;
                }

                if (name == "$default")
                {
                    defaultStage = plan;
                }
                else
                {
                    stages.Add(new(Encoding.UTF8.GetBytes(name), plan));
                }
            }

            Add(id, Compiled(new ApiAddress(ApiKind.Http, new ByteMap<StagePlan>(stages), defaultStage)), apis);
        }

        return new AddressTable(new ByteMap<ApiAddress>(apis), account.Region);
    }

    private StagePlan RestStage(Account account, RestApi api, Stage stage)
    {
        var c = Surroundings(account, ApiKind.Rest, api.Id, stage.StageName, stage.Variables, $"/restapis/{api.Id}/stages/{stage.StageName}");
        var snapshot = api.Deployments[stage.DeploymentId].Snapshot;
        var routes = new List<(string, string, RoutePlan)>();
        var keys = new StageApiKeys(c);
        RestHolds.Note(api, snapshot, stage, c);
        foreach (var resource in snapshot.Resources.Values)
        {
            foreach (var (httpMethod, method) in resource.ResourceMethods)
            {
                var path = $"/restapis/{api.Id}/resources/{resource.Id}/methods/{httpMethod}";
                routes.Add((resource.Path, httpMethod, new RoutePlan
                {
                    Steps = RestApiPipeline.OnMethod(api, snapshot, stage, resource, method, keys, c.At(path)),
                    ResourcePath = resource.Path,
                    RouteKey = httpMethod + " " + resource.Path,
                    ResourceId = resource.Id,
                    ParameterNames = PathParameters(resource.Path, c.At(path)),
                    DefinitionPath = path,
                }));
            }
        }

        return new StagePlan
        {
            Kind = ApiKind.Rest,
            ApiId = api.Id,
            StageName = stage.StageName,
            AccountId = account.AccountId,
            DeploymentId = stage.DeploymentId,
            Variables = c.Variables,
            AtTheDoor = RestApiPipeline.AtTheDoor(c),
            Binder = ResourceTree.Build(routes, Paths(snapshot.Resources.Values), c),
            Rejections = Rejections.Rest,
            Records = StageRecords.For(stage.AccessLogSettings, c),
        };
    }

    private StagePlan HttpStage(Account account, V2.Api api, V2.Stage stage)
    {
        var c = Surroundings(account, ApiKind.Http, api.ApiId, stage.StageName, stage.StageVariables, $"/apis/{api.ApiId}/stages/{stage.StageName}");
        var snapshot = api.Deployments[stage.DeploymentId!].Snapshot;
        var cors = CorsHeaders.For(snapshot.CorsConfiguration, c);
        HttpHolds.Note(stage, c);
        foreach (var (id, integration) in snapshot.Integrations)
        {
            HttpHolds.Note(integration, c.At($"/apis/{api.ApiId}/integrations/{id}"));
        }

        var routes = new List<(string, string, RoutePlan)>();
        foreach (var route in snapshot.Routes.Values)
        {
            var path = $"/apis/{api.ApiId}/routes/{route.RouteId}";
            var space = route.RouteKey.IndexOf(' ');
            var resourcePath = space < 0 ? route.RouteKey : route.RouteKey[(space + 1)..];
            routes.Add((resourcePath, space < 0 ? "" : route.RouteKey[..space], new RoutePlan
            {
                Steps = HttpApiPipeline.OnRoute(snapshot, stage, route, cors, c.At(path)),
                ResourcePath = resourcePath,
                RouteKey = route.RouteKey,
                ResourceId = route.RouteId,
                ParameterNames = space < 0 ? [] : PathParameters(resourcePath, c.At(path)),
                DefinitionPath = path,
            }));
        }

        return new StagePlan
        {
            Kind = ApiKind.Http,
            ApiId = api.ApiId,
            StageName = stage.StageName,
            AccountId = account.AccountId,
            DeploymentId = stage.DeploymentId!,
            Variables = c.Variables,
            AtTheDoor = HttpApiPipeline.AtTheDoor(cors, c),
            Binder = RouteTable.Build(routes, c),
            Rejections = Rejections.Http,
            Records = StageRecords.For(stage.AccessLogSettings, c),
        };
    }

    private Compilation Surroundings(
        Account account, ApiKind kind, string apiId, string stageName, IEnumerable<KeyValuePair<string, string>> variables, string path) =>
        new(ledgers, _faults, _held)
        {
            Kind = kind,
            ApiId = apiId,
            StageName = stageName,
            Variables = variables.ToFrozenDictionary(StringComparer.Ordinal),
            Account = account,
            Path = path,
        };

    private static IEnumerable<string> Paths(IEnumerable<Resource> resources)
    {
        foreach (var resource in resources)
        {
            yield return resource.Path;
        }
    }

    private static string[] PathParameters(string path, Compilation c)
    {
        var names = new List<string>();
        foreach (var segment in path.Split('/'))
        {
            if (segment.StartsWith('{') && segment.EndsWith('}'))
            {
                names.Add(segment[1..^1].TrimEnd('+'));
            }
        }

        if (names.Count > MatchedRoute.MaxParameters)
        {
            c.Fault($"The path has {names.Count} variables; at most {MatchedRoute.MaxParameters} are served. Use a greedy variable for the rest.");
            return [];
        }

        return [.. names];
    }
}
