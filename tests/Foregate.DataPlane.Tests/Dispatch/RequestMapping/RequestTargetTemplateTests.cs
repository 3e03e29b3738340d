// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;

namespace Foregate.DataPlane.Tests.Dispatch.RequestMapping;

public sealed class RequestTargetTemplateTests
{
    [Theory]
    [InlineData("http://b", "GET /prod/ HTTP/1.1", "/")]
    [InlineData("http://b?x=1", "GET /prod/ HTTP/1.1", "/?x=1")]
    [InlineData("http://b/a?x=1", "GET /prod/?y=2&&z HTTP/1.1", "/a?x=1&y=2&&z")]
    [InlineData("http://b/a b\u00e9", "GET /prod/?q=%zz+\" HTTP/1.1", "/a%20b%C3%A9?q=%zz+\"")]
    [InlineData("http://b/${stageVariables.v}/${stageVariables.none}x?k=${stageVariables.v}", "GET /prod/ HTTP/1.1", "/v2/x?k=v2")]
    public void Puts_the_URI_and_the_clients_query_together(string uri, string request, string target) =>
        Assert.Equal(target, Heads.Target(Heads.OfRest(uri, "/", [("v", "v2")], []), Sample.Exchange(ApiKind.Rest, request)));

    [Theory]
    [InlineData("a%2Fb", "a%2Fb")]
    [InlineData("a//b/%C3%A9", "a//b/%C3%A9")]
    [InlineData("test%2Balias@gmail.com", "test%2Balias@gmail.com")]
    public void Path_variables_stay_as_they_were_sent(string value, string sent)
    {
        var rest = Heads.OfRest("http://b/x/{p}", "/{proxy+}", ("integration.request.path.p", "method.request.path.proxy"));
        Assert.Equal("/x/" + sent, Heads.Target(rest, Sample.Exchange(ApiKind.Rest, $"GET /prod/{value} HTTP/1.1", "/{proxy+}", [("proxy", value)])));
        var http = Heads.OfHttp("http://b/x/{proxy}", "ANY /{proxy+}");
        Assert.Equal("/x/" + sent, Heads.Target(http, Sample.Exchange(ApiKind.Http, $"GET /prod/{value} HTTP/1.1", "/{proxy+}", [("proxy", value)])));
    }

    [Theory]
    [InlineData("method.request.querystring.q", "a%20b/c%3F", "a%20b%2Fc%3F")]
    [InlineData("method.request.querystring.q", "1&q=2", "2")]
    [InlineData("method.request.querystring.q", "a+b", "a%20b")]
    [InlineData("method.request.header.X", "", "h%20%2F%25%23")]
    [InlineData("'a/b c'", "", "a/b%20c")]
    [InlineData("stageVariables.v", "", "v/2")]
    [InlineData("context.stage", "", "prod")]
    public void Other_sources_are_encoded_for_a_path(string expression, string query, string path)
    {
        var template = Heads.OfRest("http://b/{p}", "/", [("v", "v/2")], [("integration.request.path.p", expression)]);
        var exchange = Sample.Exchange(ApiKind.Rest, $"GET /prod/?q={query} HTTP/1.1\nX: h /%#");
        Assert.Equal("/" + path, Heads.Target(template, exchange).Split('?')[0]);
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("%2e%2e")]
    public void No_value_climbs_out_of_the_path(string value)
    {
        var template = Heads.OfRest("http://b/a/{p}/c", "/", ("integration.request.path.p", "method.request.querystring.q"));
        var refusal = template.Write(Sample.Exchange(ApiKind.Rest, $"GET /prod/?q={value} HTTP/1.1"), "GET"u8, false, 0, new ByteWriter());
        Assert.Equal(400, refusal!.Status);
    }

    [Fact]
    public void A_placeholder_without_value_is_a_configuration_error()
    {
        var exchange = Sample.Exchange(ApiKind.Rest, "GET /prod/ HTTP/1.1");
        foreach (var template in new[] { Heads.OfRest("http://b/{p}", "/"), Heads.OfRest("http://b/{p}", "/", ("integration.request.path.p", "method.request.header.X")) })
        {
            var refusal = template.Write(exchange, "GET"u8, false, 0, new ByteWriter());
            Assert.Equal(RejectionReason.ApiConfigurationError, refusal!.Reason);
            Assert.Contains("Invalid endpoint address", refusal.Detail, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("'a&b=c d'", "n=a%26b%3Dc%20d")]
    [InlineData("method.request.querystring.m", "n=2%26")]
    [InlineData("method.request.multivaluequerystring.m", "n=1&n=2%26")]
    [InlineData("method.request.header.X", "n=h%26%3D")]
    [InlineData("method.request.path.id", "n=a%2Fb%26")]
    [InlineData("context.httpMethod", "n=GET")]
    [InlineData("context.authorizer.principalId", null)]
    [InlineData("method.request.querystring.none", null)]
    public void REST_appends_to_the_query(string expression, string? added)
    {
        var template = Heads.OfRest("http://b/", "/{id}", ("integration.request.querystring.n", expression));
        var exchange = Sample.Exchange(ApiKind.Rest, "GET /prod/a%2Fb&?m=1&m=2%26 HTTP/1.1\nX: h&=", "/{id}", [("id", "a%2Fb&")]);
        Assert.Equal("/?m=1&m=2%26" + (added is null ? "" : "&" + added), Heads.Target(template, exchange));
    }

    [Fact]
    public void HTTP_appends_overwrites_and_removes_in_the_query()
    {
        var template = Heads.OfHttp(
            "http://b/", "GET /", ("append:querystring.a", "1 2"), ("overwrite:querystring.o x", "$request.header.x"), ("remove:querystring.r", "''"), ("overwrite:querystring.gone", "$request.header.none"));
        var exchange = Sample.Exchange(ApiKind.Http, "GET /prod/?a=0&o+x=1&%6f%20x=2&r=3&R=4&gone=5&z HTTP/1.1\nX: 6\nX: 7");
        Assert.Equal("/?a=0&R=4&z&a=1%202&o%20x=6,7", Heads.Target(template, exchange));
    }

    [Theory]
    [InlineData("http://b/base/", "/a/b/", "/base/a/b/")]
    [InlineData("http://b/base", "/", "/base/")]
    [InlineData("http://b", "", "/")]
    [InlineData("http://b/base?x=1", "/a%2Fb", "/base/a%2Fb?x=1")]
    public void The_default_route_appends_the_whole_path(string uri, string path, string target) =>
        Assert.Equal(target, Heads.Target(Heads.OfHttp(uri, "$default"), Sample.Exchange(ApiKind.Http, $"GET /prod{path} HTTP/1.1")));

    [Theory]
    [InlineData("$request.path", "/pets/a%2Fb")]
    [InlineData("/v2${request.path}", "/v2/pets/a%2Fb")]
    [InlineData("/x/${request.path.id}/y", "/x/a%2Fb/y")]
    [InlineData("x/$stage", "/x/$stage")]
    [InlineData("$request.querystring.p", "/q/%3Fr")]
    public void The_path_can_be_overwritten_whole(string value, string path)
    {
        var template = Heads.OfHttp("http://b/base/{id}", "GET /pets/{id}", ("overwrite:path", value));
        var exchange = Sample.Exchange(ApiKind.Http, "GET /prod/pets/a%2Fb?p=q/%3Fr HTTP/1.1", "/pets/{id}", [("id", "a%2Fb")]);
        Assert.Equal(path, Heads.Target(template, exchange).Split('?')[0]);
    }

    [Fact]
    public void An_overwritten_path_does_not_climb()
    {
        var template = Heads.OfHttp("http://b", "GET /", ("overwrite:path", "/a/$x/${request.querystring.p}"));
        var refusal = template.Write(Sample.Exchange(ApiKind.Http, "GET /prod/?p=../../etc HTTP/1.1"), "GET"u8, false, 0, new ByteWriter());
        Assert.Equal(400, refusal!.Status);
    }
}
