// SPDX-License-Identifier: Apache-2.0
using System.Collections.Frozen;
using System.Text;
using Foregate.DataPlane.Arrive;
using Foregate.DataPlane.Bind;
using Foregate.DataPlane.Check.ApiKeys;
using Foregate.DataPlane.Check.Holds;
using Foregate.DataPlane.Emit.Cors;
using Foregate.DataPlane.Emit.GatewayResponses;
using Foregate.DataPlane.Finish;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using V2 = Foregate.Definitions.ApiGatewayV2;

namespace Foregate.DataPlane.Pipeline;

/// <summary>
/// Compiles all stages of an account into a snapshot, beside those of the other accounts, off the request path; collects every fault instead of stopping
/// at the first. An API that is the same object as in the running snapshot keeps its steps, unless a part of its account has changed that they were compiled from.
/// </summary>
internal sealed class SnapshotCompiler
{
    private readonly List<CompilationFault> _faults = [];

    // What is held of the API that is being compiled, and of accounts beside their APIs.
    private readonly List<CompilationFault> _held = [];
    private readonly List<CompilationFault> _besideApis = [];

    // What the API that is being compiled looked at.
    private readonly HashSet<Func<Account, object?>> _parts = [];

    private readonly Dictionary<string, CompiledApi> _compiled = new(StringComparer.Ordinal);
    private readonly List<KeyValuePair<byte[], ApiAddress>> _apis = [];
    private readonly Dictionary<(string AccountId, string Region), Account> _accounts = [];
    private readonly Ledgers _ledgers;
    private readonly GatewaySnapshot? _running;
    private readonly bool _isStart;

    private SnapshotCompiler(Ledgers ledgers, GatewaySnapshot? running, bool isStart)
    {
        _ledgers = ledgers;
        _running = running;
        _isStart = isStart;
    }

    /// <summary>The snapshot, or null and all faults.</summary>
    /// <param name="account">In the place of what it had defined in its region before.</param>
    /// <param name="running">What was compiled before with the same ledgers; null compiles everything, and there is no other account.</param>
    public static (GatewaySnapshot? Snapshot, IReadOnlyList<CompilationFault> Faults) Compile(Account account, Ledgers ledgers, GatewaySnapshot? running = null)
    {
        var compiler = new SnapshotCompiler(ledgers, running, isStart: false);
        compiler.KeepOthers(account);
        compiler.Add(account);
        return compiler._faults.Count == 0 ? (compiler.Snapshot(), []) : (null, compiler._faults);
    }

    /// <summary>
    /// The snapshot of what was acknowledged in the past, whatever it is now: an API that does not compile any more (under other options, say) is left out
    /// and held, and the rest is served.
    /// </summary>
    public static GatewaySnapshot CompileAll(IReadOnlyCollection<Account> accounts, Ledgers ledgers)
    {
        var compiler = new SnapshotCompiler(ledgers, null, isStart: true);
        foreach (var account in accounts)
        {
            compiler.Add(account);
        }

        return compiler.Snapshot();
    }

    private GatewaySnapshot Snapshot()
    {
        var held = new List<CompilationFault>();
        foreach (var compiled in _compiled.Values)
        {
            held.AddRange(compiled.Held);
        }

        held.AddRange(_besideApis);
        return new GatewaySnapshot(_accounts, new AddressTable(new ByteMap<ApiAddress>(_apis)), _compiled, held);
    }

    private void KeepOthers(Account account)
    {
        if (_running is null)
        {
            return;
        }

        foreach (var other in _running.Accounts)
        {
            if (other.AccountId != account.AccountId || other.Region != account.Region)
            {
                _accounts.Add((other.AccountId, other.Region), other);
                RestHolds.Note(other, (path, message) => _besideApis.Add(new CompilationFault(path, message)));
            }
        }

        foreach (var (id, compiled) in _running.Compiled)
        {
            if (!compiled.IsOf(account))
            {
                Add(id, compiled);
            }
        }
    }

    private void Add(Account account)
    {
        _accounts.Add((account.AccountId, account.Region), account);
        var before = _running?.Find(account.AccountId, account.Region);
        foreach (var (id, api) in account.RestApis)
        {
            Add(id, account, ReferenceEquals(before?.RestApis.GetValueOrDefault(id), api) ? before : null, api, static (compiler, account, api) => compiler.Rest(account, api));
        }

        foreach (var (id, api) in account.Apis)
        {
            Add(id, account, ReferenceEquals(before?.Apis.GetValueOrDefault(id), api) ? before : null, api, static (compiler, account, api) => compiler.Http(account, api));
        }

        RestHolds.Note(account, (path, message) =>
        {
            // What was acknowledged under other options must not keep the rest from being changed.
            var note = new CompilationFault(path, message);
            var isAsked = _ledgers.Options.StrictAws && !_isStart && !WasHeld(note);
            (isAsked ? _faults : _besideApis).Add(note);
        });
    }

    private bool WasHeld(CompilationFault note)
    {
        foreach (var held in _running?.Held ?? [])
        {
            if (held == note)
            {
                return true;
            }
        }

        return false;
    }

    /// <param name="before">What the account was when this API was already in it; null for one that has changed or is new.</param>
    private void Add<TApi>(string id, Account account, Account? before, TApi api, Func<SnapshotCompiler, Account, TApi, ApiAddress?> compile)
    {
        CompiledApi? known = null;
        if (before is not null && _running!.Compiled.TryGetValue(id, out known) && known.IsGoodFor(before, account))
        {
            Add(id, known);
            return;
        }

        if (_compiled.ContainsKey(id))
        {
            // Its own account's, or another's: nothing of whose it is may show.
            (_isStart ? _besideApis : _faults).Add(new CompilationFault($"/apis/{id}", $"The API id {id} is taken. Choose another."));
            return;
        }

        var faults = _faults.Count;
        _held.Clear();
        _parts.Clear();
        var address = compile(this, account, api);
        var isLeftOut = _faults.Count > faults && (_isStart || known is { IsLeftOut: true });
        if (isLeftOut)
        {
            // Nobody has asked for it now: it must not keep others from being served or changed.
            _held.AddRange(_faults.GetRange(faults, _faults.Count - faults));
            _faults.RemoveRange(faults, _faults.Count - faults);
        }

        Add(id, new CompiledApi(account.AccountId, account.Region, isLeftOut ? null : address, [.. _held], [.. _parts]) { IsLeftOut = isLeftOut });
    }

    private void Add(string id, CompiledApi compiled)
    {
        _compiled.Add(id, compiled);
        if (compiled.Address is { } address)
        {
            _apis.Add(new(address.Id, address));
        }
    }

    private ApiAddress Rest(Account account, RestApi api)
    {
        var stages = new List<KeyValuePair<byte[], StagePlan>>();
        foreach (var (name, stage) in api.Stages)
        {
            var plan = RestStage(account, api, stage);
            if (!api.DisableExecuteApiEndpoint)
            {
                stages.Add(new(Encoding.UTF8.GetBytes(name), plan));
            }
        }

        return new ApiAddress(ApiKind.Rest, api.Id, account.Region, new ByteMap<StagePlan>(stages), null);
    }

    private ApiAddress? Http(Account account, V2.Api api)
    {
        if (api.ProtocolType == V2.ProtocolType.WebSocket)
        {
            Surroundings(account, ApiKind.Http, api.ApiId, "", [], $"/apis/{api.ApiId}").Held("WebSocket APIs are not served yet: connections to it find no API.");
            return null;
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

        return new ApiAddress(ApiKind.Http, api.ApiId, account.Region, new ByteMap<StagePlan>(stages), defaultStage);
    }

    private StagePlan RestStage(Account account, RestApi api, Stage stage)
    {
        if (stage.CanarySettings is not { } canary)
        {
            return RestStage(account, api, stage, null, null);
        }

        var (held, faults) = (_held.Count, _faults.Count);
        var own = stage with
        {
            DeploymentId = canary.DeploymentId ?? stage.DeploymentId,
            Variables = stage.Variables.SetItems(canary.StageVariableOverrides),
        };
        var plan = RestStage(account, api, stage, false, RestStage(account, api, own, true, null));
        // What both say is said once.
        KeepFirst(_held, held);
        KeepFirst(_faults, faults);
        return plan;
    }

    private static void KeepFirst(List<CompilationFault> said, int start)
    {
        for (var i = said.Count - 1; i > start; i--)
        {
            if (said.IndexOf(said[i], start) < i)
            {
                said.RemoveAt(i);
            }
        }
    }

    /// <param name="isCanary">Null when the stage has none.</param>
    /// <param name="canary">What takes a share of the stage's requests.</param>
    private StagePlan RestStage(Account account, RestApi api, Stage stage, bool? isCanary, StagePlan? canary)
    {
        var c = Surroundings(account, ApiKind.Rest, api.Id, stage.StageName, stage.Variables, $"/restapis/{api.Id}/stages/{stage.StageName}", isCanary == true, stage.ClientCertificateId);
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

        keys.Tell(routes.ConvertAll(static route => (route.Item1, route.Item2)));
        TellUnknown(stage, routes, c);
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
            Canary = canary,
            PercentTraffic = stage.CanarySettings?.PercentTraffic ?? 0,
            IsCanary = isCanary,
            Dice = _ledgers.Options.Dice,
            MinimumCompressionSize = snapshot.MinimumCompressionSize,
            GatewayResponses = GatewayResponsePlans.For(snapshot.GatewayResponses, c),
            Records = StageRecords.For(stage.AccessLogSettings, c).Named(api, stage),
        };
    }

    // AWS takes settings of methods that are not there. A canary of another deployment may have those that the stage's own has not.
    private static void TellUnknown(Stage stage, List<(string Path, string Method, RoutePlan Plan)> routes, Compilation c)
    {
        if (stage.MethodSettings.IsEmpty || stage.CanarySettings is not null)
        {
            return;
        }

        var served = new HashSet<string>(StringComparer.Ordinal) { "*/*" };
        foreach (var (path, method, _) in routes)
        {
            served.Add(path[1..] + "/" + method);
        }

        foreach (var key in stage.MethodSettings.Keys)
        {
            if (!served.Contains(key))
            {
                c.Notice($"The settings of {key} name no method that the stage serves: nothing is set by them. Name the method as the API does, for example pets/{{petId}}/GET.");
            }
        }
    }

    private StagePlan HttpStage(Account account, V2.Api api, V2.Stage stage)
    {
        var c = Surroundings(account, ApiKind.Http, api.ApiId, stage.StageName, stage.StageVariables, $"/apis/{api.ApiId}/stages/{stage.StageName}");
        var snapshot = api.Deployments[stage.DeploymentId!].Snapshot;
        var cors = CorsHeaders.For(snapshot.CorsConfiguration, c);
        HttpHolds.Note(stage, c);
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
        Account account, ApiKind kind, string apiId, string stageName, IEnumerable<KeyValuePair<string, string>> variables, string path, bool isCanary = false,
        string? clientCertificateId = null) =>
        new(_ledgers, _faults, _held, _parts)
        {
            Kind = kind,
            ApiId = apiId,
            StageName = stageName,
            Variables = variables.ToFrozenDictionary(StringComparer.Ordinal),
            Account = account,
            IsCanary = isCanary,
            ClientCertificateId = clientCertificateId is "" ? null : clientCertificateId,
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
