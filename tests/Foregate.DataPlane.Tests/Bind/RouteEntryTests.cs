// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Bind;
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Tests.Bind;

public sealed class RouteEntryTests
{
    [Fact]
    public void Notes_faults_at_the_plan_s_place()
    {
        List<CompilationFault> faults = [];
        var c = GivenRequest.Compilation(ApiKind.Http, faults);
        var builder = new PathTrieBuilder(skipsEmptySegments: false);
        RouteEntry.Add(builder, "/a", "GET", Routes.Plan("GET /a"), c);
        RouteEntry.Add(builder, "/a", "GET", Routes.Plan("GET /a"), c);
        RouteEntry.Add(builder, "/a", "get", Routes.Plan("get /a"), c);
        RouteEntry.Add(builder, "/{a", "GET", Routes.Plan("GET /{a"), c);
        Assert.Equal(["/GET /a", "/get /a", "/GET /{a"], faults.Select(f => f.Path));
    }

    [Fact]
    public void Does_not_take_a_plan_with_other_variables_than_its_path() =>
        Assert.Throws<ArgumentException>(() => RouteEntry.Add(
            new PathTrieBuilder(skipsEmptySegments: false), "/{a}/{b}", "GET", Routes.Plan("GET /{a}"), GivenRequest.Compilation(ApiKind.Http)));
}
