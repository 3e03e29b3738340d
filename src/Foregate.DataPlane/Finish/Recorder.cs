// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Answers;
using Foregate.DataPlane.Finish.Decisions;
using Foregate.DataPlane.Finish.ExecutionLogs;
using Foregate.DataPlane.Finish.Lines;
using Foregate.DataPlane.Finish.Metrics;
using Foregate.DataPlane.Traces;

namespace Foregate.DataPlane.Finish;

/// <summary>
/// Writes down what happened: counters, a decision record, a line of the access log, and the lines of the execution log of a method that logs. The last thing done for a request, whichever way
/// it went; it neither waits nor allocates nor throws.
/// </summary>
internal sealed class Recorder : IDisposable
{
    private readonly TimeProvider _time;
    private readonly LineLog? _log;
    private readonly LineLog? _executionLog;
    private readonly ExecutionLogFormat _execution;
    private readonly ExecutionTraces _traces;
    private readonly StageRecords _nowhere;
    private long _faults;

    /// <param name="traces">Where the traces of methods that log are rented from.</param>
    public Recorder(GatewayOptions options, ExecutionTraces? traces = null)
    {
        _traces = traces ?? new ExecutionTraces();
        _time = options.Time;
        _log = options.AccessLog is null ? null : new LineLog(options.AccessLog);
        _execution = new ExecutionLogFormat(options.Time);
        _executionLog = options.ExecutionLog is { } target ? new LineLog(target, name: "execution", ownsTarget: target != options.AccessLog) : null;
        _nowhere = StageRecords.Nowhere(Metrics);
        Decisions = new DecisionRing(options.DecisionMemory);
        ProcessGauges.AddTo(Gauges);
        Gauges.Counter("foregate_record_faults_total", "Requests that could not be written down whole: a bug.", () => Volatile.Read(ref _faults));
        if (_log is { } log)
        {
            Gauges.Counter("foregate_access_log_lines_total", "Lines written to the access log.", () => log.Written);
            Gauges.Counter("foregate_access_log_dropped_total", "Lines of the access log that were lost: the target was too slow or full.", () => log.Dropped);
        }

        if (_executionLog is { } executionLog)
        {
            Gauges.Counter("foregate_execution_log_entries_total", "Requests whose lines were written to the execution log.", () => executionLog.Written);
            Gauges.Counter("foregate_execution_log_dropped_total", "Requests whose lines of the execution log were lost: the target was too slow or full.", () => executionLog.Dropped);
        }
    }

    public DecisionRing Decisions { get; }

    public RequestMetrics Metrics { get; } = new();

    /// <summary>Where other parts of the gateway register what they can tell about themselves.</summary>
    public Gauges Gauges { get; } = new();

    /// <summary>The recorder of these ledgers, made at first use.</summary>
    public static Recorder Of(Ledgers ledgers) => ledgers.Of(static ledgers => new Recorder(ledgers.Options, ledgers.Of(static _ => new ExecutionTraces())));

    /// <summary>Call once the answer was handed over or broken off, before the exchange is reset.</summary>
    public void Record(Exchange exchange)
    {
        try
        {
            var outcome = Outcome.Of(exchange, _time);
            var stage = exchange.Stage is null ? _nowhere : (StageRecords)exchange.Stage.Records!;
            var route = stage.Of(exchange.Stage, exchange.Route.Plan);
            var series = route.Of(exchange.Verb);
            series.Count(outcome);
            if (exchange.Rejection is { } rejection)
            {
                stage.Series.CountRejection(rejection.Reason);
            }

            if (exchange.CacheOutcome != CacheOutcome.None)
            {
                series.CountCache(exchange.CacheOutcome == CacheOutcome.Hit);
            }

            Decisions.Write(exchange, route.Trace, outcome);
            _log?.Add(stage.Format, exchange, outcome, route.Origin);
            if (exchange.Trace is { } trace)
            {
                LogExecution(exchange, trace, outcome);
            }
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

    /// <summary>What a test invocation tells of its request, whose trace is given back.</summary>
    public string Describe(Exchange exchange)
    {
        var text = _execution.Describe(exchange, Outcome.Of(exchange, _time));
        _traces.Return(exchange.Unwatch());
        return text;
    }

    /// <summary>Writes the lines of the logs that wait.</summary>
    public void Dispose()
    {
        // They may have one target, which is the access log's.
        _executionLog?.Dispose();
        _log?.Dispose();
    }

    private void LogExecution(Exchange exchange, ExecutionTrace trace, in Outcome outcome)
    {
        if (ExecutionReport.IsTold(exchange, trace))
        {
            _executionLog?.Add(_execution, exchange, outcome, default);
        }

        _traces.Return(exchange.Unwatch());
    }
}
