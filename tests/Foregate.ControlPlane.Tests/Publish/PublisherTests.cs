// SPDX-License-Identifier: Apache-2.0
using CsCheck;
using Foregate.ControlPlane.Publish;
using Foregate.ControlPlane.Store;
using Foregate.ControlPlane.Store.Sqlite;
using Foregate.ControlPlane.Tests.OpenApi;
using Foregate.ControlPlane.Tests.Codecs;
using Foregate.ControlPlane.Tests.Store.Sqlite;
using Foregate.DataPlane;
using Foregate.DataPlane.Pipeline;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.ApiGatewayV2;
using Microsoft.Extensions.Logging.Abstractions;

namespace Foregate.ControlPlane.Tests.Publish;

public sealed class PublisherTests : IDisposable
{
    private readonly Gateway _gateway = new(new GatewayOptions(), NullLogger.Instance);

    public void Dispose() => _gateway.Dispose();

    [Theory]
    [InlineData("petstore-rest.yaml", null)]
    [InlineData("upstream-rest.json", "http://127.0.0.1:9000")]
    [InlineData("http-api.yaml", null)]
    [InlineData("upstream-http.yaml", "http://127.0.0.1:9000")]
    public void Serves_what_the_importer_takes(string file, string? upstream)
    {
        var result = Imports.Of(Imports.Golden(file), file, upstream);
        var publisher = new Publisher(_gateway);
        Assert.Equal([], publisher.Publish(result.Account!).Faults);
        Assert.Same(result.Account, publisher.Find(AccountKey.Of(result.Account!)));
        Assert.Equal(1, _gateway.SnapshotVersion);
    }

    [Fact]
    public void Keeps_what_is_served_when_a_change_does_not_compile()
    {
        var publisher = new Publisher(_gateway);
        var good = Imports.Of(Imports.Golden("http-api.yaml")).Account!;
        publisher.Publish(good);
        var publication = publisher.Publish(good with { Apis = good.Apis.SetItem("broken", Broken(good)) });
        Assert.NotEmpty(publication.Faults);
        Assert.Null(publication.Changes);
        Assert.Same(good, publisher.Find(AccountKey.Of(good)));
        Assert.Equal(1, _gateway.SnapshotVersion);
    }

    [Fact]
    public void Tells_what_is_held_since_a_publication_and_not_again()
    {
        var publisher = new Publisher(_gateway);
        var good = Imports.Of(Imports.Golden("http-api.yaml")).Account!;
        Assert.Empty(publisher.Publish(good).NewlyHeld);
        var api = good.Apis.Values.Single() with { ProtocolType = ProtocolType.WebSocket };
        var held = good with { Apis = good.Apis.SetItem(api.ApiId, api) };
        Assert.Equal($"/apis/{api.ApiId}", Assert.Single(publisher.Publish(held).NewlyHeld).Path);
        Assert.Empty(publisher.Publish(held with { ApiKeys = held.ApiKeys }).NewlyHeld);
        Assert.Single(_gateway.Snapshot!.Held);
    }

    [Fact]
    public void Refuses_a_change_that_was_computed_from_something_else()
    {
        var publisher = new Publisher(_gateway);
        var first = Imports.Of(Imports.Golden("http-api.yaml")).Account!;
        Assert.False(publisher.Publish(null, first).IsOutdated);
        Assert.True(publisher.Publish(null, first with { }).IsOutdated);
        Assert.Same(first, publisher.Find(AccountKey.Of(first)));
    }

    [Fact]
    public void Keeps_what_it_serves_in_the_store_it_was_given()
    {
        using var scratch = new Scratch();
        var first = Imports.Of(Imports.Golden("petstore-rest.yaml")).Account!;
        var second = first with { ThrottleSettings = new ThrottleSettings { RateLimit = 5 } };
        using (var store = scratch.Open())
        {
            var publisher = new Publisher(_gateway, store);
            Assert.NotNull(publisher.Publish(null, first, new StoreChange("AKIAEXAMPLE", "CreateDeployment")).Changes);
            Assert.NotNull(publisher.Publish(first, second).Changes);
            Assert.Equal(2, store.Sequence);
        }

        using var again = scratch.Open();
        var stored = again.Find(AccountKey.Of(first))!;
        AnyAccount.Same(second, stored);
        var next = new Publisher(_gateway, again);
        Assert.Empty(next.Start());
        Assert.Same(stored, Assert.Single(_gateway.Snapshot!.Accounts));
        Assert.NotNull(next.Publish(stored).Changes);
        Assert.Same(stored, next.Find(AccountKey.Of(stored)));
        Assert.Equal(2, again.Sequence);
    }

    [Fact]
    public void Serves_on_what_it_served_when_a_change_cannot_be_stored()
    {
        using var scratch = new Scratch();
        using var store = scratch.Open();
        var publisher = new Publisher(_gateway, store);
        var good = Imports.Of(Imports.Golden("petstore-rest.yaml")).Account!;
        publisher.Publish(good);
        store.Forget();
        scratch.Ask("PRAGMA user_version = 99");
        var publication = publisher.Publish(good with { ThrottleSettings = new ThrottleSettings { RateLimit = 5 } });
        Assert.Equal(StoreFault.TooNew, publication.Unstored!.Fault);
        Assert.Null(publication.Changes);
        Assert.Same(good, publisher.Find(AccountKey.Of(good)));
        Assert.Equal(1, _gateway.SnapshotVersion);
        scratch.Ask($"PRAGMA user_version = {StoreSchema.Version}");
        Assert.NotNull(publisher.Publish(good with { ThrottleSettings = new ThrottleSettings { RateLimit = 6 } }).Changes);
        Assert.Equal(2, _gateway.SnapshotVersion);
    }

    [Fact]
    public void Serves_all_accounts_side_by_side_and_changes_one_without_the_others()
    {
        var store = new AccountStore();
        var publisher = new Publisher(_gateway, store);
        var served = Imports.Of(Imports.Golden("http-api.yaml")).Account!;
        publisher.Publish(served);
        Assert.Contains("taken", Assert.Single(publisher.Publish(null, served with { AccountId = "999999999999" }).Faults).Message, StringComparison.Ordinal);
        var other = Imports.Of(Imports.Golden("petstore-rest.yaml")).Account! with { AccountId = "999999999999" };
        Assert.NotNull(publisher.Publish(null, other).Changes);
        Assert.True(publisher.Publish(null, other with { }).IsOutdated);
        var changed = other with { ThrottleSettings = new ThrottleSettings { RateLimit = 5 } };
        Assert.NotNull(publisher.Publish(other, changed).Changes);
        Assert.Same(changed, store.Find(AccountKey.Of(other)));
        Assert.Same(served, publisher.Find(AccountKey.Of(served)));
        Assert.Equal([served, changed], _gateway.Snapshot!.Accounts.OrderBy(account => account.AccountId, StringComparer.Ordinal));
        var id = served.Apis.Keys.Single();
        Assert.True(publisher.IsTakenElsewhere(id, AccountKey.Of(other)));
        Assert.False(publisher.IsTakenElsewhere(id, AccountKey.Of(served)));
        Assert.Empty(publisher.Read(new AccountKey("111111111111", "us-east-1")).Apis);
    }

    [Fact]
    public void Refuses_a_change_of_what_somebody_else_stored_meanwhile()
    {
        var store = new AccountStore();
        var publisher = new Publisher(_gateway, store);
        var first = Imports.Of(Imports.Golden("http-api.yaml")).Account!;
        publisher.Publish(first);
        Assert.True(store.TryReplace(first, first with { }, StoreChange.OfTheGateway));
        Assert.True(publisher.Publish(first, first with { }).IsOutdated);
        Assert.Equal(1, _gateway.SnapshotVersion);
    }

    [Theory]
    [InlineData("petstore-rest.yaml")]
    [InlineData("http-api.yaml")]
    public void Serves_or_refuses_a_damaged_document_and_never_fails(string file)
    {
        var lines = Imports.Golden(file).Split('\n');
        string[] values = ["", "x", "7", "-1", "99999999999", "~", "true", "{}", "[]", "\"{\"", "\"{proxy+}\"", "\"$default\"", "\"${stageVariables.x}\"", "\"http://[\"", "\"http://169.254.169.254/\"", "\"\\u0000\\uFFFF\"", "\"'\"", "&a [*a]"];
        string[] keys = ["/{a}/{a}", "/{a}{b}", "//", "/%", "get", "GET /", "default", "\\d{", "integration.request.path.x", "append:header.host", "$ref", "<<"];
        Gen.Select(Gen.Int[0, lines.Length - 1], Gen.Int[0, 2], Gen.Int[0, values.Length - 1], Gen.Int[0, keys.Length - 1]).Array[1, 2].Sample(
            changes =>
            {
                var damaged = lines.ToArray();
                foreach (var (at, kind, value, key) in changes)
                {
                    var (name, rest) = damaged[at].IndexOf(": ", StringComparison.Ordinal) is > 0 and var colon ? (damaged[at][..colon], damaged[at][colon..]) : (damaged[at].TrimEnd(':'), ":");
                    damaged[at] = kind switch
                    {
                        0 => $"{name}: {values[value]}",
                        1 => string.Concat(name.AsSpan(0, name.Length - name.TrimStart().Length), $"\"{keys[key].Replace("\\", "\\\\", StringComparison.Ordinal)}\"", rest),
                        _ => "",
                    };
                }

                using var gateway = new Gateway(new GatewayOptions(), NullLogger.Instance);
                var result = Imports.Of(string.Join('\n', damaged), file);
                Assert.True(result.Account is null == result.Faults.Length > 0, "an account or faults, never both or neither");
                if (result.Account is { } account)
                {
                    var publication = new Publisher(gateway).Publish(account);
                    Assert.True(publication.Changes is null == publication.Faults.Length > 0, "changes or faults, never both or neither");
                }
            },
            iter: Math.Max(300, Check.Iter / 100),
            print: changes => string.Join(' ', changes.Select(change => $"line {change.Item1 + 1}: {(change.Item2 == 0 ? values[change.Item3] : change.Item2 == 1 ? keys[change.Item4] : "gone")}")));
    }

    private static Api Broken(Account account)
    {
        var api = account.Apis.Values.Single() with { ApiId = "broken" };
        var deployment = api.Deployments.Values.Single();
        var routes = deployment.Snapshot.Routes.SetItems(deployment.Snapshot.Routes.Select(route => KeyValuePair.Create(route.Key, route.Value with { Target = "integrations/nobody" })));
        return api with { Deployments = api.Deployments.SetItem(deployment.DeploymentId, deployment with { Snapshot = deployment.Snapshot with { Routes = routes } }) };
    }
}
