// SPDX-License-Identifier: Apache-2.0
using CsCheck;
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Tests.Bind;

public sealed class ResourceTreeTests
{
    private const string Refused = "403 Missing Authentication Token";

    [Theory]
    [InlineData("GET", "/", "GET /")]
    [InlineData("GET", "/pets", "GET /pets")]
    [InlineData("GET", "/pets/7", "GET /pets/{petId} petId=7")]
    [InlineData("GET", "/pets/mine", "GET /pets/mine")]
    [InlineData("GET", "/pets/7/toys/ball", "GET /pets/{petId}/toys/{toyId} petId=7 toyId=ball")]
    [InlineData("GET", "/files/a", "ANY /files/{proxy+} proxy=a")]
    [InlineData("GET", "/files/a/b/c", "ANY /files/{proxy+} proxy=a/b/c")]
    [InlineData("GET", "/a-very-long-literal-segment/x", "GET /a-very-long-literal-segment/{x} x=x")]
    [InlineData("GET", "/a-very-long-literal-segmenT/x", Refused)]
    [InlineData("GET", "/files", Refused)]
    [InlineData("GET", "/files/", Refused)]
    [InlineData("GET", "/Pets", Refused)]
    [InlineData("GET", "/petss", Refused)]
    [InlineData("GET", "/pet", Refused)]
    [InlineData("GET", "/unknown", Refused)]
    [InlineData("GET", "/pets/7/toys", Refused)]
    public void Finds_the_most_specific_resource(string method, string target, string expected)
    {
        var tree = Routes.Tree(
            "GET /", "GET /pets", "GET /pets/{petId}", "GET /pets/mine", "GET /pets/{petId}/toys/{toyId}", "ANY /files/{proxy+}",
            "GET /a-very-long-literal-segment/{x}");
        Assert.Equal(expected, Routes.Ask(tree, method, target));
    }

    [Theory]
    [InlineData("12345678")]
    [InlineData("123456789")]
    [InlineData("123456789012")]
    [InlineData("1234567890123")]
    [InlineData("1234567890123456")]
    [InlineData("12345678901234567")]
    public void Tells_literals_apart_by_every_byte_whatever_their_length(string literal)
    {
        var tree = Routes.Tree("GET /" + literal);
        Assert.Equal("GET /" + literal, Routes.Ask(tree, "GET", "/" + literal));
        Assert.Equal(Refused, Routes.Ask(tree, "GET", "/" + literal + "x"));
        Assert.Equal(Refused, Routes.Ask(tree, "GET", "/" + literal[..^1]));
        for (var i = 0; i < literal.Length; i++)
        {
            Assert.Equal(Refused, Routes.Ask(tree, "GET", "/" + literal[..i] + "x" + literal[(i + 1)..]));
        }
    }

    [Theory]
    [InlineData("GET", "GET /things")]
    [InlineData("POST", "ANY /things")]
    [InlineData("HEAD", "ANY /things")]
    [InlineData("OPTIONS", "ANY /things")]
    [InlineData("PATCH", "ANY /things")]
    [InlineData("PUT", "ANY /things")]
    [InlineData("DELETE", "ANY /things")]
    [InlineData("PROPFIND", Refused)]
    [InlineData("get", Refused)]
    public void Prefers_the_method_to_ANY_which_is_seven_methods(string method, string expected) =>
        Assert.Equal(expected, Routes.Ask(Routes.Tree("ANY /things", "GET /things"), method, "/things"));

    [Fact]
    public void Does_not_take_GET_for_HEAD() => Assert.Equal(Refused, Routes.Ask(Routes.Tree("GET /things"), "HEAD", "/things"));

    [Theory]
    [InlineData("POST", "/pets/mine", Refused)]
    [InlineData("POST", "/pets/other", "POST /pets/{id} id=other")]
    [InlineData("GET", "/pets", Refused)]
    [InlineData("DELETE", "/pets/other", Refused)]
    public void Asks_no_other_resource_when_the_most_specific_one_lacks_the_method(string method, string target, string expected) =>
        Assert.Equal(expected, Routes.Ask(Routes.Tree("GET /pets/mine", "POST /pets/{id}", "ANY /{proxy+}"), method, target));

    [Fact]
    public void Lets_a_resource_without_methods_hide_less_specific_ones()
    {
        Assert.Equal(Refused, Routes.Ask(Routes.Tree(["ANY /{proxy+}"], ["/", "/empty", "/{proxy+}"], []), "GET", "/empty"));
        Assert.Equal("ANY /{proxy+} proxy=empty/x", Routes.Ask(Routes.Tree(["ANY /{proxy+}"], ["/", "/empty", "/{proxy+}"], []), "GET", "/empty/x"));
        Assert.Equal(Refused, Routes.Ask(Routes.Tree(["ANY /{proxy+}"], ["/a/{rest+}"], []), "GET", "/a/b"));
    }

    [Theory]
    [InlineData("/a/b/x", "ANY /{proxy+} proxy=a/b/x")]
    [InlineData("/a/b/c/d", "ANY /{proxy+} proxy=a/b/c/d")]
    [InlineData("/a/b/c", "GET /a/b/c")]
    [InlineData("/a/y/z", "GET /a/{v}/z v=y")]
    [InlineData("/a/b/z", "GET /a/{v}/z v=b")]
    [InlineData("/g/h/i", "GET /g/{rest+} rest=h/i")]
    [InlineData("/g/h/k", "GET /g/h/k")]
    public void Falls_back_to_the_nearest_greedy_resource_when_the_path_ends_nowhere(string target, string expected) =>
        Assert.Equal(expected, Routes.Ask(Routes.Tree("GET /a/b/c", "GET /a/{v}/z", "GET /g/{rest+}", "GET /g/h/k", "ANY /{proxy+}"), "GET", target));

    [Fact]
    public void Prefers_a_greedy_child_of_a_literal_to_a_variable_beside_the_literal() =>
        Assert.Equal("GET /a/{rest+} rest=b", Routes.Ask(Routes.Tree("GET /{v}/b", "GET /a/{rest+}"), "GET", "/a/b"));

    [Theory]
    [InlineData("//x", "GET /x")]
    [InlineData("/x/", "GET /x")]
    [InlineData("/x//", "GET /x")]
    [InlineData("/a//b", "GET /a/{b} b=b")]
    [InlineData("/a/b/", "GET /a/{b} b=b")]
    [InlineData("/p/proxy-value//double-slash", "GET /p/{proxy+} proxy=proxy-value//double-slash")]
    [InlineData("/p/value/", "GET /p/{proxy+} proxy=value")]
    [InlineData("/p//value//x//", "GET /p/{proxy+} proxy=value//x")]
    [InlineData("/p//", Refused)]
    [InlineData("//", "GET /")]
    public void Tolerates_doubled_and_trailing_slashes_but_keeps_doubled_ones_in_a_greedy_value(string target, string expected) =>
        Assert.Equal(expected, Routes.Ask(Routes.Tree("GET /", "GET /x", "GET /a/{b}", "GET /p/{proxy+}"), "GET", target));

    [Theory]
    [InlineData("/test%2Balias@gmail.com", "GET /{v} v=test%2Balias@gmail.com")]
    [InlineData("/%61dmin", "GET /admin")]
    [InlineData("/%61%64%6D%69%6e", "GET /admin")]
    [InlineData("/admin%2Fx", "GET /{v} v=admin%2Fx")]
    [InlineData("/%2561dmin", "GET /{v} v=%2561dmin")]
    [InlineData("/v1%3Abatch/%61dmin", "GET /v1:batch/admin")]
    [InlineData("/v1:batch/a%2Fb", "GET /v1:batch/{x} x=a%2Fb")]
    [InlineData("/caf%C3%A9-und-mehr", "GET /café-und-mehr")]
    public void Compares_literals_decoded_and_gives_values_as_sent(string target, string expected) =>
        Assert.Equal(expected, Routes.Ask(
            Routes.Tree("GET /admin", "GET /{v}", "GET /v1:batch/admin", "GET /v1:batch/{x}", "GET /café-und-mehr"), "GET", target));

    [Fact]
    public void Binds_a_stage_root_without_a_slash()
    {
        var exchange = GivenRequest.Of("GET", "/prod");
        exchange.StagePath = new(exchange.Request.Path.End, 0);
        Assert.Equal("GET /", Routes.Ask(Routes.Tree("GET /"), exchange));
    }

    [Fact]
    public void Reads_no_byte_behind_the_path()
    {
        // The bytes behind the stage path would go on with the literal.
        var exchange = GivenRequest.Of("GET", "/abcdefghij");
        exchange.StagePath = new(exchange.Request.Path.Offset, 4);
        Assert.Equal("GET /abc", Routes.Ask(Routes.Tree("GET /abc", "GET /abcdefghij"), exchange));
    }

    [Theory]
    [InlineData("GET /a/{x}", "GET /a/{y}", "GET /a/{y} matches the same requests as GET /a/{x}")]
    [InlineData("GET /a/{x+}", "GET /a/{y+}", "GET /a/{y+} matches the same requests as GET /a/{x+}")]
    [InlineData("GET /a", "BREW /a", "The method BREW is none of")]
    [InlineData("GET /a", "GET /{x+}/a", "goes on after a greedy variable")]
    [InlineData("GET /a", "GET /a{x}", "is not a path variable")]
    [InlineData("GET /a", "GET /{}", "is not a path variable")]
    [InlineData("GET /a", "GET /{x}/{x}", "uses the variable {x} twice")]
    [InlineData("GET /a", "GET a", "must start with a slash")]
    public void Refuses_what_it_could_not_tell_apart_or_read(string first, string second, string fault)
    {
        List<CompilationFault> faults = [];
        Routes.Tree([first, second], [], faults);
        var only = Assert.Single(faults);
        Assert.Contains(fault, only.Message);
        Assert.Equal("/" + second, only.Path);
    }

    [Fact]
    public void Notes_a_bad_path_once()
    {
        List<CompilationFault> faults = [];
        Routes.Tree(["GET /a{x}", "PUT /b"], ["/", "/a{x}", "/b", "/c{x}"], faults);
        Assert.Equal(["/GET /a{x}", "/apis/api1234567/stages/prod"], faults.Select(f => f.Path));
    }

    [Fact]
    public void Names_the_stage_and_what_was_missing_when_it_refuses()
    {
        var tree = Routes.Tree("GET /a");
        var unknown = tree.Bind(GivenRequest.Of("GET", "/b")).Rejection!;
        var method = tree.Bind(GivenRequest.Of("PUT", "/a")).Rejection!;
        Assert.Equal("No resource matches the path.", unknown.Detail);
        Assert.Equal("The resource that matches the path has neither this method nor ANY.", method.Detail);
        Assert.Equal("/apis/api1234567/stages/prod", method.Place);
        Assert.Equal(RejectionReason.MissingAuthenticationToken, method.Reason);
    }

    [Fact]
    public void Allocates_nothing()
    {
        var tree = Routes.Tree("GET /", "GET /pets/{id}/toys/{toy}", "GET /pets/mine", "ANY /{proxy+}", "PUT /a-very-long-literal-segment/admin");
        foreach (var target in (string[])["/", "/pets/7/toys/8", "/pets/mine", "/x/y/z", "/pets/7/x", "/%70ets/7/toys/%38"])
        {
            var exchange = GivenRequest.Of("GET", target);
            Assert.Equal(0, GivenRequest.Allocated(() => tree.Bind(exchange)));
        }

        var refused = GivenRequest.Of("GET", "/a-very-long-literal-segment/admin");
        Assert.Equal(0, GivenRequest.Allocated(() => tree.Bind(refused)));
    }

    [Fact]
    public void Agrees_with_a_matcher_that_looks_at_every_route() =>
        Gen.Select(RoutingOracle.Keys, RoutingOracle.Targets.Array[1, 20], RoutingOracle.Methods).Sample(
            (keys, targets, method) =>
            {
                var distinct = RoutingOracle.Distinct(keys, skipsEmpty: true);
                List<CompilationFault> faults = [];
                var tree = Routes.Tree(distinct, [], faults);
                Assert.Empty(faults);
                foreach (var target in targets)
                {
                    var expected = RoutingOracle.Rest(distinct, method, target);
                    Assert.Equal(expected == "403" ? Refused : expected, Routes.Ask(tree, method, target));
                }
            },
            iter: Math.Max(1_500, CsCheck.Check.Iter / 10));
}
