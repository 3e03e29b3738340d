// SPDX-License-Identifier: Apache-2.0
using System.Net;
using System.Reflection;
using Foregate.DataPlane.Clients;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Tests.Finish;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Bodies;
using Foregate.DataPlane.Wire.Channels;

namespace Foregate.DataPlane.Tests;

public sealed class ExchangeTests
{
    // What a door writes anew for each request or once for a connection, and what is kept to be used again.
    private static readonly string[] Kept =
    [
        nameof(Exchange.Sink), nameof(Exchange.Connection), nameof(Exchange.Client), nameof(Exchange.ReceivedAt), nameof(Exchange.RequestTimeEpoch),
        nameof(Exchange.IntegrationRequest),
    ];

    private static readonly Dictionary<Type, object> Samples = new()
    {
        [typeof(bool)] = true,
        [typeof(long)] = 42L,
        [typeof(string)] = "text",
        [typeof(object)] = "anything",
        [typeof(ReadOnlyMemory<byte>)] = new ReadOnlyMemory<byte>([1, 2, 3]),
        [typeof(ByteRange)] = new ByteRange(3, 4),
        [typeof(HttpVerb)] = HttpVerb.Post,
        [typeof(StepPosition)] = new StepPosition(StepList.OnRoute, 2, VerdictKind.Rejected),
        [typeof(Rejection)] = Rejections.Rest.Throttled,
        [typeof(StagePlan)] = Sample.Stage(ApiKind.Rest),
        [typeof(IBodyReader)] = new ScriptedBody("body"),
        [typeof(DataPlane.Answers.IResponseSink)] = new MemorySink(),
        [typeof(ConnectionFacts)] = new ConnectionFacts(new IPEndPoint(IPAddress.Loopback, 1), new IPEndPoint(IPAddress.Loopback, 2), false),
        [typeof(ClientLifetime)] = new ClientLifetime(),
        [typeof(DataPlane.Answers.CacheOutcome)] = DataPlane.Answers.CacheOutcome.Hit,
        [typeof(IDisposable)] = new MemoryStream(),
        [typeof(Foregate.Standards.Values.Value?)] = Foregate.Standards.Values.Value.Of(7),
        [typeof(DataPlane.Answers.TemplateOverrides)] = new DataPlane.Answers.TemplateOverrides(),
    };

    private static IEnumerable<PropertyInfo> Settable => typeof(Exchange).GetProperties().Where(static property => property.CanWrite);

    [Fact]
    public void Reset_forgets_everything_of_the_last_request()
    {
        var used = new Exchange(1024);
        var fresh = new Exchange(1024);
        foreach (var property in Settable)
        {
            Assert.True(Samples.TryGetValue(property.PropertyType, out var sample), $"No sample of {property.PropertyType}.");
            property.SetValue(used, sample);
            Assert.NotEqual(property.GetValue(fresh), property.GetValue(used));
        }

        used.Reset();
        foreach (var property in Settable)
        {
            var expected = Kept.Contains(property.Name) ? Samples[property.PropertyType] : property.GetValue(fresh);
            Assert.True(Equals(expected, property.GetValue(used)), $"{property.Name} is {property.GetValue(used)} after a reset.");
        }
    }

    [Fact]
    public void Reset_forgets_the_route_and_both_answers_and_gives_back_what_the_integration_holds()
    {
        var exchange = new Exchange(1024);
        var lease = new CountingLease();
        exchange.Route.Set(GivenExchange.Pet());
        exchange.IntegrationResponse.Set(201, null, null, lease);
        exchange.Response.Status = 404;
        exchange.Response.ContentLength = 7;
        exchange.Response.Add("X-One"u8, "1"u8);
        exchange.Reset();
        Assert.Null(exchange.Route.Plan);
        Assert.False(exchange.IntegrationResponse.IsPresent);
        Assert.Equal(1, lease.Releases);
        Assert.Equal(200, exchange.Response.Status);
        Assert.Equal(-1, exchange.Response.ContentLength);
        Assert.Equal(0, exchange.Response.Count);
        Assert.True(exchange.Response.Lines.IsEmpty);
    }

    [Fact]
    public void Reset_makes_the_client_present_again()
    {
        var exchange = new Exchange(1024);
        exchange.Client.Gone();
        exchange.Reset();
        Assert.False(exchange.Client.IsGone);
        Assert.True(exchange.Client.Attach(new Call()));
    }

    [Fact]
    public void Reset_disposes_a_body_that_was_decoded_and_only_such_a_one()
    {
        var exchange = new Exchange(1024);
        var body = new DisposableBody();
        exchange.RequestBody = body;
        exchange.Reset();
        Assert.Equal(0, body.Disposals);
        exchange.RequestBody = body;
        exchange.IsRequestBodyDecoded = true;
        exchange.Reset();
        exchange.Reset();
        Assert.Equal(1, body.Disposals);
        Assert.Same(NoBody.Instance, exchange.RequestBody);
    }

    private sealed class Call : Abortable
    {
        public override void Abort()
        {
        }
    }

    private sealed class DisposableBody : IBodyReader, IDisposable
    {
        public int Disposals { get; private set; }

        public long? Length => null;

        public bool IsEnded => false;

        public ValueTask<BodyChunk> ReadAsync() => new(BodyChunk.End);

        public void Dispose() => Disposals++;
    }
}
