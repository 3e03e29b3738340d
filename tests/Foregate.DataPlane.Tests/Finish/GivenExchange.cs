// SPDX-License-Identifier: Apache-2.0
using System.Collections.Frozen;
using System.Net;
using System.Text;
using Foregate.DataPlane.Answers;
using Foregate.DataPlane.Clients;
using Foregate.DataPlane.Finish;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire.Heads;
using Foregate.Definitions;
using Microsoft.Extensions.Time.Testing;

namespace Foregate.DataPlane.Tests.Finish;

/// <summary>Makes stages and finished exchanges for what is written down about them.</summary>
internal sealed class GivenExchange : IDisposable
{
    private static readonly ConnectionFacts Facts = new(new IPEndPoint(IPAddress.Parse("192.0.2.7"), 4711), new IPEndPoint(IPAddress.Loopback, 80), isTls: false);

    public GivenExchange(GatewayOptions? options = null)
    {
        Options = (options ?? new GatewayOptions()) with { Time = Time };
        Ledgers = new Ledgers(Options);
        Recorder = Recorder.Of(Ledgers);
    }

    /// <summary>Stands at 2026-03-10T05:16:23.123Z.</summary>
    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 3, 10, 5, 16, 23, 123, TimeSpan.Zero));

    public GatewayOptions Options { get; }

    public Ledgers Ledgers { get; }

    public Recorder Recorder { get; }

    public List<CompilationFault> Faults { get; } = [];

    public static RoutePlan Pet(string resourcePath = "/pets/{petId}", params IStep[] steps) => new()
    {
        Steps = steps.Length == 0 ? [new FirstStep(), new SecondStep(), new ThirdStep()] : steps,
        ResourcePath = resourcePath,
        RouteKey = "GET " + resourcePath,
        ResourceId = "res123",
        ParameterNames = [],
        DefinitionPath = "/restapis/api1234567/resources/res123/methods/GET",
    };

    public Compilation Compilation(ApiKind kind = ApiKind.Rest, string apiId = "api1234567", string stage = "prod") => new(Ledgers, Faults, [])
    {
        Kind = kind,
        ApiId = apiId,
        StageName = stage,
        Variables = FrozenDictionary<string, string>.Empty,
        Account = new Account { AccountId = "000000000000", Region = "us-east-1" },
        Path = "/restapis/" + apiId + "/stages/" + stage,
    };

    public StagePlan Stage(ApiKind kind = ApiKind.Rest, string? format = null, string apiId = "api1234567", string stage = "prod", bool? isCanary = null) => new()
    {
        Kind = kind,
        ApiId = apiId,
        StageName = stage,
        IsCanary = isCanary,
        AccountId = "000000000000",
        DeploymentId = "dep123",
        Variables = FrozenDictionary<string, string>.Empty,
        AtTheDoor = [new DoorStep()],
        Binder = new TestBinder(),
        Rejections = Rejections.Of(kind),
        Records = StageRecords.For(new Foregate.Definitions.ApiGateway.AccessLogSettings { Format = format }, Compilation(kind, apiId, stage)),
    };

    /// <summary>A request that took 12.5 ms, 10 of them in its integration, and was answered with 200 by the second step on its route.</summary>
    public Exchange Answered(StagePlan? stage = null, RoutePlan? route = null, string target = "/prod/pets/7?x=1", params string[] headers)
    {
        var exchange = Arrived("GET " + target, headers);
        exchange.Stage = stage ?? Stage();
        exchange.Route.Set(route ?? Pet());
        exchange.VisiblePath = exchange.Request.Path;
        exchange.Stopped = new StepPosition(StepList.OnRoute, 1, VerdictKind.Answered);
        exchange.IntegrationResponse.Set(200, null, null, null);
        exchange.IntegrationStartedAt = At(exchange.ReceivedAt, 2);
        exchange.IntegrationAnsweredAt = At(exchange.ReceivedAt, 12);
        exchange.FinishedAt = At(exchange.ReceivedAt, 12.5);
        exchange.Sink = new TestSink { IsStarted = true, BodyBytes = 345 };
        return exchange;
    }

    /// <summary>A request that the first step on its route refused.</summary>
    public Exchange Refused(Rejection rejection, StagePlan? stage = null, RoutePlan? route = null, params string[] headers)
    {
        var exchange = Answered(stage, route, headers: headers);
        exchange.IntegrationResponse.Reset();
        exchange.IntegrationStartedAt = exchange.IntegrationAnsweredAt = 0;
        exchange.Stopped = new StepPosition(StepList.OnRoute, 0, VerdictKind.Rejected);
        exchange.Rejection = rejection;
        exchange.Response.Status = rejection.Status;
        return exchange;
    }

    /// <summary>A request as the door hands it over: nothing but read.</summary>
    public Exchange Arrived(string requestLine, params string[] headers)
    {
        var exchange = new Exchange(64 * 1024) { Connection = Facts, Sink = new TestSink { IsStarted = true } };
        var head = Encoding.Latin1.GetBytes(requestLine + " HTTP/1.1\r\nHost: example.com\r\n" + string.Concat(headers.Select(h => h + "\r\n")) + "\r\n");
        for (var given = 0; given < head.Length;)
        {
            var room = exchange.Request.Free;
            var count = Math.Min(room.Length, head.Length - given);
            head.AsSpan(given, count).CopyTo(room);
            exchange.Request.Append(count);
            given += count;
        }

        Assert.Equal(HeadStatus.Complete, exchange.Request.Read());
        exchange.Ids.Renew();
        exchange.Verb = exchange.Request.Verb;
        exchange.SourceIp = Facts.RemoteAddress;
        exchange.ReceivedAt = Time.GetTimestamp();
        exchange.FinishedAt = At(exchange.ReceivedAt, 1);
        exchange.RequestTimeEpoch = Time.GetUtcNow().ToUnixTimeMilliseconds();
        return exchange;
    }

    public string Metrics() => Encoding.UTF8.GetString(Recorder.WriteMetrics().Span);

    public void Dispose() => Ledgers.Dispose();

    private long At(long start, double milliseconds) => start + (long)(milliseconds * Time.TimestampFrequency / 1000);

    internal sealed class TestSink : IResponseSink
    {
        public bool IsStarted { get; set; }

        /// <summary>Called when the bytes are asked for: in the middle of writing a record.</summary>
        public Action? OnBodyBytes { get; init; }

        public long BodyBytes
        {
            get
            {
                OnBodyBytes?.Invoke();
                return field;
            }

            set;
        }

        public void Start(ResponseHead head) => IsStarted = true;

        public ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> bytes) => new(true);

        public ValueTask<bool> CompleteAsync() => new(true);

        public void Abort()
        {
        }
    }

    private sealed class TestBinder : IBinder
    {
        public Verdict Bind(Exchange exchange) => Verdict.Continue;
    }

    private sealed class DoorStep : IStep
    {
        public ValueTask<Verdict> InvokeAsync(Exchange exchange) => Verdict.Continue;
    }

    private sealed class FirstStep : IStep
    {
        public ValueTask<Verdict> InvokeAsync(Exchange exchange) => Verdict.Continue;
    }

    private sealed class SecondStep : IStep
    {
        public ValueTask<Verdict> InvokeAsync(Exchange exchange) => Verdict.Continue;
    }

    private sealed class ThirdStep : IStep
    {
        public ValueTask<Verdict> InvokeAsync(Exchange exchange) => Verdict.Continue;
    }
}
