// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Traces;
using Foregate.DataPlane.Verdicts;
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Finish.ExecutionLogs;

/// <summary>
/// Begins the execution log of a request to a method that logs (aws-apigateway §7.2): what comes of it is noted from here on. Its lines are written when the
/// answer has been, off the request's way.
/// </summary>
internal sealed class ExecutionLogStart : IStep
{
    private const string All = "*/*";

    private readonly TraceSettings _settings;
    private readonly ExecutionTraces _traces;

    private ExecutionLogStart(TraceSettings settings, Compilation c)
    {
        _settings = settings;
        _traces = c.Ledgers.Of(static _ => new ExecutionTraces());
    }

    /// <summary>Null for a method that does not log, or when nobody takes the lines.</summary>
    public static ExecutionLogStart? For(Stage stage, Resource resource, Method method, Compilation c) =>
        SettingsOf(stage, resource, method, c) is { } settings ? new ExecutionLogStart(settings, c) : null;

    /// <summary>What a method's log tells; null for nothing.</summary>
    public static TraceSettings? SettingsOf(Stage stage, Resource resource, Method method, Compilation c)
    {
        if (c.IsTest)
        {
            return new TraceSettings("", ErrorsOnly: false, HasData: true, RequiresKey: false);
        }

        var own = stage.MethodSettings.GetValueOrDefault(resource.Path[1..] + "/" + method.HttpMethod);
        var common = stage.MethodSettings.GetValueOrDefault(All);
        var level = own?.LoggingLevel ?? common?.LoggingLevel;
        return c.Options.ExecutionLog is null || level is null or "OFF"
            ? null
            : new TraceSettings(
                $"API-Gateway-Execution-Logs_{c.ApiId}/{c.StageName}{(c.IsCanary ? "/Canary" : "")}",
                ErrorsOnly: level == "ERROR",
                HasData: own?.DataTraceEnabled ?? common?.DataTraceEnabled ?? false,
                method.ApiKeyRequired);
    }

    public ValueTask<Verdict> InvokeAsync(Exchange exchange)
    {
        var trace = _traces.Rent();
        trace.Begin(_settings);
        exchange.Watch(trace);
        return Verdict.Continue;
    }
}
