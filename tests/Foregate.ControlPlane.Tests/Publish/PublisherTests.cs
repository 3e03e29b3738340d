// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Publish;
using Foregate.ControlPlane.Tests.OpenApi;
using Foregate.DataPlane;
using Foregate.DataPlane.Pipeline;
using Foregate.Definitions;
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
        Assert.Same(result.Account, publisher.Current);
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
        Assert.Same(good, publisher.Current);
        Assert.Equal(1, _gateway.SnapshotVersion);
    }

    [Fact]
    public void Refuses_a_change_that_was_computed_from_something_else()
    {
        var publisher = new Publisher(_gateway);
        var first = Imports.Of(Imports.Golden("http-api.yaml")).Account!;
        Assert.False(publisher.Publish(null, first).IsOutdated);
        Assert.True(publisher.Publish(null, first with { }).IsOutdated);
        Assert.Same(first, publisher.Current);
    }

    private static Api Broken(Account account)
    {
        var api = account.Apis.Values.Single() with { ApiId = "broken" };
        var deployment = api.Deployments.Values.Single();
        var routes = deployment.Snapshot.Routes.SetItems(deployment.Snapshot.Routes.Select(route => KeyValuePair.Create(route.Key, route.Value with { Target = "integrations/nobody" })));
        return api with { Deployments = api.Deployments.SetItem(deployment.DeploymentId, deployment with { Snapshot = deployment.Snapshot with { Routes = routes } }) };
    }
}
