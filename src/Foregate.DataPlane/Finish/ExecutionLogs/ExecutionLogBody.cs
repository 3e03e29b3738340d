// SPDX-License-Identifier: Apache-2.0
using System.Runtime.CompilerServices;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire.Awaiting;
using Foregate.DataPlane.Wire.Bodies;
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Finish.ExecutionLogs;

/// <summary>Reads the body of a request whose log tells all data: it is told whatever becomes of the request, and who refuses or answers it need not have read it.</summary>
internal sealed class ExecutionLogBody : IStep
{
    private readonly Rejections _rejections;
    private readonly string _place;
    private readonly long _limit;

    private ExecutionLogBody(Compilation c)
    {
        _rejections = c.Rejections;
        _place = c.Path;
        _limit = c.Options.Quotas.PayloadBytes;
    }

    /// <summary>Null for a method whose log tells no bodies.</summary>
    public static ExecutionLogBody? For(Stage stage, Resource resource, Method method, Compilation c) =>
        ExecutionLogStart.SettingsOf(stage, resource, method, c) is { HasData: true } ? new ExecutionLogBody(c) : null;

    public ValueTask<Verdict> InvokeAsync(Exchange exchange)
    {
        var reading = exchange.ReadBodyAsync(_limit);
        return reading.IsCompletedSuccessfully ? Decide(reading.Result) : Awaited(reading);
    }

    [AsyncMethodBuilder(typeof(PooledResultBuilder<>))]
    private async ValueTask<Verdict> Awaited(ValueTask<BodyStatus> reading) => Decide(await reading);

    private Verdict Decide(BodyStatus status) => status switch
    {
        BodyStatus.End => Verdict.Continue,
        BodyStatus.TooLarge => Verdict.Reject(_rejections.TooLargeAt(_place, _limit)),
        _ => Verdict.Reject(_rejections.OfBody(status).At(_place)),
    };
}
