// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Answers;
using Foregate.DataPlane.Finish.AccessLogs;
using Foregate.DataPlane.Finish.Decisions;
using Foregate.DataPlane.Finish.Metrics;

namespace Foregate.DataPlane.Finish;

/// <summary>
/// Writes down what happened: counters, a decision record, a line of the access log. The last thing done for a request, whichever way
/// it went; it neither waits nor allocates nor throws.
/// </summary>
internal sealed class Recorder : IDisposable
{
    private readonly TimeProvider _time;
    private readonly AccessLog? _log;
    private readonly StageRecords _nowhere;
    private long _faults;

    public Recorder(GatewayOptions options)
    {
        _time = options.Time;
        _log = options.AccessLog is null ? null : new AccessLog(options.AccessLog);
        _nowhere = StageRecords.Nowhere(Metrics);
        Decisions = new DecisionRing(options.DecisionMemory);
        ProcessGauges.AddTo(Gauges);
        Gauges.Counter("foregate_record_faults_total", "Requests that could not be written down whole: a bug.", () => Volatile.Read(ref _faults));
        if (_log is { } log)
        {
            Gauges.Counter("foregate_access_log_lines_total", "Lines written to the access log.", () => log.Written);
            Gauges.Counter("foregate_access_log_dropped_total", "Lines of the access log that were lost: the target was too slow or full.", () => log.Dropped);
        }
    }

    public DecisionRing Decisions { get; }

    public RequestMetrics Metrics { get; } = new();

    /// <summary>Where other parts of the gateway register what they can tell about themselves.</summary>
    public Gauges Gauges { get; } = new();

    /// <summary>The recorder of these ledgers, made at first use.</summary>
    public static Recorder Of(Ledgers ledgers) => ledgers.Of(static ledgers => new Recorder(ledgers.Options));

    /// <summary>Call once the answer was handed over or broken off, before the exchange is reset.</summary>
    public void Record(Exchange exchange)
    {
        try
        {
            var outcome = Outcome.Of(exchange, _time);
            var stage = exchange.Stage is null ? _nowhere : (StageRecords)exchange.Stage.Records!;
            var route = stage.Of(exchange.Stage, exchange.Route.Plan);
            route.Of(exchange.Verb).Count(outcome);
            if (exchange.Rejection is { } rejection)
            {
                stage.Series.CountRejection(rejection.Reason);
            }

            if (exchange.CacheOutcome != CacheOutcome.None)
            {
                stage.Series.CountCache(exchange.CacheOutcome == CacheOutcome.Hit);
            }

            Decisions.Write(exchange, route.Trace, outcome);
            _log?.Add(stage.Format, exchange, outcome, route.Origin);
        }
        catch (Exception)
        {
            // The request is answered: a record that fails must not fail it.
            Interlocked.Increment(ref _faults);
        }
    }

    /// <summary>All metrics as Prometheus reads them (<see cref="PrometheusText.ContentType"/>).</summary>
    public ReadOnlyMemory<byte> WriteMetrics()
    {
        var text = new PrometheusText();
        Metrics.WriteTo(text);
        Gauges.WriteTo(text);
        return text.Written;
    }

    /// <summary>Writes the lines of the access log that wait.</summary>
    public void Dispose() => _log?.Dispose();
}
