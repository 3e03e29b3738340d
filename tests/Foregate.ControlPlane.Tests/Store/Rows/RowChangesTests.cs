// SPDX-License-Identifier: Apache-2.0
using CsCheck;
using Foregate.ControlPlane.Store;
using Foregate.ControlPlane.Store.Rows;
using Foregate.ControlPlane.Store.Secrets;
using Foregate.ControlPlane.Tests.Codecs;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Tests.Store.Rows;

public sealed class RowChangesTests : IDisposable
{
    private static readonly DateTimeOffset s_time = DateTimeOffset.UnixEpoch;
    private readonly MasterKey _key = new(new byte[32]);

    public void Dispose() => _key.Dispose();

    [Fact]
    public void Rows_follow_any_change() => Gen.Int.Sample(
        seed =>
        {
            var any = new AnyAccount(seed);
            var account = any.Next();
            var rows = new SortedDictionary<string, RowChange>(StringComparer.Ordinal);
            Apply(rows, RowChanges.Between(null, account));
            for (var change = 0; change < 5; change++)
            {
                var changed = any.Changed(account);
                Apply(rows, RowChanges.Between(account, changed));
                AnyAccount.Same(changed, Build(rows));
                account = changed;
            }

            Assert.Empty(RowChanges.Between(account, account));
            Assert.Empty(RowChanges.Between(account, Build(rows)));
        },
        iter: Math.Max(200, Check.Iter / 200));

    [Fact]
    public void One_method_is_one_row_in_an_api_of_any_size()
    {
        var account = Account(apis: 20, resources: 50);
        var api = account.RestApis["api7"];
        var resource = api.Resources["r3"];
        var changed = account with
        {
            RestApis = account.RestApis.SetItem("api7", api with
            {
                Resources = api.Resources.SetItem("r3", resource with { ResourceMethods = resource.ResourceMethods.SetItem("POST", new Method { HttpMethod = "POST" }) }),
            }),
        };
        Assert.Equal(["+restApis/api7/resources/r3/resourceMethods/POST"], RowChanges.Between(account, changed).Select(row => row.ToString()));
        Assert.Equal(["-restApis/api7/resources/r3/resourceMethods/POST"], RowChanges.Between(changed, account).Select(row => row.ToString()));
        Assert.Equal(["-restApis/api7"], RowChanges.Between(account, account with { RestApis = account.RestApis.Remove("api7") }).Select(row => row.ToString()));
    }

    [Fact]
    public void Another_value_of_a_key_is_a_change_though_its_row_says_the_same()
    {
        var key = new ApiKey { Id = "k", Value = "one", CreatedDate = s_time, LastUpdatedDate = s_time };
        var account = Account(0, 0);
        var before = account with { ApiKeys = account.ApiKeys.Add("k", key) };
        var row = Assert.Single(RowChanges.Between(before, before with { ApiKeys = before.ApiKeys.SetItem("k", key with { Value = "two" }) }));
        Assert.Equal("two", row.Secret);
        Assert.DoesNotContain("two", System.Text.Encoding.UTF8.GetString(row.Body!), StringComparison.Ordinal);
    }

    internal static Account Account(int apis, int resources)
    {
        var account = new Account { AccountId = "000000000000", Region = "us-east-1" };
        for (var i = 0; i < apis; i++)
        {
            var api = new RestApi { Id = $"api{i}", Name = $"api {i}", CreatedDate = s_time, RootResourceId = "r0" };
            for (var r = 0; r < resources; r++)
            {
                var method = new Method { HttpMethod = "GET", MethodIntegration = new Integration { Type = IntegrationType.HttpProxy, HttpMethod = "GET", Uri = $"http://127.0.0.1:8080/{r}" } };
                var resource = new Resource { Id = $"r{r}", Path = $"/{r}", ParentId = r == 0 ? null : "r0", PathPart = r == 0 ? null : $"{r}" };
                api = api with { Resources = api.Resources.Add(resource.Id, resource with { ResourceMethods = resource.ResourceMethods.Add("GET", method) }) };
            }

            var deployment = new Deployment { Id = "d", CreatedDate = s_time, Snapshot = new ApiSnapshot { Resources = api.Resources } };
            var stage = new Stage { StageName = "prod", DeploymentId = "d", CreatedDate = s_time, LastUpdatedDate = s_time };
            account = account with { RestApis = account.RestApis.Add(api.Id, api with { Deployments = api.Deployments.Add("d", deployment), Stages = api.Stages.Add("prod", stage) }) };
        }

        return account;
    }

    private static void Apply(SortedDictionary<string, RowChange> rows, IEnumerable<RowChange> changes)
    {
        foreach (var change in changes)
        {
            if (change.Body is not null)
            {
                rows[change.Path] = change;
                continue;
            }

            foreach (var gone in rows.Keys.Where(path => path == change.Path || path.StartsWith(change.Path + "/", StringComparison.Ordinal)).ToList())
            {
                rows.Remove(gone);
            }
        }
    }

    private Account Build(SortedDictionary<string, RowChange> rows)
    {
        var key = new AccountKey("000000000000", "us-east-1");
        var bundles = rows.Values.Where(row => row.BundleHash is not null).DistinctBy(row => Convert.ToHexString(row.BundleHash!)).ToDictionary(row => Convert.ToHexString(row.BundleHash!), row => row.Bundle!);
        var source = new RowSource(key, "rows", "0.0.0", _key, [], hash => bundles.GetValueOrDefault(Convert.ToHexString(hash)));
        return RowNode.Build(source, rows.Values.Select(row => new StoredRow(row.Path, row.Body!, row.Secret is null ? null : _key.Seal(row.Secret, SealedPlace.Of(key, row.Path)), row.BundleHash)));
    }
}
