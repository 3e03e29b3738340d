// SPDX-License-Identifier: Apache-2.0
using System.Collections.Frozen;
using System.Text;
using Foregate.DataPlane.Arrive;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;
using Foregate.DataPlane.Wire.Heads;

namespace Foregate.DataPlane.Tests.Arrive;

public sealed class AddressTableTests
{
    private static readonly AddressTable Table = new(
        new ByteMap<ApiAddress>(
        [
            Api("rest123456", ApiKind.Rest, null, "prod", "v1"),
            Api("http123456", ApiKind.Http, "$default", "dev"),
            Api("named12345", ApiKind.Http, null, "dev"),
            Api("other12345", ApiKind.Http, null, "us-east-1", ["dev"]),
        ]));

    [Theory]
    [InlineData("rest123456.execute-api.localhost")]
    [InlineData("rest123456.execute-api.localhost:8080")]
    [InlineData("rest123456.execute-api.eu-central-1.amazonaws.com")]
    [InlineData("rest123456.execute-api.eu-central-1.amazonaws.com:8443")]
    [InlineData("rest123456.execute-api.eu-central-1.amazonaws.com.cn")]
    [InlineData("rest123456.execute-api.eu-central-1.example.org")]
    [InlineData("rest123456.EXECUTE-API.LocalHost")]
    [InlineData("rest123456.Execute-Api.EU-Central-1.Amazonaws.Com")]
    [InlineData("REST123456.execute-api.localhost:8080")]
    [InlineData("rest123456.execute-api.localhost.")]
    [InlineData("rest123456.execute-api.localhost.:8080")]
    [InlineData("rest123456.execute-api.eu-central-1.amazonaws.com.")]
    public void The_host_names_the_api(string host)
    {
        var exchange = Request(host, "/prod/pets/7?x=1");
        Assert.Equal(VerdictKind.Continue, Table.Resolve(exchange).Kind);
        Assert.Equal(("rest123456", "prod"), (exchange.Stage!.ApiId, exchange.Stage.StageName));
        Assert.Equal("/pets/7", Text(exchange, exchange.StagePath));
        Assert.Equal("/prod/pets/7", Text(exchange, exchange.VisiblePath));
    }

    [Theory]
    [InlineData("rest123456.execute-api.us-east-1.amazonaws.com")]
    [InlineData("rest123456.execute-api.eu-central-1")]
    [InlineData("rest123456.execute-api.eu-central-1.")]
    [InlineData("rest123456.execute-api.eu-central-1..")]
    [InlineData("rest123456.execute-api.localhost..")]
    [InlineData("rest123456..execute-api.localhost")]
    [InlineData(".")]
    [InlineData("rest123456.execute-api.eu-central-10.amazonaws.com")]
    [InlineData("rest123456.execute-api.localhost.example.org")]
    [InlineData("rest123456.execute-api.")]
    [InlineData("rest123456.execute-api")]
    [InlineData("rest123456.execute-apis.localhost")]
    [InlineData("rest123456")]
    [InlineData("nosuchapi1.execute-api.localhost")]
    [InlineData(".execute-api.localhost")]
    [InlineData("execute-api.localhost")]
    [InlineData("x.rest123456.execute-api.localhost")]
    [InlineData("localhost:8080")]
    [InlineData("127.0.0.1:8080")]
    [InlineData("[::1]:8080")]
    public void A_host_that_names_no_api_is_forbidden(string host)
    {
        var exchange = Request(host, "/prod/pets");
        Assert.Same(Rejections.Rest.UnknownStage, Table.Resolve(exchange).Rejection);
        Assert.Null(exchange.Stage);
    }

    [Theory]
    [InlineData("example.org", "example.org")]
    [InlineData("example.org:8080", "example.org")]
    [InlineData("example.org.", "example.org")]
    [InlineData("example.org.:8080", "example.org")]
    [InlineData("127.0.0.1:80", "127.0.0.1")]
    [InlineData("[::1]:8080", "[::1]")]
    [InlineData("[::1]", "[::1]")]
    [InlineData("[2001:db8::7]:443", "[2001:db8::7]")]
    public void The_domain_name_is_the_host_without_its_port(string host, string domain)
    {
        var exchange = Request(host, "/");
        Table.Resolve(exchange);
        Assert.Equal(domain, Encoding.ASCII.GetString(exchange.DomainName.Span));
    }

    [Theory]
    [InlineData("/prod/pets", "/pets", "/prod/pets")]
    [InlineData("/prod/", "/", "/prod/")]
    [InlineData("/prod", "", "/prod")]
    [InlineData("//prod/pets", "/pets", "/prod/pets")]
    [InlineData("///prod/pets", "/pets", "/prod/pets")]
    [InlineData("/prod//pets", "//pets", "/prod//pets")]
    [InlineData("/v1/prod/x%2Fy", "/prod/x%2Fy", "/v1/prod/x%2Fy")]
    [InlineData("/prod?a=/v1/", "", "/prod")]
    public void The_first_segment_is_the_stage_of_a_rest_api(string target, string stagePath, string visible)
    {
        var exchange = Request("rest123456.execute-api.localhost", target);
        Assert.Equal(VerdictKind.Continue, Table.Resolve(exchange).Kind);
        Assert.Equal(stagePath, Text(exchange, exchange.StagePath));
        Assert.Equal(visible, Text(exchange, exchange.VisiblePath));
    }

    [Theory]
    [InlineData("/")]
    [InlineData("//")]
    [InlineData("/nosuch/pets")]
    [InlineData("/Prod/pets")]
    [InlineData("/prods")]
    [InlineData("/pro")]
    [InlineData("/%70rod/pets")]
    [InlineData("/_aws/execute-api/rest123456")]
    [InlineData("/_aws/execute-api/rest123456/")]
    [InlineData("/_aws/execute-api/rest123456/nosuch")]
    [InlineData("/restapis/rest123456/nosuch/_user_request_/pets")]
    public void Without_a_stage_of_that_name_a_rest_api_forbids(string target)
    {
        var verdict = Table.Resolve(Request("rest123456.execute-api.localhost", target));
        Assert.Equal((403, "Forbidden", "ForbiddenException"), (verdict.Rejection!.Status, verdict.Rejection.Message, verdict.Rejection.ErrorType));
    }

    [Theory]
    [InlineData("/dev/pets", "dev", "/pets", "/dev/pets")]
    [InlineData("/dev", "dev", "", "/dev")]
    [InlineData("/pets/7", "$default", "/pets/7", "/pets/7")]
    [InlineData("/pets/dev", "$default", "/pets/dev", "/pets/dev")]
    [InlineData("/devs", "$default", "/devs", "/devs")]
    [InlineData("/", "$default", "/", "/")]
    [InlineData("//pets", "$default", "//pets", "//pets")]
    [InlineData("/$default/pets", "$default", "/$default/pets", "/$default/pets")]
    public void An_http_api_answers_from_the_named_stage_or_else_from_its_default(string target, string stage, string stagePath, string visible)
    {
        foreach (var (host, prefix) in new[] { ("http123456.execute-api.localhost", ""), ("localhost", "/_aws/execute-api/http123456") })
        {
            var exchange = Request(host, prefix + target);
            Assert.Equal(VerdictKind.Continue, Table.Resolve(exchange).Kind);
            Assert.Equal(stage, exchange.Stage!.StageName);
            Assert.Equal(stagePath, Text(exchange, exchange.StagePath));
            Assert.Equal(visible, Text(exchange, exchange.VisiblePath));
        }
    }

    [Theory]
    [InlineData("named12345.execute-api.localhost", "/")]
    [InlineData("named12345.execute-api.localhost", "/pets")]
    [InlineData("localhost", "/_aws/execute-api/named12345")]
    [InlineData("localhost", "/_aws/execute-api/named12345/pets")]
    [InlineData("localhost", "/restapis/named12345/nosuch/_user_request_/pets")]
    public void An_http_api_without_a_default_stage_does_not_find_what_names_none(string host, string target)
    {
        var verdict = Table.Resolve(Request(host, target));
        Assert.Equal((404, "Not Found", ""), (verdict.Rejection!.Status, verdict.Rejection.Message, verdict.Rejection.ErrorType));
    }

    [Theory]
    [InlineData("/_aws/execute-api/rest123456/prod/pets", "/pets", "/prod/pets")]
    [InlineData("/_aws/execute-api/rest123456/prod", "", "/prod")]
    [InlineData("/_aws/execute-api/rest123456//prod/pets", "/pets", "/prod/pets")]
    [InlineData("/restapis/rest123456/prod/_user_request_/pets/7", "/pets/7", "/prod/pets/7")]
    [InlineData("/restapis/rest123456/prod/_user_request_/", "/", "/prod/")]
    [InlineData("/restapis/rest123456/prod/_user_request_", "", "/prod")]
    [InlineData("/restapis/rest123456/v1/_user_request_//a", "//a", "/v1//a")]
    [InlineData("/restapis/rest123456/prod/_user_request_/a/_user_request_/b", "/a/_user_request_/b", "/prod/a/_user_request_/b")]
    public void Both_path_forms_show_the_path_that_aws_would_show(string target, string stagePath, string visible)
    {
        var exchange = Request("[::1]:8080", target + "?q=%20");
        Assert.Equal(VerdictKind.Continue, Table.Resolve(exchange).Kind);
        Assert.Equal("rest123456", exchange.Stage!.ApiId);
        Assert.Equal(stagePath, Text(exchange, exchange.StagePath));
        Assert.Equal(visible, Text(exchange, exchange.VisiblePath));
        Assert.Equal("q=%20", Text(exchange, exchange.Request.Query));
    }

    [Theory]
    [InlineData("/_aws/execute-api/")]
    [InlineData("/_aws/execute-api/nosuchapi1/prod")]
    [InlineData("/_aws/execute-api//prod")]
    [InlineData("/_aws/execute-api")]
    [InlineData("/restapis/nosuchapi1/prod/_user_request_/pets")]
    [InlineData("/restapis/rest123456/_user_request_/pets")]
    [InlineData("/restapis/rest123456//_user_request_/pets")]
    [InlineData("/restapis/rest123456/prod/pets/_user_request_/x")]
    [InlineData("/restapis/rest123456/prod/_user_request_x/pets")]
    [InlineData("/restapis/rest123456/prod/pets")]
    public void Path_forms_that_name_no_stage_are_forbidden(string target) =>
        Assert.Same(Rejections.Rest.UnknownStage, Table.Resolve(Request("localhost", target)).Rejection);

    [Fact]
    public void A_path_form_counts_before_the_host()
    {
        var exchange = Request("http123456.execute-api.localhost", "/_aws/execute-api/rest123456/prod/pets");
        Table.Resolve(exchange);
        Assert.Equal("rest123456", exchange.Stage!.ApiId);
    }

    [Fact]
    public void An_api_may_have_a_path_that_begins_as_the_older_form_does()
    {
        var exchange = Request("http123456.execute-api.localhost", "/restapis/7");
        Assert.Equal(VerdictKind.Continue, Table.Resolve(exchange).Kind);
        Assert.Equal("/restapis/7", Text(exchange, exchange.StagePath));
    }

    [Fact]
    public void The_method_that_counts_is_the_requests()
    {
        var exchange = Request("rest123456.execute-api.localhost", "/prod", "PATCH");
        exchange.Verb = HttpVerb.Other;
        Table.Resolve(exchange);
        Assert.Equal(HttpVerb.Patch, exchange.Verb);
    }

    [Theory]
    [InlineData("other12345.execute-api.us-east-1.amazonaws.com", true)]
    [InlineData("other12345.execute-api.localhost", true)]
    [InlineData("other12345.execute-api.eu-central-1.amazonaws.com", false)]
    [InlineData("named12345.execute-api.us-east-1.amazonaws.com", false)]
    [InlineData("other12345.execute-api.us-east-1", false)]
    [InlineData("other12345.execute-api.us-east-12.amazonaws.com", false)]
    public void The_region_in_the_host_is_the_apis_own(string host, bool isFound) =>
        Assert.Equal(isFound, Table.Resolve(Request(host, "/dev/x")).Kind == VerdictKind.Continue);

    [Fact]
    public void Finding_a_stage_costs_no_memory()
    {
        var exchange = Request("REST123456.execute-api.eu-central-1.amazonaws.com", "/prod/pets");
        Assert.Equal(0, GivenRequest.Allocated(() => Table.Resolve(exchange)));
    }

    private static KeyValuePair<byte[], ApiAddress> Api(string id, ApiKind kind, string? defaultStage, params string[] stages) => Api(id, kind, defaultStage, "eu-central-1", stages);

    private static KeyValuePair<byte[], ApiAddress> Api(string id, ApiKind kind, string? defaultStage, string region, string[] stages) => new(
        Encoding.ASCII.GetBytes(id),
        new ApiAddress(
            kind,
            id,
            region,
            new ByteMap<StagePlan>([.. stages.Select(name => KeyValuePair.Create(Encoding.ASCII.GetBytes(name), Stage(id, kind, name)))]),
            defaultStage is null ? null : Stage(id, kind, defaultStage)));

    private static StagePlan Stage(string id, ApiKind kind, string name) => new()
    {
        Kind = kind,
        ApiId = id,
        StageName = name,
        AccountId = "123456789012",
        DeploymentId = "dep001",
        Variables = FrozenDictionary<string, string>.Empty,
        AtTheDoor = [],
        Binder = null!,
        Rejections = Rejections.Of(kind),
    };

    private static Exchange Request(string host, string target, string method = "GET")
    {
        var exchange = new Exchange(4096);
        foreach (var value in Encoding.Latin1.GetBytes($"{method} {target} HTTP/1.1\r\nHost: {host}\r\n\r\n"))
        {
            exchange.Request.Free[0] = value;
            exchange.Request.Append(1);
        }

        Assert.Equal(HeadStatus.Complete, exchange.Request.Read());
        return exchange;
    }

    private static string Text(Exchange exchange, ByteRange range) => Encoding.ASCII.GetString(exchange.Request[range]);
}
