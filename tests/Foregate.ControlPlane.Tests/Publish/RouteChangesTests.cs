// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Publish;
using Foregate.ControlPlane.Tests.Store.Rows;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Tests.Publish;

public sealed class RouteChangesTests
{
    private static readonly Account s_account = RowChangesTests.Account(apis: 3, resources: 2);

    [Fact]
    public void Only_the_api_that_changed_is_named()
    {
        var changes = RouteChanges.Between(s_account, Change(api => Redeploy(api, api.Resources.Remove("r1"))));
        Assert.Equal("- api 1 prod: GET /1", changes.ToString());
        Assert.False(changes.SettingsChanged);
    }

    [Fact]
    public void A_setting_of_one_stage_is_seen()
    {
        var changes = RouteChanges.Between(s_account, Change(api => api with { Stages = api.Stages.SetItem("prod", api.Stages["prod"] with { Variables = api.Stages["prod"].Variables.Add("a", "b") }) }));
        Assert.Equal("settings", changes.ToString());
    }

    [Fact]
    public void A_key_is_seen_though_no_api_changed()
    {
        var key = new ApiKey { Id = "k", Value = "v", CreatedDate = default, LastUpdatedDate = default };
        Assert.Equal("settings", RouteChanges.Between(s_account, s_account with { ApiKeys = s_account.ApiKeys.Add("k", key) }).ToString());
    }

    [Fact]
    public void The_same_said_anew_is_nothing()
    {
        Assert.Equal("nothing", RouteChanges.Between(s_account, s_account with { }).ToString());
        Assert.Equal("nothing", RouteChanges.Between(s_account, RowChangesTests.Account(apis: 3, resources: 2)).ToString());
        Assert.True(RouteChanges.Between(s_account, s_account).IsEmpty);
    }

    [Fact]
    public void An_api_that_is_gone_or_new_is_named_with_all_its_routes_and_settings()
    {
        var less = s_account with { RestApis = s_account.RestApis.Remove("api2") };
        Assert.Equal("- api 2 prod: GET /0, - api 2 prod: GET /1, settings", RouteChanges.Between(s_account, less).ToString());
        Assert.Equal("+ api 2 prod: GET /0, + api 2 prod: GET /1, settings", RouteChanges.Between(less, s_account).ToString());
    }

    private static Account Change(Func<RestApi, RestApi> change) => s_account with { RestApis = s_account.RestApis.SetItem("api1", change(s_account.RestApis["api1"])) };

    private static RestApi Redeploy(RestApi api, System.Collections.Immutable.ImmutableSortedDictionary<string, Resource> resources) =>
        api with { Resources = resources, Deployments = api.Deployments.SetItem("d", api.Deployments["d"] with { Snapshot = new ApiSnapshot { Resources = resources } }) };
}
