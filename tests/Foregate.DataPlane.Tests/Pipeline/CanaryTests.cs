// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Pipeline;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Tests.Emit.ResponseCache;
using Foregate.DataPlane.Tests.Upstream.Backends;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.DataPlane.Tests.Pipeline;

/// <summary>Two deployments behind one stage, and who is sent to which.</summary>
public sealed class CanaryTests
{
    private readonly Thrown _dice = new();

    [Fact]
    public async Task A_share_of_the_requests_sees_the_other_deployment_and_its_variables()
    {
        await using var served = await StartAsync(new CanarySettings
        {
            PercentTraffic = 12.5, DeploymentId = "dep002", StageVariableOverrides = OrdinalMap.Empty<string>().Add("colour", "green").Add("added", "new"),
        });
        _dice.Next = 0.125;
        Assert.Equal("dep001 false blue ", await SeenAsync(served));
        _dice.Next = 0.1249;
        Assert.Equal("dep002 true green new", await SeenAsync(served));
    }

    [Theory]
    [InlineData(0, 0.0, "dep001 false blue ")]
    [InlineData(100, 0.999999, "dep002 true blue ")]
    public async Task Nobody_and_everybody_can_be_sent_there(double percent, double dice, string seen)
    {
        await using var served = await StartAsync(new CanarySettings { PercentTraffic = percent, DeploymentId = "dep002" });
        _dice.Next = dice;
        Assert.Equal(seen, await SeenAsync(served));
    }

    [Fact]
    public async Task Without_a_canary_nobody_is_told_of_one()
    {
        await using var served = await StartAsync(null);
        Assert.Equal("dep001  blue ", await SeenAsync(served));
    }

    [Fact]
    public void One_deployment_behind_both_is_told_of_what_is_held_once()
    {
        using var ledgers = new Ledgers(Sample.Options);
        var api = GivenAccount.RestApi("/pets", GivenAccount.Get with { AuthorizationType = AuthorizationType.AwsIam })
            .Staged(static stage => stage with { CanarySettings = new CanarySettings { PercentTraffic = 1, DeploymentId = "dep001" }, TracingEnabled = true });
        var (snapshot, _) = SnapshotCompiler.Compile(GivenAccount.Empty with { RestApis = OrdinalMap.Empty<RestApi>().Add(api.Id, api) }, ledgers);
        Assert.Equal(2, snapshot!.Held.Count);
        Assert.Equal(snapshot.Held.Distinct(), snapshot.Held);
    }

    [Theory]
    [InlineData(true, "dep001", "1 1")]
    [InlineData(false, "dep001", "1 2")]
    [InlineData(true, "dep002", "1 2")]
    public async Task The_caches_are_one_only_for_one_deployment_and_if_it_is_said(bool useStageCache, string deployment, string seen)
    {
        var calls = 0;
        await using var backEnd = new ScriptedBackEnd(async connection =>
        {
            while (await connection.ReadRequestAsync() is not null)
            {
                await connection.WriteAsync($"HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n{Interlocked.Increment(ref calls)}");
            }
        });
        var api = CachedApi.Of(backEnd.Port);
        api = (api with { Deployments = api.Deployments.Add("dep002", api.Deployments["dep001"] with { Id = "dep002" }) })
            .Staged(stage => stage with { CanarySettings = new CanarySettings { PercentTraffic = 50, DeploymentId = deployment, UseStageCache = useStageCache } });
        await using var served = await ServedApi.StartAsync(api, new GatewayOptions { Dice = _dice });
        _dice.Next = 0.9;
        var own = await served.TextAsync("/pets/7");
        _dice.Next = 0.1;
        Assert.Equal(seen, own + " " + await served.TextAsync("/pets/7"));
        Assert.Equal(seen[2..], await served.TextAsync("/pets/7"));
        _dice.Next = 0.9;
        Assert.Equal("1", await served.TextAsync("/pets/7"));
    }

    private async Task<ServedApi> StartAsync(CanarySettings? canary)
    {
        var seen = new GatewayResponse
        {
            ResponseTemplates = OrdinalMap.Empty<string>().Add("text/plain", "$context.deploymentId $context.isCanaryRequest $stageVariables.colour $stageVariables.added"),
        };
        var api = GivenAccount.RestApi("/pets", GivenAccount.Get).Refusing("MISSING_AUTHENTICATION_TOKEN", seen);
        api = (api with { Deployments = api.Deployments.Add("dep002", api.Deployments["dep001"] with { Id = "dep002" }) }).Staged(stage => stage with { CanarySettings = canary });
        return await ServedApi.StartAsync(api, new GatewayOptions { Dice = _dice });
    }

    private static Task<string> SeenAsync(ServedApi served) => served.TextAsync("/nosuch");

    private sealed class Thrown : Random
    {
        public new double Next { get; set; }

        public override double NextDouble() => Next;
    }
}
