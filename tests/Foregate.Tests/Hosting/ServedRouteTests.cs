// SPDX-License-Identifier: Apache-2.0
using Foregate.Hosting;
using Foregate.Tests.Running;

namespace Foregate.Tests.Hosting;

public sealed class ServedRouteTests
{
    [Fact]
    public void Lists_every_method_and_whether_it_needs_a_key()
    {
        var import = Imports.Of(SmallDocuments.Hello("hi", SmallDocuments.Mock("/secret/{a}", "x", needsKey: true)));
        var routes = ServedRoute.Of(import, import.Apis[0]);
        Assert.Equal([new ServedRoute("GET", "/hello", false), new ServedRoute("GET", "/secret/{a}", true)], routes);
    }

    [Fact]
    public void Lists_the_routes_of_http_apis()
    {
        var import = Imports.Of(File.ReadAllText(Path.Combine(Folder.Repository, "samples/petstore/http-api.yaml")));
        var routes = ServedRoute.Of(import, import.Apis[0]);
        Assert.Contains(new ServedRoute("ANY", "$default", false), routes);
        Assert.Contains(new ServedRoute("GET", "/pets/{petId}", false), routes);
    }

    [Theory]
    [InlineData("/pets/{petId}/photos/{proxy+}", "/pets/1/photos/1")]
    [InlineData("$default", "/")]
    [InlineData("/", "/")]
    public void An_example_matches_its_route(string path, string example) => Assert.Equal(example, new ServedRoute("GET", path, false).Example);

    [Fact]
    public void The_simplest_reads_without_variables()
    {
        ServedRoute[] routes = [new("OPTIONS", "/", false), new("POST", "/a", false), new("GET", "/a/{b}", false), new("GET", "/long/er", false), new("ANY", "/", false)];
        Assert.Equal("/long/er", ServedRoute.Simplest(routes)!.Path);
        Assert.Null(ServedRoute.Simplest([]));
    }
}
