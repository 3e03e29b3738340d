// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Emit.ResponseCache;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Tests.Pipeline;
using Foregate.DataPlane.Tests.Upstream.Backends;
using Foregate.DataPlane.Verdicts;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;
using Microsoft.Extensions.Time.Testing;

namespace Foregate.DataPlane.Tests.Emit.ResponseCache;

/// <summary>Through the whole gateway: how often the back end is asked, and what clients see.</summary>
public sealed class CacheLookupTests
{
    private readonly FakeTimeProvider _time = new(DateTimeOffset.FromUnixTimeSeconds(1_800_000_000));

    [Fact(Timeout = 60_000)]
    public async Task An_answer_is_given_again_until_its_time_is_over()
    {
        await using var backEnd = new CountingBackEnd();
        await using var served = await StartAsync(CachedApi.Of(backEnd.Port, new MethodSetting { CachingEnabled = true, CacheTtlInSeconds = 60 }));
        using var first = await served.SendAsync("GET", "/pets/7");
        using var second = await served.SendAsync("GET", "/pets/7");
        Assert.Equal("answer 1", await first.Content.ReadAsStringAsync());
        Assert.Equal("answer 1", await second.Content.ReadAsStringAsync());
        Assert.Equal("there", second.Headers.GetValues("X-Made").Single());
        Assert.Equal(8, second.Content.Headers.ContentLength);
        Assert.NotEqual(first.Headers.GetValues("x-amzn-RequestId").Single(), second.Headers.GetValues("x-amzn-RequestId").Single());
        _time.Advance(TimeSpan.FromSeconds(59));
        Assert.Equal("answer 1", await served.TextAsync("/pets/7"));
        _time.Advance(TimeSpan.FromSeconds(1));
        Assert.Equal("answer 2", await served.TextAsync("/pets/7"));
        Assert.Equal(2, backEnd.Calls);

        // Requests are counted when their clients have the answer already.
        string metrics;
        do
        {
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
            metrics = Encoding.UTF8.GetString(served.Gateway.WriteMetrics().Span);
        }
        while (!metrics.Contains("foregate_cache_hits_total{api=\"rest123456\",stage=\"prod\"} 2\n", StringComparison.Ordinal)
            || !metrics.Contains("foregate_cache_misses_total{api=\"rest123456\",stage=\"prod\"} 2\n", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Only_what_is_in_the_key_tells_requests_apart()
    {
        await using var backEnd = new CountingBackEnd();
        await using var served = await StartAsync(CachedApi.Of(backEnd.Port, null, "GET", "method.request.path.petId", "method.request.querystring.a", "method.request.header.X-User"));
        Assert.Equal("answer 1", await served.TextAsync("/pets/7?a=1&b=1"));
        Assert.Equal("answer 1", await served.TextAsync("/pets/7?a=1&b=2"));
        Assert.Equal("answer 2", await served.TextAsync("/pets/8?a=1"));
        Assert.Equal("answer 3", await served.TextAsync("/pets/7?a=2"));
        Assert.Equal("answer 4", await served.TextAsync("/pets/7"));
        Assert.Equal("answer 5", await served.TextAsync("/pets/7?a=2&a=1"));
        Assert.Equal("answer 6", await served.TextAsync("/pets/7?a=2%2C1"));
        Assert.Equal("answer 7", await served.TextAsync("/pets/7?a=1", ("x-user", "me")));
        Assert.Equal("answer 8", await served.TextAsync("/pets/7?a=1", ("X-User", "you")));
        Assert.Equal("answer 7", await served.TextAsync("/pets/7?a=1", ("X-USER", "me")));
        Assert.Equal("answer 1", await served.TextAsync("/pets/7?a=1"));
    }

    [Fact]
    public async Task A_parameter_of_the_integration_is_what_its_mapping_gives_it()
    {
        await using var backEnd = new CountingBackEnd();
        var api = CachedApi.Of(backEnd.Port, null, "GET", "integration.request.path.petId", "integration.request.querystring.q");
        await using var served = await StartAsync(api);
        Assert.Equal("answer 1", await served.TextAsync("/pets/7?q=1&r=1"));
        Assert.Equal("answer 2", await served.TextAsync("/pets/8?q=1"));
        Assert.Equal("answer 3", await served.TextAsync("/pets/7?q=2"));
        Assert.Equal("answer 1", await served.TextAsync("/pets/7?q=1&r=2"));
    }

    [Theory]
    [InlineData("POST", true, 2)]
    [InlineData("POST", false, 1)]
    [InlineData("ANY", true, 1)]
    public async Task What_is_said_of_all_methods_is_about_GET(string httpMethod, bool ofAll, int calls)
    {
        await using var backEnd = new CountingBackEnd();
        var setting = new MethodSetting { CachingEnabled = true };
        var api = CachedApi.Of(backEnd.Port, setting, httpMethod);
        api = ofAll ? api : api.Staged(static stage => stage with { MethodSettings = OrdinalMap.Empty<MethodSetting>().Add("pets/{petId}/POST", stage.MethodSettings["*/*"]) });
        await using var served = await StartAsync(api);
        for (var i = 0; i < 2; i++)
        {
            using var response = await served.SendAsync(httpMethod == "ANY" ? "GET" : httpMethod, "/pets/7");
            Assert.Equal(200, (int)response.StatusCode);
        }

        Assert.Equal(calls, backEnd.Calls);
    }

    [Theory]
    [InlineData(false, true, 300)]
    [InlineData(true, false, 300)]
    [InlineData(true, true, 0)]
    public async Task Without_a_cluster_a_word_or_a_time_nothing_is_kept(bool cluster, bool enabled, int seconds)
    {
        await using var backEnd = new CountingBackEnd();
        await using var served = await StartAsync(CachedApi.Of(backEnd.Port, new MethodSetting { CachingEnabled = enabled, CacheTtlInSeconds = seconds })
            .Staged(stage => stage with { CacheClusterEnabled = cluster }));
        Assert.Equal("answer 1", await served.TextAsync("/pets/7"));
        Assert.Equal("answer 2", await served.TextAsync("/pets/7"));
    }

    [Fact]
    public async Task A_thousand_clients_on_an_expired_key_make_one_call()
    {
        using var goOn = new SemaphoreSlim(0);
        await using var backEnd = new CountingBackEnd(goOn);
        await using var served = await StartAsync(CachedApi.Of(backEnd.Port, new MethodSetting { CachingEnabled = true, CacheTtlInSeconds = 60 }), new GatewayOptions { MaxConnections = 2_000 });
        goOn.Release();
        Assert.Equal("answer 1", await served.TextAsync("/pets/7"));
        _time.Advance(TimeSpan.FromSeconds(61));
        var clients = new Task<string>[1000];
        for (var i = 0; i < clients.Length; i++)
        {
            clients[i] = served.TextAsync("/pets/7");
        }

        await backEnd.SawAsync(2);
        goOn.Release();
        Assert.All(await Task.WhenAll(clients), static text => Assert.Equal("answer 2", text));
        Assert.Equal(2, backEnd.Calls);
    }

    [Fact]
    public async Task A_client_that_goes_does_not_take_the_answer_from_the_others()
    {
        using var goOn = new SemaphoreSlim(0);
        await using var backEnd = new CountingBackEnd(goOn);
        await using var served = await StartAsync(CachedApi.Of(backEnd.Port));
        using var impatience = new CancellationTokenSource();
        var first = served.Client.GetAsync(served.Uri("/pets/7"), impatience.Token);
        await backEnd.SawAsync(1);
        var second = served.TextAsync("/pets/7");
        await impatience.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first);
        goOn.Release();
        Assert.Equal("answer 1", await second);
        Assert.Equal("answer 1", await served.TextAsync("/pets/7"));
        Assert.Equal(1, backEnd.Calls);
    }

    [Fact]
    public async Task When_the_one_fails_the_others_ask_themselves()
    {
        using var goOn = new SemaphoreSlim(0);
        await using var backEnd = new CountingBackEnd(goOn) { FailsAt = 1 };
        await using var served = await StartAsync(CachedApi.Of(backEnd.Port));
        var first = served.SendAsync("GET", "/pets/7");
        await backEnd.SawAsync(1);
        var second = served.TextAsync("/pets/7");
        goOn.Release(2);
        using var failed = await first;
        Assert.Equal(504, (int)failed.StatusCode);
        Assert.Equal("answer 2", await second);
    }

    [Theory]
    [InlineData(false, "SUCCEED_WITH_RESPONSE_HEADER", 200, "answer 2", false)]
    [InlineData(true, "SUCCEED_WITH_RESPONSE_HEADER", 200, "answer 1", true)]
    [InlineData(true, "SUCCEED_WITHOUT_RESPONSE_HEADER", 200, "answer 1", false)]
    [InlineData(true, "FAIL_WITH_403", 403, null, false)]
    [InlineData(null, null, 200, "answer 1", true)]
    public async Task A_client_may_ask_for_a_fresh_answer(bool? needsPermission, string? strategy, int status, string? text, bool warns)
    {
        await using var backEnd = new CountingBackEnd();
        await using var served = await StartAsync(CachedApi.Of(backEnd.Port, new MethodSetting
        {
            CachingEnabled = true, RequireAuthorizationForCacheControl = needsPermission, UnauthorizedCacheControlHeaderStrategy = strategy,
        }));
        Assert.Equal("answer 1", await served.TextAsync("/pets/7"));
        using var fresh = await served.SendAsync("GET", "/pets/7", ("Cache-Control", "no-cache, Max-Age=0"));
        Assert.Equal(status, (int)fresh.StatusCode);
        if (text is not null)
        {
            Assert.Equal(text, await fresh.Content.ReadAsStringAsync());
            Assert.Equal(text, await served.TextAsync("/pets/7"));
        }
        else
        {
            Assert.Contains("not authorized to perform: execute-api:InvalidateCache on resource: arn:aws:execute-api:us-east-1:********9012:rest123456/prod/GET/pets/{petId}", await fresh.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        Assert.Equal(warns, fresh.Headers.TryGetValues("Warning", out var warnings));
        if (warns)
        {
            Assert.Equal("199 Cache-control headers were ignored because the caller was unauthorized.", warnings!.Single());
        }
    }

    [Fact]
    public async Task Who_is_not_heard_is_told_so_on_a_miss_as_well()
    {
        await using var backEnd = new CountingBackEnd();
        await using var served = await StartAsync(CachedApi.Of(backEnd.Port));
        using var response = await served.SendAsync("GET", "/pets/7", ("Cache-Control", "max-age=0"));
        Assert.Single(response.Headers.GetValues("Warning"));
        using var next = await served.SendAsync("GET", "/pets/7");
        Assert.False(next.Headers.Contains("Warning"));
    }

    [Fact]
    public async Task A_cached_answer_outlives_a_new_snapshot_and_not_a_new_deployment()
    {
        await using var backEnd = new CountingBackEnd();
        var api = CachedApi.Of(backEnd.Port);
        await using var served = await StartAsync(api);
        Assert.Equal("answer 1", await served.TextAsync("/pets/7"));
        served.Serve(api.Staged(static stage => stage with { Description = "again" }));
        Assert.Equal("answer 1", await served.TextAsync("/pets/7"));
        served.Serve((api with { Deployments = api.Deployments.Add("dep002", api.Deployments["dep001"] with { Id = "dep002" }) }).Staged(static stage => stage with { DeploymentId = "dep002" }));
        Assert.Equal("answer 2", await served.TextAsync("/pets/7"));
        served.Serve(api);
        Assert.Equal("answer 1", await served.TextAsync("/pets/7"));
    }

    [Fact]
    public async Task A_flush_forgets_all_and_keeps_nothing_of_calls_that_were_under_way()
    {
        using var goOn = new SemaphoreSlim(0);
        await using var backEnd = new CountingBackEnd(goOn);
        await using var served = await StartAsync(CachedApi.Of(backEnd.Port));
        var first = served.TextAsync("/pets/7");
        await backEnd.SawAsync(1);
        served.Gateway.FlushStageCache("123456789012", "us-east-1", "rest123456", "prod");
        goOn.Release(2);
        Assert.Equal("answer 1", await first);
        Assert.Equal("answer 2", await served.TextAsync("/pets/7"));
        Assert.Equal("answer 2", await served.TextAsync("/pets/7"));
        served.Gateway.FlushStageCache("123456789012", "us-east-1", "rest123456", "prod");
        goOn.Release();
        Assert.Equal("answer 3", await served.TextAsync("/pets/7"));
    }

    [Fact]
    public void A_hit_allocates_nothing()
    {
        var c = Sample.Compilation(ApiKind.Rest, []);
        var stage = GivenAccount.RestApi("/", GivenAccount.Get).Cached(new MethodSetting { CachingEnabled = true }).Stages["prod"];
        var resource = new Resource { Id = "res001", Path = "/" };
        var lookup = CacheLookup.For(stage, resource, GivenAccount.Get, c)!;
        var exchange = Sample.Exchange(ApiKind.Rest, "GET /prod/ HTTP/1.1");
        Assert.Equal(VerdictKind.Continue, GivenRequest.Run(lookup, exchange).Kind);
        exchange.Response.Add("X-A"u8, "b"u8);
        exchange.ResponseBody = "kept"u8.ToArray();
        Assert.Equal(VerdictKind.Continue, GivenRequest.Run(CacheStore.For(stage, resource, GivenAccount.Get, c)!, exchange).Kind);
        exchange.ResponseBody = default;
        Assert.Equal(0, GivenRequest.Allocated(() =>
        {
            exchange.Response.Reset();
            Sample.Completed(lookup.InvokeAsync(exchange));
        }));
        Assert.Equal("kept", Sample.Text(exchange.ResponseBody.Span));
        Assert.Equal("X-A: b\r\n", Sample.Text(exchange.Response.Lines));
    }

    private async Task<ServedApi> StartAsync(RestApi api, GatewayOptions? options = null) => await ServedApi.StartAsync(api, (options ?? new GatewayOptions()) with { Time = _time });

    /// <summary>Answers with the number of the call, when it is let.</summary>
    private sealed class CountingBackEnd : IAsyncDisposable
    {
        private readonly ScriptedBackEnd _backEnd;
        private readonly SemaphoreSlim _seen = new(0);
        private int _calls;
        private int _awaited;

        public CountingBackEnd(SemaphoreSlim? goOn = null) => _backEnd = new ScriptedBackEnd(async connection =>
        {
            while (await connection.ReadRequestAsync() is not null)
            {
                var call = Interlocked.Increment(ref _calls);
                _seen.Release();
                await (goOn?.WaitAsync() ?? Task.CompletedTask);
                if (call == FailsAt)
                {
                    return;
                }

                var body = $"answer {call}";
                await connection.WriteAsync($"HTTP/1.1 200 OK\r\nX-Made: there\r\nContent-Length: {body.Length}\r\n\r\n{body}");
            }
        });

        public int Port => _backEnd.Port;

        public int Calls => Volatile.Read(ref _calls);

        public int FailsAt { get; init; }

        public async Task SawAsync(int calls)
        {
            for (; _awaited < calls; _awaited++)
            {
                Assert.True(await _seen.WaitAsync(TimeSpan.FromSeconds(30)));
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _backEnd.DisposeAsync();
            _seen.Dispose();
        }
    }
}
