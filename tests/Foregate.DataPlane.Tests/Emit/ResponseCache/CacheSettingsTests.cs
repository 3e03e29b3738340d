// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Emit.ResponseCache;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Tests.Pipeline;
using Foregate.DataPlane.Verdicts;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.DataPlane.Tests.Emit.ResponseCache;

public sealed class CacheSettingsTests
{
    private static readonly MethodSetting On = new() { CachingEnabled = true };

    [Fact]
    public void What_is_said_of_a_method_comes_before_what_is_said_of_all()
    {
        var both = OrdinalMap.Empty<MethodSetting>().Add("*/*", On with { CacheTtlInSeconds = 10, UnauthorizedCacheControlHeaderStrategy = "FAIL_WITH_403" });
        var inherited = Of(both.Add("pets/GET", new MethodSetting()))!;
        Assert.Equal((10, false, false, true), (inherited.Seconds, inherited.IsForAllMethods, inherited.AllowsInvalidation, inherited.Refusal is not null));
        var own = Of(both.Add("pets/GET", On with { CacheTtlInSeconds = 20, RequireAuthorizationForCacheControl = false }))!;
        Assert.Equal((20, true, true), (own.Seconds, own.IsForAllMethods, own.AllowsInvalidation));
        Assert.Null(Of(both.Add("pets/GET", new MethodSetting { CachingEnabled = false })));
    }

    [Fact]
    public void Without_a_word_AWS_caches_for_five_minutes_and_warns()
    {
        var settings = Of(OrdinalMap.Empty<MethodSetting>().Add("*/*", On))!;
        Assert.Equal((300, true, false, null), (settings.Seconds, settings.Warns, settings.AllowsInvalidation, settings.Refusal));
    }

    [Fact]
    public void Streamed_answers_are_not_cached() => Assert.Null(Of(
        OrdinalMap.Empty<MethodSetting>().Add("*/*", On), GivenAccount.Get with { MethodIntegration = new Integration { Type = IntegrationType.HttpProxy, ResponseTransferMode = ResponseTransferMode.Stream } }));

    private static CacheSettings? Of(System.Collections.Immutable.ImmutableSortedDictionary<string, MethodSetting> settings, Method? method = null) =>
        CacheSettings.For(GivenAccount.Prod with { CacheClusterEnabled = true, MethodSettings = settings }, "/pets", method ?? GivenAccount.Get, Sample.Compilation(ApiKind.Rest, []));
}
