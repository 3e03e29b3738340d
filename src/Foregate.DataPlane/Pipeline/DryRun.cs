// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Arrive;
using Foregate.DataPlane.Dispatch.Integrations;
using Foregate.DataPlane.Finish.Decisions;
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Pipeline;

/// <summary>
/// Asks the steps on a request's way what they decide, up to the first that would answer or ask a back end. Nothing is called, written down or spent: what a
/// step has taken is given back.
/// </summary>
internal sealed class DryRun
{
    private const string Continue = "continue";
    private const string NotRun = "not run";

    private readonly List<DecisionStep> _steps = [];
    private readonly List<IStep> _passed = [];
    private readonly Exchange _exchange;
    private Rejection? _rejection;
    private bool _isOver;

    private DryRun(Exchange exchange) => _exchange = exchange;

    /// <summary>What would be decided: <see cref="DecisionRecord.Status"/> is 0 for a request that would come to its back end.</summary>
    public static async Task<DecisionRecord> RunAsync(Exchange exchange, AddressTable addresses)
    {
        var run = new DryRun(exchange);
        run.Note(nameof(StepList.Address), nameof(AddressTable), addresses.Resolve(exchange));
        if (exchange.Stage is { } stage)
        {
            await run.AskAsync(StepList.AtTheDoor, stage.AtTheDoor);
            run.Bind(stage.Binder);
            await run.AskAsync(StepList.OnRoute, exchange.Route.Plan?.Steps ?? []);
        }

        run.GiveBack();
        return run.Record();
    }

    private void Bind(IBinder binder)
    {
        var name = binder.GetType().Name;
        if (_isOver)
        {
            _steps.Add(new DecisionStep(nameof(StepList.Bind), name, NotRun));
        }
        else
        {
            Note(nameof(StepList.Bind), name, binder.Bind(_exchange));
        }
    }

    private async Task AskAsync(StepList list, IStep[] steps)
    {
        foreach (var step in steps)
        {
            var name = step.GetType().Name;
            // On the route, what stands in other rooms than these asks back ends, makes answers, or writes down; but for what can only refuse.
            _isOver |= list == StepList.OnRoute && Room(step) is "Dispatch" or "Emit" && step is not MisconfiguredIntegration;
            if (_isOver || Room(step) == "Finish")
            {
                _steps.Add(new DecisionStep(list.ToString(), name, NotRun));
                continue;
            }

            var verdict = await step.InvokeAsync(_exchange);
            Note(list.ToString(), name, verdict);
            if (verdict.Kind == VerdictKind.Continue)
            {
                _passed.Add(step);
            }
        }
    }

    private void Note(string list, string name, Verdict verdict)
    {
        _rejection ??= verdict.Rejection;
        _isOver |= verdict.Kind != VerdictKind.Continue;
        _steps.Add(new DecisionStep(list, name, verdict.Kind switch { VerdictKind.Rejected => "rejected", VerdictKind.Answered => "answered", _ => Continue }));
    }

    // A limit that refuses has given back itself what the limits before it took.
    private void GiveBack()
    {
        if (_rejection?.Reason is RejectionReason.Throttled or RejectionReason.QuotaExceeded)
        {
            return;
        }

        foreach (var step in _passed)
        {
            step.GiveBack(_exchange);
        }
    }

    private DecisionRecord Record()
    {
        var request = _exchange.Request;
        var isAnswered = _steps.Exists(static step => step.Verdict == "answered");
        return new DecisionRecord
        {
            IsDryRun = true,
            RequestId = Encoding.ASCII.GetString(_exchange.Ids.Uuid),
            ExtendedRequestId = Encoding.ASCII.GetString(_exchange.Ids.Extended),
            Time = DateTimeOffset.FromUnixTimeMilliseconds(_exchange.RequestTimeEpoch),
            ApiKind = _exchange.Stage?.Kind.ToString().ToUpperInvariant(),
            ApiId = _exchange.Stage?.ApiId,
            Stage = _exchange.Stage?.StageName,
            IsCanaryRequest = _exchange.Stage?.IsCanary,
            Route = _exchange.Route.Plan?.RouteKey,
            DefinitionPath = _exchange.Route.Plan?.DefinitionPath,
            Method = Encoding.Latin1.GetString(request[request.Method]),
            Path = Encoding.Latin1.GetString(request[request.Path]),
            SourceIp = Encoding.ASCII.GetString(_exchange.SourceIp.Span),
            Status = _rejection?.Status ?? (isAnswered ? _exchange.Response.Status : 0),
            Steps = _steps,
            RejectionType = _rejection is null ? null : RejectionNames.Of(_rejection.Reason),
            RejectionMessage = _rejection?.Message,
            RejectionBlame = _rejection?.Blame.ToString(),
            RejectionDetail = _rejection?.Detail,
            RejectionPlace = _rejection?.Place,
            Latency = TimeSpan.Zero,
            GatewayLatency = TimeSpan.Zero,
            ResponseBytes = 0,
        };
    }

    // Foregate.DataPlane.Check.ApiKeys → Check.
    private static string Room(IStep step) => step.GetType().Namespace!.Split('.') is [_, _, var room, ..] ? room : "";
}
