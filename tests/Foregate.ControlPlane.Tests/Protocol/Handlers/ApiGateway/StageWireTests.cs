// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Protocol.Handlers.ApiGateway;
using Foregate.ControlPlane.Protocol.Updates;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.Tests.Protocol.Handlers.ApiGateway;

public sealed class StageWireTests
{
    // As a template or a document says it: each method what is its own.
    private static readonly Stage s_stage = new()
    {
        StageName = "prod",
        DeploymentId = "dep001",
        CreatedDate = DateTimeOffset.UnixEpoch,
        LastUpdatedDate = DateTimeOffset.UnixEpoch,
        MethodSettings = OrdinalMap.Empty<MethodSetting>()
            .Add("*/*", new MethodSetting { MetricsEnabled = true, LoggingLevel = "INFO", CachingEnabled = true, ThrottlingRateLimit = 5 })
            .Add("pets/ANY", new MethodSetting { CacheTtlInSeconds = 60 })
            .Add("pets/GET", new MethodSetting { CacheTtlInSeconds = 60, LoggingLevel = "OFF" })
            .Add("pets/POST", new MethodSetting { ThrottlingBurstLimit = 3 }),
    };

    [Theory]
    [InlineData("*/*", true, "INFO", true, 300, 5.0, null)]
    [InlineData("pets/GET", true, "OFF", true, 60, 5.0, null)]
    [InlineData("pets/ANY", true, "INFO", true, 60, 5.0, null)]
    [InlineData("pets/POST", true, "INFO", false, 300, 5.0, 3)]
    public void What_a_method_has_of_all_is_told_as_what_holds_for_it(string key, bool metrics, string level, bool cached, int seconds, double rate, int? burst)
    {
        var told = StageWire.Write(s_stage)["methodSettings"]![key]!;
        Assert.Equal((metrics, level, cached, seconds), (told.GetBoolean("metricsEnabled"), told.GetText("loggingLevel"), told.GetBoolean("cachingEnabled"), told.GetInteger("cacheTtlInSeconds")));
        Assert.Equal((rate, burst), (told.GetNumber("throttlingRateLimit"), told.GetInteger("throttlingBurstLimit")));
        Assert.Equal((false, true), (told.GetBoolean("dataTraceEnabled"), told.GetBoolean("requireAuthorizationForCacheControl")));
    }

    [Fact]
    public void A_change_of_something_else_leaves_what_methods_have_of_all()
    {
        var after = Patch(new PatchOperation("replace", "/description", "d"));
        Assert.Equal("d", after.Description);
        Assert.Equal(s_stage.MethodSettings, after.MethodSettings);
    }

    [Fact]
    public void A_change_of_a_method_makes_its_own_what_held_for_it_but_caching()
    {
        var after = Patch(new("replace", "/pets/POST/throttling/rateLimit", "2"), new("replace", "/pets/GET/metrics/enabled", "false")).MethodSettings;
        Assert.Equal((2, 3, "INFO", true, null), (after["pets/POST"].ThrottlingRateLimit, after["pets/POST"].ThrottlingBurstLimit, after["pets/POST"].LoggingLevel, after["pets/POST"].MetricsEnabled, after["pets/POST"].CachingEnabled));
        Assert.Equal((false, 60), (after["pets/GET"].MetricsEnabled, after["pets/GET"].CacheTtlInSeconds));
        Assert.Equal((s_stage.MethodSettings["pets/ANY"], s_stage.MethodSettings["*/*"]), (after["pets/ANY"], after["*/*"]));
    }

    [Theory]
    [InlineData("GET", true)]
    [InlineData("ANY", null)]
    [InlineData("POST", null)]
    public void A_method_that_is_set_for_the_first_time_is_cached_by_itself_only_if_it_is_GET(string method, bool? cached)
    {
        var setting = Patch(new PatchOperation("replace", $"/toys/{method}/throttling/rateLimit", "2")).MethodSettings["toys/" + method];
        Assert.Equal((cached, 2, "INFO"), (setting.CachingEnabled, setting.ThrottlingRateLimit, setting.LoggingLevel));
    }

    private static Stage Patch(params PatchOperation[] operations)
    {
        var (patched, error) = StagePatches.Table.Apply(StageWire.Write(s_stage), operations);
        Assert.Null(error);
        return StageWire.Read(patched!, s_stage);
    }
}
