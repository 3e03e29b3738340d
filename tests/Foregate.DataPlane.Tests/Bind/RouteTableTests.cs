// SPDX-License-Identifier: Apache-2.0
using CsCheck;
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Tests.Bind;

public sealed class RouteTableTests
{
    private const string Refused = "404 Not Found";

    [Theory]
    [InlineData("GET", "/pets/dog/1", "GET /pets/dog/1")]
    [InlineData("GET", "/pets/dog/2", "GET /pets/dog/{id} id=2")]
    [InlineData("GET", "/pets/cat/1", "GET /pets/{proxy+} proxy=cat/1")]
    [InlineData("POST", "/test/5", "ANY /{proxy+} proxy=test/5")]
    [InlineData("POST", "/pets/dog/1", "ANY /{proxy+} proxy=pets/dog/1")]
    [InlineData("GET", "/", "$default")]
    [InlineData("PROPFIND", "/pets/dog/1", "$default")]
    public void Chooses_as_the_example_of_the_guide(string method, string target, string expected) =>
        Assert.Equal(expected, Routes.Ask(
            Routes.Table("GET /pets/dog/1", "GET /pets/dog/{id}", "GET /pets/{proxy+}", "ANY /{proxy+}", "$default"), method, target));

    [Theory]
    [InlineData("GET", "/a/b", "ANY /a/b")]
    [InlineData("GET", "/a/x", "GET /a/{v} v=x")]
    [InlineData("POST", "/a/x", "ANY /a/{v} v=x")]
    [InlineData("GET", "/x/b", "GET /{v}/b v=x")]
    [InlineData("POST", "/x/b", Refused)]
    public void Prefers_the_more_specific_path_to_the_exact_method_and_that_to_ANY(string method, string target, string expected) =>
        Assert.Equal(expected, Routes.Ask(Routes.Table("ANY /a/b", "GET /a/{v}", "ANY /a/{v}", "GET /{v}/b"), method, target));

    [Theory]
    [InlineData("GET", "/pets/mine", "GET /pets/{id} id=mine")]
    [InlineData("POST", "/pets/mine", "POST /pets/mine")]
    [InlineData("PUT", "/pets/mine", "PUT /pets/{rest+} rest=mine")]
    [InlineData("DELETE", "/pets/mine", "$default")]
    public void Goes_on_when_a_specific_path_lacks_the_method(string method, string target, string expected) =>
        Assert.Equal(expected, Routes.Ask(Routes.Table("POST /pets/mine", "GET /pets/{id}", "PUT /pets/{rest+}", "$default"), method, target));

    [Theory]
    [InlineData("/a/b", "GET /{v}/b v=a")]
    [InlineData("/a/c", "GET /a/{rest+} rest=c")]
    [InlineData("/a/b/c/d", "GET /a/b/{rest+} rest=c/d")]
    [InlineData("/a/x/c/d", "GET /a/{v}/c/{rest+} v=x rest=d")]
    [InlineData("/a/x/y/d", "GET /a/{rest+} rest=x/y/d")]
    [InlineData("/z/b/c", "GET /{v}/b/{rest+} v=z rest=c")]
    [InlineData("/z/c/c", "GET /{rest+} rest=z/c/c")]
    public void Tries_every_full_match_before_greedy_routes_and_the_longer_static_prefix_first(string target, string expected) =>
        Assert.Equal(expected, Routes.Ask(
            Routes.Table(
                "GET /{rest+}", "GET /a/{rest+}", "GET /a/b/{rest+}", "GET /a/{v}/c/{rest+}", "GET /{v}/b", "GET /{v}/b/{rest+}"),
            "GET", target));

    [Fact]
    public void Prefers_the_exact_method_to_ANY_on_a_greedy_path()
    {
        var table = Routes.Table("ANY /a/{x+}", "GET /a/{x+}", "GET /{x+}");
        Assert.Equal("GET /a/{x+} x=1", Routes.Ask(table, "GET", "/a/1"));
        Assert.Equal("ANY /a/{x+} x=1", Routes.Ask(table, "PUT", "/a/1"));
    }

    [Fact]
    public void Keeps_variables_of_different_names_at_one_level_apart()
    {
        var table = Routes.Table("GET /users/{userId}/pets", "GET /users/{name}/toys", "POST /users/{other}");
        Assert.Equal("GET /users/{userId}/pets userId=7", Routes.Ask(table, "GET", "/users/7/pets"));
        Assert.Equal("GET /users/{name}/toys name=7", Routes.Ask(table, "GET", "/users/7/toys"));
        Assert.Equal("POST /users/{other} other=7", Routes.Ask(table, "POST", "/users/7"));
    }

    [Theory]
    [InlineData("/pets/", Refused)]
    [InlineData("/pets/7/", Refused)]
    [InlineData("/pets//7", Refused)]
    [InlineData("//pets", Refused)]
    [InlineData("/slashed/", "GET /slashed/")]
    [InlineData("/slashed", Refused)]
    [InlineData("/files", Refused)]
    [InlineData("/files/", Refused)]
    [InlineData("/files//", Refused)]
    [InlineData("/files/a/", "GET /files/{p+} p=a/")]
    [InlineData("/files//a//b", "GET /files/{p+} p=/a//b")]
    [InlineData("/", "GET /")]
    public void Takes_slashes_seriously(string target, string expected) =>
        Assert.Equal(expected, Routes.Ask(Routes.Table("GET /", "GET /pets", "GET /pets/{id}", "GET /slashed/", "GET /files/{p+}"), "GET", target));

    [Theory]
    [InlineData("GET", "/things", "GET /things")]
    [InlineData("HEAD", "/things", Refused)]
    [InlineData("GET", "/Things", Refused)]
    [InlineData("GET", "/%74hings", "GET /things")]
    [InlineData("GET", "/a%2Fb", Refused)]
    public void Is_case_sensitive_and_keeps_HEAD_apart(string method, string target, string expected) =>
        Assert.Equal(expected, Routes.Ask(Routes.Table("GET /things", "GET /a/b"), method, target));

    [Fact]
    public void Binds_an_empty_stage_path_to_the_root()
    {
        var exchange = GivenRequest.Of("GET", "/prod");
        exchange.StagePath = new(exchange.Request.Path.End, 0);
        Assert.Equal("GET /", Routes.Ask(Routes.Table("GET /", "GET /{proxy+}"), exchange));
        exchange = GivenRequest.Of("GET", "/prod");
        exchange.StagePath = new(exchange.Request.Path.End, 0);
        Assert.Equal(Refused, Routes.Ask(Routes.Table("GET /{proxy+}"), exchange));
    }

    [Fact]
    public void Does_bounded_work_on_a_tree_made_to_backtrack()
    {
        // Every level has a literal and a variable, both alive to the bottom; a matcher that forgets what it has tried needs 2^60 tries.
        List<string> keys = [];
        for (var i = 0; i < 60; i++)
        {
            keys.Add("GET /" + string.Join('/', Enumerable.Range(0, 61).Select(level => level < i || level % 2 == 0 ? "a" : "{v" + level + "}")));
            keys.Add("GET /" + string.Join('/', Enumerable.Range(0, i + 1).Select(level => level % 2 == 0 ? "a" : "{w" + level + "}")) + "/{rest" + "}/end");
        }

        var table = Routes.Table([.. keys.Distinct()], []);
        var path = string.Concat(Enumerable.Repeat("/a", 61));
        Assert.Equal(Refused, Routes.Ask(table, "GET", path + "/b"));
        Assert.StartsWith("GET /a/a", Routes.Ask(table, "GET", path));
    }

    [Fact]
    public void Refuses_a_second_default_route()
    {
        List<CompilationFault> faults = [];
        Routes.Table(["$default", "$default"], faults);
        Assert.Contains("more than one $default", Assert.Single(faults).Message);
    }

    [Fact]
    public void Answers_an_HTTP_API_s_own_404_whatever_the_request_carries()
    {
        var rejection = Routes.Table("GET /a").Bind(GivenRequest.Of("GET", "/b", "Authorization: Bearer x")).Rejection!;
        Assert.Equal((404, "Not Found", RejectionReason.ResourceNotFound), (rejection.Status, rejection.Message, rejection.Reason));
        Assert.Contains("no $default route", rejection.Detail);
    }

    [Fact]
    public void Allocates_nothing()
    {
        var table = Routes.Table("GET /", "GET /pets/{id}/toys/{toy}", "GET /pets/mine", "ANY /files/{proxy+}", "PUT /pets/mine");
        foreach (var target in (string[])["/", "/pets/7/toys/8", "/pets/mine", "/files/y/z", "/pets/7/x", "/%70ets/7/toys/%38", "/unknown"])
        {
            var exchange = GivenRequest.Of("GET", target);
            Assert.Equal(0, GivenRequest.Allocated(() => table.Bind(exchange)));
        }
    }

    [Fact]
    public void Agrees_with_a_matcher_that_looks_at_every_route() =>
        Gen.Select(RoutingOracle.Keys, RoutingOracle.Targets.Array[1, 20], RoutingOracle.Methods).Sample(
            (keys, targets, method) =>
            {
                var distinct = RoutingOracle.Distinct(keys, skipsEmpty: false);
                List<CompilationFault> faults = [];
                var table = Routes.Table(distinct, faults);
                Assert.Empty(faults);
                foreach (var target in targets)
                {
                    var expected = RoutingOracle.Http(distinct, method, target);
                    Assert.Equal(expected == "404" ? Refused : expected, Routes.Ask(table, method, target));
                }
            },
            iter: Math.Max(1_500, CsCheck.Check.Iter / 10));
}
