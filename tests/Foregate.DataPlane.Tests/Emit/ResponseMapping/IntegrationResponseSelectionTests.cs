// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;
using Foregate.Definitions.ApiGateway;
using Definition = Foregate.Definitions.ApiGateway.IntegrationResponse;
using IntegrationResponseSelection = Foregate.DataPlane.Emit.ResponseMapping.IntegrationResponseSelection;
using Mapper = Foregate.DataPlane.Emit.ResponseMapping.ResponseMappingKinds;

namespace Foregate.DataPlane.Tests.Emit.ResponseMapping;

public sealed class IntegrationResponseSelectionTests
{
    private static readonly ImmutableSortedDictionary<string, string> None = ImmutableSortedDictionary<string, string>.Empty;

    [Theory]
    [InlineData(200, 200)]
    [InlineData(404, 404)]
    [InlineData(451, 400)]
    [InlineData(1404, 200)]
    public async Task Takes_the_pattern_that_matches_the_whole_status_or_the_default(int backend, int status)
    {
        var exchange = Answered(backend);
        var verdict = await Step([Response("200"), Response("404", "404"), Response("400", "4\\d{2}")]).InvokeAsync(exchange);
        // "400" comes before "404": the first match in the order of the keys wins.
        Assert.Equal(backend == 404 ? 400 : status, exchange.Response.Status);
        Assert.Equal(VerdictKind.Continue, verdict.Kind);
    }

    [Fact]
    public async Task Without_match_and_default_the_API_is_configured_wrongly()
    {
        var verdict = await Step([Response("404", "4..")]).InvokeAsync(Answered(200));
        Assert.Equal(RejectionReason.ApiConfigurationError, verdict.Rejection!.Reason);
        Assert.EndsWith("no default output mapping configured. Endpoint Response Status Code: 200", verdict.Rejection.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_status_without_method_response_is_a_configuration_error()
    {
        var verdict = await Step([Response("200")], declares: false).InvokeAsync(Answered(200));
        Assert.Equal(500, verdict.Rejection!.Status);
        Assert.EndsWith("Output mapping refers to an invalid method response: 200", verdict.Rejection.Detail, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_status_that_ends_no_request_is_a_configuration_error()
    {
        var verdict = await Step([Response("101")]).InvokeAsync(Answered(200));
        Assert.Equal(500, verdict.Rejection!.Status);
        var overridden = Response("200") with { ResponseTemplates = None.Add("application/json", "#set($context.responseOverride.status = 100)") };
        Assert.Equal(500, (await Step([overridden]).InvokeAsync(Answered(200))).Rejection!.Status);
    }

    [Fact]
    public async Task Cross_origin_answers_as_people_write_them()
    {
        var response = Response("200") with
        {
            ResponseParameters = None
                .Add("method.response.header.Access-Control-Allow-Origin", "'*'")
                .Add("method.response.header.Access-Control-Allow-Methods", "'GET,OPTIONS'")
                .Add("method.response.header.X-Request", "context.requestId")
                .Add("method.response.header.X-Missing", "context.authorizer.principalId")
                .Add("method.response.header.X-Stage", "stageVariables.color"),
            ResponseTemplates = None.Add("application/json", "{}"),
        };
        var exchange = Answered(200);
        await Step([response], variables: [("color", "blue")]).InvokeAsync(exchange);
        Assert.Equal(
            "Access-Control-Allow-Methods: GET,OPTIONS\r\nAccess-Control-Allow-Origin: *\r\nX-Stage: blue\r\n"
            + $"X-Request: {Sample.Text(exchange.Ids.Uuid)}\r\nContent-Type: application/json\r\n",
            Sample.Text(exchange.Response.Lines));
        Assert.Equal("{}", Sample.Text(exchange.ResponseBody.Span));
        Assert.Equal(2, exchange.Response.ContentLength);
    }

    [Theory]
    [InlineData("text/html,application/xhtml+xml;q=0.9", "<p>")]
    [InlineData("TEXT/HTML; q=1", "<p>")]
    [InlineData("image/png", "{}")]
    [InlineData("*/*", "{}")]
    public async Task Selects_the_body_by_the_first_media_type_of_Accept(string accept, string body)
    {
        var exchange = Answered(200, "\nAccept: " + accept);
        await Step([Response("200") with { ResponseTemplates = None.Add("text/html", "<p>").Add("application/json", "{}").Add("a/a", "a") }]).InvokeAsync(exchange);
        Assert.Equal(body, Sample.Text(exchange.ResponseBody.Span));
    }

    [Fact]
    public async Task What_the_gateway_sends_itself_is_renamed()
    {
        var response = Response("200") with
        {
            ResponseParameters = None
                .Add("method.response.header.Date", "'then'").Add("method.response.header.Transfer-Encoding", "'chunked'").Add("method.response.header.content-type", "'text/css'"),
        };
        var exchange = Answered(200);
        await Step([response]).InvokeAsync(exchange);
        Assert.Equal("x-amzn-Remapped-Date: then\r\ncontent-type: text/css\r\n", Sample.Text(exchange.Response.Lines));
    }

    [Theory]
    [InlineData(IntegrationType.Mock, "Accept,Authorization,Via")]
    [InlineData(IntegrationType.Http, "x-amzn-Remapped-Authorization,x-amzn-Remapped-Expect,x-amzn-Remapped-Host,x-amzn-Remapped-Upgrade,Via")]
    [InlineData(IntegrationType.Aws, "Accept,x-amzn-Remapped-Authorization,x-amzn-Remapped-Expect,x-amzn-Remapped-Host,x-amzn-Remapped-Upgrade,Via")]
    public async Task What_belongs_to_a_connection_or_to_the_gateway_is_dropped_or_renamed(IntegrationType type, string expected)
    {
        var response = Response("200");
        foreach (var name in (string[])["Accept", "Authorization", "Expect", "Host", "Keep-Alive", "Proxy-Connection", "TE", "Upgrade", "Via", "x-amz-apigw-id", "x-amzn-RequestId"])
        {
            response = response with { ResponseParameters = response.ResponseParameters.Add("method.response.header." + name, "'v'") };
        }

        var exchange = Answered(200);
        await Step([response], type: type).InvokeAsync(exchange);
        var names = Sample.Text(exchange.Response.Lines).Split("\r\n", StringSplitOptions.RemoveEmptyEntries)
            .Select(static line => line[..line.IndexOf(':', StringComparison.Ordinal)]).Except(["Content-Type", "X-Amzn-Trace-Id", "x-amzn-Remapped-x-amzn-RequestId"]);
        Assert.Equal(expected, string.Join(',', names));
        Assert.Contains("x-amzn-Remapped-x-amzn-RequestId: v\r\n", Sample.Text(exchange.Response.Lines), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("method.response.header.X-A", "'a\r\nSet-Cookie: b'", "control characters")]
    [InlineData("method.response.header.X-A", "method.request.header.X", "Invalid mapping expression")]
    [InlineData("method.response.header.X-A", "integration.response.body.[", "is no JSONPath")]
    [InlineData("method.response.header.X A", "'a'", "Invalid mapping expression")]
    public void Faults_name_what_is_wrong(string key, string expression, string fault)
    {
        var faults = new List<CompilationFault>();
        Mapper.For(new ApiSnapshot(), Method([Response("200") with { ResponseParameters = None.Add(key, expression) }], true), Sample.Compilation(ApiKind.Rest, faults));
        Assert.Contains(fault, Assert.Single(faults).Message, StringComparison.Ordinal);
        Assert.Equal("/restapis/abc123/resources/r1/methods/GET/integration/responses/200", faults[0].Path);
    }

    [Theory]
    [InlineData("4(")]
    [InlineData("(?=4)4")]
    [InlineData("a)|(b")]
    public void A_pattern_that_cannot_run_in_linear_time_is_a_fault(string pattern)
    {
        var faults = new List<CompilationFault>();
        Mapper.For(new ApiSnapshot(), Method([Response("400", pattern)], true), Sample.Compilation(ApiKind.Rest, faults));
        Assert.Contains("selection pattern", Assert.Single(faults).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("(a|b)*a(a|b){900}c", true)]
    [InlineData("(a*b*)*c", false)]
    public async Task A_message_on_which_patterns_take_too_long_is_told_of_not_passed_by(string pattern, bool isRefused)
    {
        var faults = new List<CompilationFault>();
        var method = Method([Response("200"), Response("400", pattern)], true);
        var step = IntegrationResponseSelection.For(method, method.MethodIntegration!, new ApiSnapshot(), byErrorMessage: true, Sample.Compilation(ApiKind.Rest, faults));
        Assert.Empty(faults);
        var exchange = Answered(200);
        exchange.IntegrationResponse.Set(200, null, System.Text.Encoding.UTF8.GetBytes("{\"errorMessage\":\"" + string.Concat(Enumerable.Repeat("aab", 5_000)) + "c\"}"), null, null);
        var verdict = await step.InvokeAsync(exchange);
        if (isRefused)
        {
            Assert.Equal(RejectionReason.ApiConfigurationError, verdict.Rejection!.Reason);
            Assert.Contains("too many steps", verdict.Rejection.Detail, StringComparison.Ordinal);
        }
        else
        {
            Assert.Equal((VerdictKind.Continue, 400), (verdict.Kind, exchange.Response.Status));
        }
    }

    private static Exchange Answered(int status, string headers = "")
    {
        var exchange = Sample.Exchange(ApiKind.Rest, "GET /prod/ HTTP/1.1" + headers);
        exchange.IntegrationResponse.Set(status, null, null, null);
        return exchange;
    }

    private static Definition Response(string status, string? pattern = null) => new() { StatusCode = status, SelectionPattern = pattern };

    private static IStep Step(Definition[] responses, bool declares = true, (string, string)[]? variables = null, IntegrationType type = IntegrationType.Mock)
    {
        var faults = new List<CompilationFault>();
        var step = Mapper.For(new ApiSnapshot(), Method(responses, declares, type), Sample.Compilation(ApiKind.Rest, faults, variables));
        Assert.Empty(faults);
        return step!;
    }

    private static Method Method(Definition[] responses, bool declares, IntegrationType type = IntegrationType.Mock)
    {
        var declared = ImmutableSortedDictionary<string, MethodResponse>.Empty;
        foreach (var response in responses)
        {
            var parameters = response.ResponseParameters.ToImmutableSortedDictionary(static pair => pair.Key, static _ => true);
            declared = declares ? declared.Add(response.StatusCode, new MethodResponse { StatusCode = response.StatusCode, ResponseParameters = parameters }) : declared;
        }

        return new Method
        {
            HttpMethod = "GET",
            MethodResponses = declared,
            MethodIntegration = new Integration
            {
                Type = type,
                IntegrationResponses = responses.ToImmutableSortedDictionary(static response => response.StatusCode, static response => response),
            },
        };
    }
}
