// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using System.Text;
using Foregate.DataPlane.Arrive;
using Foregate.DataPlane.Arrive.Handmade;
using Foregate.DataPlane.Arrive.Listeners;
using Foregate.DataPlane.Check.Authorizers;
using Foregate.DataPlane.Check.UsagePlans;
using Foregate.DataPlane.Emit;
using Foregate.DataPlane.Emit.GatewayResponses;
using Foregate.DataPlane.Emit.ResponseCache;
using Foregate.DataPlane.Finish;
using Foregate.DataPlane.Finish.Decisions;
using Foregate.DataPlane.Finish.Metrics;
using Foregate.DataPlane.Mapping.Templates;
using Foregate.DataPlane.Upstream.Backends;
using Foregate.DataPlane.Upstream.Functions;
using Foregate.DataPlane.Upstream.Functions.Local;
using Foregate.DataPlane.Upstream.Functions.Remote;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire.Awaiting;
using Foregate.DataPlane.Wire.Timing;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Foregate.DataPlane.Pipeline;

/// <summary>
/// The data plane: holds the running snapshot and takes every request through it. Reads the snapshot once per request; a swap is one
/// volatile write.
/// </summary>
public sealed partial class Gateway : IDisposable, IAsyncDisposable
{
    private readonly Ledgers _ledgers;
    private readonly Recorder _recorder;
    private readonly ILogger _logger;
    private readonly Admission _admission;
    private readonly TrustedProxies _trustedProxies;
    private readonly LocalFunctions? _functions;
    private GatewaySnapshot? _snapshot;
    private long _version;
    private long _swappedAt;

    /// <param name="functions">The Lambda endpoint that runs the functions which nobody here runs; null for none.</param>
    /// <param name="host">How the functions that an account defines are run; null for not at all.</param>
    public Gateway(GatewayOptions options, ILogger logger, RemoteFunctionOptions? functions = null, FunctionHostOptions? host = null)
    {
        _ledgers = new Ledgers(options);
        _logger = logger;
        _recorder = Recorder.Of(_ledgers);
        _admission = new Admission(options, logger);
        _trustedProxies = new TrustedProxies(options.TrustedProxies);
        Handler = HandleAsync;
        var gauges = _recorder.Gauges;
        gauges.Gauge("foregate_connections", "Open client connections.", () => _admission.Connections);
        gauges.Gauge("foregate_requests_in_flight", "Requests being served.", () => _admission.Requests);
        gauges.Counter("foregate_connections_turned_away_total", "Connections refused because the cap was reached.", () => _admission.TurnedAway);
        gauges.Gauge("foregate_snapshot_version", "How many snapshots have been swapped in.", () => SnapshotVersion);
        gauges.Gauge("foregate_snapshot_last_success", "When the running snapshot was swapped in, in seconds since 1970.", () => Volatile.Read(ref _swappedAt));
        gauges.Gauge("foregate_cache_bytes", "Memory that the answers cached for stages take.", () => ResponseCaches.Of(_ledgers).Bytes);
        BackendGauges.AddTo(gauges, _ledgers.Of(BackendPools.Make));
        if (functions is not null)
        {
            var remote = _ledgers.Of(ledgers => new RemoteFunctions(functions, options.AccountId, options.Time, options.Quotas.FunctionPayloadBytes));
            _ledgers.Of(FunctionDirectory.Make).Others = remote.Find;
        }

        if (host is not null)
        {
            var directory = _ledgers.Of(FunctionDirectory.Make);
            directory.RunsDefined = true;
            _functions = new LocalFunctions(host, options.Time, directory, _ledgers.Of(FunctionLogs.Make));
        }
    }

    /// <summary>The running snapshot; null before the first.</summary>
    public GatewaySnapshot? Snapshot => Volatile.Read(ref _snapshot);

    /// <summary>How many snapshots have been swapped in.</summary>
    public long SnapshotVersion => Volatile.Read(ref _version);

    /// <summary>The content type of <see cref="WriteMetrics"/>.</summary>
    public static string MetricsContentType => PrometheusText.ContentType;

    /// <summary>Its functions, for callers that are no API.</summary>
    public GatewayFunctions Functions => _ledgers.Of(GatewayFunctions.Make);

    internal Ledgers Ledgers => _ledgers;

    /// <summary>What the doors call.</summary>
    internal ExchangeHandler Handler { get; }

    /// <summary>
    /// Compiles what one account has defined in a region off the request path, beside all others: a snapshot, or all faults. What is in the running snapshot
    /// already is not compiled again.
    /// </summary>
    public (GatewaySnapshot? Snapshot, IReadOnlyList<CompilationFault> Faults) Compile(Account account) =>
        SnapshotCompiler.Compile(account, _ledgers, Snapshot);

    /// <summary>Compiles what was acknowledged before this process began: an API that does not compile any more is held.</summary>
    public GatewaySnapshot CompileAll(IReadOnlyCollection<Account> accounts) =>
        SnapshotCompiler.CompileAll(accounts, _ledgers);

    /// <summary>Makes the snapshot the running one. Requests in flight keep theirs.</summary>
    public void Swap(GatewaySnapshot snapshot)
    {
        // First: the steps of the new snapshot find theirs from their first request on.
        _functions?.Serve(snapshot.Accounts);
        Volatile.Write(ref _snapshot, snapshot);
        Volatile.Write(ref _swappedAt, _ledgers.Options.Time.GetUtcNow().ToUnixTimeSeconds());
        Interlocked.Increment(ref _version);
    }

    /// <summary>Puts the gateway's doors in the place of the host's server. The host must have been given Kestrel before.</summary>
    public void Register(IServiceCollection services, DoorOptions doors) =>
        GatewayServer.Register(services, doors, _ledgers.Options, Handler, _ledgers.Of(static ledgers => new TimerWheel(ledgers.Options.Time)), _admission);

    /// <summary>Forgets what a stage of a REST API has cached of answers.</summary>
    public void FlushStageCache(string accountId, string region, string restApiId, string stageName) =>
        ResponseCaches.Of(_ledgers).Flush(ResponseCaches.OwnerOf(accountId, region), restApiId, stageName);

    /// <summary>Forgets what a stage of a REST API has kept of its authorizers' decisions.</summary>
    public void FlushStageAuthorizersCache(string accountId, string region, string restApiId, string stageName) =>
        AuthorizerFlushes.Of(_ledgers).Flush(ResponseCaches.OwnerOf(accountId, region), restApiId, stageName);

    /// <summary>All metrics as Prometheus reads them.</summary>
    public ReadOnlyMemory<byte> WriteMetrics() => _recorder.WriteMetrics();

    /// <summary>What was decided about a request, by either of its ids; null when it is not (or no longer) remembered.</summary>
    public DecisionRecord? FindDecision(string requestId) => _recorder.Decisions.TryFind(requestId, out var record) ? record : null;

    /// <summary>Takes over what API keys have used of their usage plans, as it was saved; before the first snapshot.</summary>
    public void LoadUsage(IEnumerable<UsageCount> saved) => QuotaLedger.In(_ledgers).Load(saved);

    /// <summary>What API keys have used since this was last asked, to be saved.</summary>
    public IReadOnlyList<UsageCount> TakeUsageChanges() => QuotaLedger.In(_ledgers).TakeChanges();

    /// <summary>Changes that were taken and could not be saved.</summary>
    public void GiveBackUsageChanges(IEnumerable<UsageCount> changes) => QuotaLedger.In(_ledgers).GiveBack(changes);

    /// <summary>What an API key has used of a usage plan, and what was left to it, on each day of a range; -1 is left where the plan has no quota.</summary>
    public IReadOnlyList<(long Used, long Remaining)> ReadUsage(Account account, UsagePlan plan, string keyId, DateOnly from, DateOnly to) =>
        QuotaLedger.In(_ledgers).Counter(new UsageName(account.AccountId, account.Region, plan.Id, keyId)).Report(plan.Quota, QuotaPeriods.DayOf(from), QuotaPeriods.DayOf(to));

    /// <summary>Leaves an API key this much of its plan's quota for the rest of the period.</summary>
    /// <returns>Takes the change back.</returns>
    public Action SetRemainingUsage(Account account, UsagePlan plan, string keyId, long remaining)
    {
        var ledger = QuotaLedger.In(_ledgers);
        var (counter, quota, today) = (ledger.Counter(new UsageName(account.AccountId, account.Region, plan.Id, keyId)), plan.Quota!, ledger.Today);
        var before = counter.SetRemaining(quota, today, remaining);
        return () => counter.Regrant(quota, today, before);
    }

    /// <summary>
    /// What would be decided about a request, up to where its back end would be asked: nothing is called, counted or spent. Null when it is none that could be
    /// sent, or nothing is served.
    /// </summary>
    /// <param name="target">Path and query.</param>
    /// <param name="headers">Host among them, where it matters.</param>
    public async Task<DecisionRecord?> ExplainAsync(string method, string target, IReadOnlyCollection<KeyValuePair<string, string>> headers)
    {
        if (Snapshot is not { } snapshot || HandmadeRequest.Arrived(method, target, headers, _ledgers.Options.Time) is not { } exchange)
        {
            return null;
        }

        _trustedProxies.Apply(exchange);
        return await DryRun.RunAsync(exchange, snapshot.Addresses);
    }

    /// <summary>Makes one request of a method of a REST API as it is defined now, deployed or not, without what would ask who calls and how often.</summary>
    /// <param name="snapshot">What a deployment would freeze now.</param>
    /// <param name="target">Path and query; a path that does not match the resource has no path variables.</param>
    /// <param name="clientCertificateId">The client certificate that the back end is shown; null for none.</param>
    /// <returns>Faults for a method that does not compile, or a request that nobody could send; or the answer, its execution log, and the time it took.</returns>
    public async Task<(IReadOnlyList<CompilationFault> Faults, int Status, IReadOnlyList<KeyValuePair<string, string>> Headers, string Body, string Log, TimeSpan Latency)> TestAsync(
        Account account,
        RestApi api,
        ApiSnapshot snapshot,
        Resource resource,
        Method method,
        string target,
        IEnumerable<KeyValuePair<string, string>> headers,
        string body,
        IEnumerable<KeyValuePair<string, string>> stageVariables,
        string? clientCertificateId = null)
    {
        var faults = new List<CompilationFault>();
        if (TestInvocation.Compile(account, api, snapshot, resource, method, stageVariables, clientCertificateId, _ledgers, faults) is not { } stage)
        {
            return (faults, 0, [], "", "", default);
        }

        var verb = method.HttpMethod == "ANY" ? "GET" : method.HttpMethod;
        if (HandmadeRequest.Make(verb, target, headers, body, stage, _ledgers.Options.Time) is not { } exchange)
        {
            return ([new CompilationFault("/", "The path or a header is none that a request could have.")], 0, [], "", "", default);
        }

        var sink = (CollectingSink)exchange.Sink;
        await using (TestInvocation.Bound(exchange, sink, method, _ledgers.Options.Time))
        {
            await TakeAsync(exchange);
        }

        var latency = _ledgers.Options.Time.GetElapsedTime(exchange.ReceivedAt, exchange.FinishedAt);
        if (TestInvocation.IsCut(exchange, sink))
        {
            exchange.IsTruncated = false;
        }
        else if (exchange.Rejection?.Reason == RejectionReason.ClientGone)
        {
            // AWS: nothing has come in the time that a test has.
            return ([], 0, [], "", _recorder.Describe(exchange), latency);
        }

        // Recorded: a refusal has this header only.
        var told = exchange.Rejection is null ? sink.Headers : sink.Headers.FindAll(static header => header.Key.Equals("x-amzn-ErrorType", StringComparison.OrdinalIgnoreCase));
        return ([], exchange.Response.Status, told, Encoding.UTF8.GetString(sink.Body), _recorder.Describe(exchange), latency);
    }

    /// <summary>
    /// Serves on for the window with <c>Connection: close</c>, then stops accepting, ends idle connections, and completes when the last request has its answer.
    /// </summary>
    public Task DrainAsync(TimeSpan window, Func<CancellationToken, Task> stopAccepting, CancellationToken giveUp) =>
        _admission.DrainAsync(window, stopAccepting, giveUp);

    /// <summary>Ends the functions' processes, too.</summary>
    public async ValueTask DisposeAsync()
    {
        if (_functions is not null)
        {
            await _functions.DisposeAsync();
        }

        Dispose();
    }

    public void Dispose()
    {
        _admission.Dispose();
        _ledgers.Dispose();
    }

    private ValueTask HandleAsync(Exchange exchange)
    {
        ValueTask<Verdict> way;
        try
        {
            way = StartAsync(exchange);
        }
        catch (Exception exception)
        {
            way = Bug(exchange, exception);
        }

        if (!way.IsCompletedSuccessfully)
        {
            return Awaited(exchange, way);
        }

        var answer = Answer(exchange, way.Result);
        if (!answer.IsCompletedSuccessfully)
        {
            return AwaitedAnswer(exchange, answer);
        }

        Finish(exchange);
        return default;
    }

    private ValueTask<Verdict> StartAsync(Exchange exchange)
    {
        _trustedProxies.Apply(exchange);
        if (exchange.DoorRejection is { } refused)
        {
            return Verdict.Reject(refused);
        }

        var snapshot = Volatile.Read(ref _snapshot)!;
        var address = snapshot.Addresses.Resolve(exchange);
        return address.Kind == VerdictKind.Continue ? StepRunner.RunAsync(exchange) : address;
    }

    /// <summary>The way of a request that was made by hand: its stage is known, and it is in no record.</summary>
    private async Task TakeAsync(Exchange exchange)
    {
        Verdict verdict;
        try
        {
            verdict = await StepRunner.RunAsync(exchange);
        }
        catch (Exception exception)
        {
            verdict = Bug(exchange, exception);
        }

        try
        {
            await Answer(exchange, verdict);
        }
        catch (Exception exception)
        {
            Log.Failed(_logger, exception);
            BreakOff(exchange);
        }

        exchange.FinishedAt = _ledgers.Options.Time.GetTimestamp();
    }

    /// <summary>Answers, or says that it cannot while that can still be said, or breaks off.</summary>
    private ValueTask Answer(Exchange exchange, Verdict verdict)
    {
        try
        {
            return AnswerAsync(exchange, verdict);
        }
        catch (Exception exception)
        {
            var bug = Bug(exchange, exception);
            if (!exchange.Sink.IsStarted && verdict.Rejection != bug.Rejection)
            {
                exchange.Response.Reset();
                return Answer(exchange, bug);
            }

            BreakOff(exchange);
            return default;
        }
    }

    private static void BreakOff(Exchange exchange)
    {
        exchange.IsTruncated = true;
        exchange.Sink.Abort();
    }

    /// <summary>One place decides what a rejection becomes.</summary>
    private static ValueTask AnswerAsync(Exchange exchange, Verdict verdict)
    {
        if (verdict.Rejection is { } rejection)
        {
            exchange.Rejection = rejection;
            RejectionRenderer.Render(exchange, rejection);
        }

        return ResponseWriter.WriteAsync(exchange);
    }

    [AsyncMethodBuilder(typeof(PooledMethodBuilder))]
    private async ValueTask Awaited(Exchange exchange, ValueTask<Verdict> way)
    {
        Verdict verdict;
        try
        {
            verdict = await way;
        }
        catch (Exception exception)
        {
            verdict = Bug(exchange, exception);
        }

        await AwaitedAnswer(exchange, Answer(exchange, verdict));
    }

    [AsyncMethodBuilder(typeof(PooledMethodBuilder))]
    private async ValueTask AwaitedAnswer(Exchange exchange, ValueTask answer)
    {
        try
        {
            await answer;
        }
        catch (Exception exception)
        {
            Log.Failed(_logger, exception);
            BreakOff(exchange);
        }

        Finish(exchange);
    }

    private void Finish(Exchange exchange)
    {
        exchange.FinishedAt = _ledgers.Options.Time.GetTimestamp();
        _recorder.Record(exchange);
    }

    /// <summary>An exception on the request's way is a bug of ours: DEFAULT_5XX, here and nowhere else.</summary>
    private Verdict Bug(Exchange exchange, Exception exception)
    {
        Log.Failed(_logger, exception);
        return Verdict.Reject((exchange.Stage?.Rejections ?? Rejections.Rest).Default5xx);
    }

    /// <summary>Tries a mapping template on a made-up request, without a gateway; see <c>foregate template try</c>.</summary>
    /// <param name="query">As it stands in a target, without the question mark.</param>
    /// <param name="headers">Lines "Name: value".</param>
    /// <param name="context">Variables of $context by their names without "$context.".</param>
    /// <param name="told">Is told each step: line, what stands there, what it comes to.</param>
    public static (string? Text, string? Fault, IReadOnlyList<string> Overrides) TryTemplate(
        string template,
        byte[] body,
        bool isAnswer,
        string query,
        IReadOnlyList<string> headers,
        IReadOnlyDictionary<string, string> path,
        IReadOnlyDictionary<string, string> context,
        IReadOnlyDictionary<string, string> stageVariables,
        Action<int, string, string> told) =>
        TemplateTrial.Render(template, body, isAnswer, query, headers, path, context, stageVariables, told);

    private static partial class Log
    {
        [LoggerMessage(1001, LogLevel.Error, "A request failed inside the gateway; it was answered with 500. Please report this.")]
        public static partial void Failed(ILogger logger, Exception exception);
    }
}
