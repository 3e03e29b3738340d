// SPDX-License-Identifier: Apache-2.0
using System.Collections.Frozen;
using System.Text;
using Foregate.DataPlane.Mapping.Templates;
using Foregate.DataPlane.Verdicts;
using Foregate.DataPlane.Wire;
using Foregate.Definitions;
using Foregate.Standards.Values;

namespace Foregate.DataPlane.Tests.Mapping.Templates;

public sealed class MappingTemplateTests
{
    private const string Passthrough = """
        ##  See the developer guide
        #set($allParams = $input.params())
        {
        "body-json" : $input.json('$'),
        "params" : {
        #foreach($type in $allParams.keySet())
            #set($params = $allParams.get($type))
        "$type" : {
            #foreach($paramName in $params.keySet())
            "$paramName" : "$util.escapeJavaScript($params.get($paramName))"
                #if($foreach.hasNext),#end
            #end
        }
            #if($foreach.hasNext),#end
        #end
        },
        "stage-variables" : {
        #foreach($key in $stageVariables.keySet())
        "$key" : "$util.escapeJavaScript($stageVariables.get($key))"
            #if($foreach.hasNext),#end
        #end
        },
        "context" : {
            "api-id" : "$context.apiId",
            "api-key" : "$context.identity.apiKey",
            "authorizer-principal-id" : "$context.authorizer.principalId",
            "http-method" : "$context.httpMethod",
            "source-ip" : "$context.identity.sourceIp",
            "resource-path" : "$context.resourcePath"
            }
        }
        """;

    [Theory]
    // §3.8's recorded oddities, one by one.
    [InlineData("[$nope]", "", "[]")]
    [InlineData("#if($input.path('$.no') == $null)a#end#if($input.path('$.no') == \"\")b#end", "{\"a\":1}", "ab")]
    [InlineData("$input.body", "", "{}")]
    [InlineData("[$input.body.foo]", "", "[]")]
    [InlineData("$util.base64Encode($input.body) $util.urlEncode($input.body)", "", "e30= %7B%7D")]
    [InlineData("$input.path('$')", "{\"foo\": \"bar\", \"n\": 1}", "{foo=bar, n=1}")]
    [InlineData("$input.path('$')", "[{\"foo\": \"bar\"}]", "[{\"foo\":\"bar\"}]")]
    [InlineData("$input.path('$')", "{\"foo\": [{\"nested\": \"bar\"}]}", "{foo=[{\"nested\":\"bar\"}]}")]
    [InlineData("$input.json('$.no')", "{\"a\":1}", "\"\"")]
    [InlineData("$input.json('$')", "{ no json", "\"\"")]
    [InlineData("$input.json('$')", "[1", "\"\"")]
    [InlineData("$input.json('$')", " ", "\"\"")]
    [InlineData("$input.json('$')", "a=b&c=\"d\"", "\"a=b&c=\\\"d\\\"\"")]
    [InlineData("$input.json('$.a')$input.path('$.a')", "a=b", "\"\"")]
    [InlineData("#foreach($pair in $input.path('$').split('&'))[$pair]#end", "a=b&c=d", "[a=b][c=d]")]
    [InlineData("$input.json('$.a')", "{\"a\":\"q\\\"x\"}", "\"q\\\"x\"")]
    [InlineData("$input.json('$')", "{ \"a\" : [ 1 , 2 ] }", "{\"a\":[1,2]}")]
    [InlineData("$util.escapeJavaScript(\"it's\")", "", "it\\'s")]
    [InlineData("$util.escapeJavaScript(\"it's\").replaceAll(\"\\\\'\", \"'\")", "", "it's")]
    [InlineData("[$context.authorizer.claims]#if(!$context.authorizer.claims)x#end", "", "[]x")]
    [InlineData("#set($m = $input.path('$'))#set($m.key = 'v')$m.put('z', 1)#set($_ = $m.put('y', 2))$m", "{\"a\":1}", "{a=1, key=v, z=1, y=2}")]
    [InlineData("[$util.qr(1)$util.quiet(1)$util.toJson(1)]", "", "[]")]
    [InlineData("  a  \n", "", "  a  \n")]
    [InlineData("$input.json('$.n') $input.path('$.n') $input.body", "{\"n\":10.00}", "10.0 10.0 {\"n\":10.00}")]
    // $input
    [InlineData("$input.path('$.a.b')[1]", "{\"a\":{\"b\":[5,6]}}", "6")]
    [InlineData("#foreach($i in $input.path('$.l'))$i.n,#end", "{\"l\":[{\"n\":1},{\"n\":2}]}", "1,2,")]
    [InlineData("$input.params('id') $input.params('q') $input.params('X-A') [$input.params('none')]", "", "7 b c hv []")]
    [InlineData("$input.params().path $input.params().querystring.q $input.params().header.get('X-A') $input.params('header').get('x')", "", "{id=7} b c hv ")]
    [InlineData("[$input.params('x-a')]", "", "[]")]
    // What AWS loses when it reads a request: Content-Length and Connection were sent.
    [InlineData("[$input.params('Content-Length')$input.params('Connection')] $input.params().header.keySet()", "", "[] [Host, X-A]")]
    // $util
    [InlineData("$util.escapeJavaScript('\"a/b\\é')", "", "\\\"a\\/b\\\\\\u00E9")]
    [InlineData("$util.parseJson('{\"a\":[1]}').a $util.urlEncode('a b&ü') $util.urlDecode('a+b%26%C3%BC')", "", "[1] a+b%26%C3%BC a b&ü")]
    [InlineData("$util.base64Encode('hé') $util.base64Decode('aMOp') $util.base64Decode('aMO p')", "", "aMOp hé hé")]
    // $context and $stageVariables
    [InlineData("$context.apiId $context.stage $context.httpMethod [$context.nope] [$context.identity.apiKey]", "", "  POST [] []")]
    [InlineData("$stageVariables.color $stageVariables['color'] ${stageVariables['color']} $stageVariables.get('color') [$stageVariables.no]", "", "red red red red []")]
    // Recorded: what a family's keySet() tells.
    [InlineData("#foreach($k in $context.keySet())$k $context.get($k),#end", "", null)]
    [InlineData("$context.requestOverride.keySet() $context.responseOverride.keySet() $context.authorizer.keySet() [$context.identity]", "", "[header, path, querystring] [header] [] []")]
    public void Renders_as_api_gateway(string template, string body, string? expected)
    {
        var rendered = Render(template, body, out _);
        if (expected is not null)
        {
            Assert.Equal(expected, rendered);
        }
    }

    [Fact]
    public void The_keys_of_the_context_are_the_recorded_ones()
    {
        Assert.Equal(
            "[accountId, apiId, deploymentId, domainName, domainPrefix, extendedRequestId, httpMethod, identity, path, protocol, requestId, requestOverride, requestTime, "
            + "requestTimeEpoch, resourceId, resourcePath, responseOverride, stage]",
            Render("$context.keySet()", "", out _));
        Assert.Equal(
            "[accessKey, accountId, caller, cognitoAuthenticationProvider, cognitoAuthenticationType, cognitoIdentityId, cognitoIdentityPoolId, principalOrgId, sourceIp, user, "
            + "userAgent, userArn]",
            Render("$context.identity.keySet()", "", out _));
    }

    [Fact]
    public void The_guides_passthrough_template_gives_json()
    {
        Assert.True(JsonValues.TryRead(Encoding.UTF8.GetBytes(Render(Passthrough, "{\"a\":[1,2]}", out _)), out var value));
        Assert.Equal("{\"a\":[1,2]}", Json(value.AsMap["body-json"]));
        Assert.Equal("{\"color\":\"red\"}", Json(value.AsMap["stage-variables"]));
        Assert.Equal("""{"path":{"id":"7"},"querystring":{"q":"b c"},"header":{"Host":"example.com","X-A":"hv"}}""", Json(value.AsMap["params"]));
        Assert.Equal("POST", value.AsMap["context"].AsMap["http-method"].AsText);
    }

    [Fact]
    public void Overrides_are_kept_and_can_be_read()
    {
        var text = Render(
            "#set($context.requestOverride.header.X-One = 'a')#set($context.requestOverride.header['X-Two'] = ['b', 3])#set($context.requestOverride.path.id = 9)"
            + "#set($context.requestOverride.querystring.q = \"$input.params('id')\")#set($context.responseOverride.status = 418)#set($context.responseOverride.header.Y = 'z')"
            + "$context.requestOverride.header.X-One $context.responseOverride.status",
            "",
            out var exchange);
        Assert.Equal("a 418", text);
        var overrides = exchange.Overrides!;
        Assert.Equal("""{"X-One":"a","X-Two":["b","3"]}""", Json(Value.Of(overrides.RequestHeaders)));
        Assert.Equal("""{"id":"9"}""", Json(Value.Of(overrides.RequestPath)));
        Assert.Equal("""{"q":"7"}""", Json(Value.Of(overrides.RequestQuery)));
        Assert.Equal("""{"Y":"z"}""", Json(Value.Of(overrides.ResponseHeaders)));
        Assert.Equal(418, overrides.ResponseStatus);
    }

    [Theory]
    [InlineData("99")]
    [InlineData("600")]
    [InlineData("'404'")]
    [InlineData("404.5")]
    public void A_status_that_is_none_is_passed_over(string status)
    {
        Render($"#set($context.responseOverride.status = {status})", "", out var exchange);
        Assert.Equal(0, exchange.Overrides!.ResponseStatus);
    }

    [Theory]
    [InlineData("#set($context.requestOverride.header.a = 1)#set($context.requestOverride.header.a = 2)", "The override of header a is set a second time")]
    [InlineData("#set($context.responseOverride.status = 200)#set($context.responseOverride.status = 201)", "The override of status is set a second time")]
    [InlineData("#set($context.requestOverride.header = {'a': 1})", "Of an override one header, path or querystring is set at a time")]
    [InlineData("#set($context.stage = 'x')", "$context.stage cannot be set: of $context only overrides can")]
    [InlineData("$input.path('$[')", "The JSON path $[ is none")]
    [InlineData("$util.urlDecode('%')", "The text holds a percent sign without two hexadecimal digits")]
    [InlineData("$util.parseJson('{')", "The text is no JSON")]
    [InlineData("$input.path('$.l')[7]", "Index 7 is out of bounds for a list of 0")]
    [InlineData("#if($x)", "#if has no #end.")]
    public void What_fails_says_why_and_writes_nothing(string template, string fault)
    {
        var output = new ByteWriter();
        var said = Compile(template).Render(Exchange(), new TemplateInput(Encoding.UTF8.GetBytes("{\"l\":[]}")), output);
        Assert.StartsWith(fault, said, StringComparison.Ordinal);
        Assert.Equal(0, output.Length);
    }

    [Fact]
    public void A_template_that_is_none_is_told_and_not_refused()
    {
        var (faults, held) = (new List<CompilationFault>(), new List<CompilationFault>());
        MappingTemplate.Compile("{\n#if($x)", GivenRequest.Compilation(ApiKind.Rest, faults, held: held));
        Assert.Empty(faults);
        Assert.Equal("The mapping template cannot be read: #if has no #end. (line 2, column 1) Requests that need it are answered 500, as on AWS.", Assert.Single(held).Message);
    }

    [Fact]
    public void An_answer_without_a_body_is_no_object()
    {
        var output = new ByteWriter();
        Assert.Null(Compile("[$input.body]$input.json('$')").Render(Exchange(), new TemplateInput(default, IsAnswer: true), output));
        Assert.Equal("[]\"\"", Encoding.UTF8.GetString(output.Written));
    }

    [Fact]
    public void A_constant_template_is_written_as_it_is()
    {
        var template = Compile("{\"statusCode\": 200}");
        Assert.Equal("{\"statusCode\": 200}", Encoding.UTF8.GetString(template.Constant!));
        var (exchange, output) = (Exchange(), new ByteWriter());
        Assert.Equal(0, GivenRequest.Allocated(() =>
        {
            output.Clear();
            template.Render(exchange, default, output);
        }));
    }

    [Fact]
    public void A_template_changes_no_other_requests_stage_variables()
    {
        var template = Compile("#set($stageVariables.color = 'blue')$stageVariables.color");
        var output = new ByteWriter();
        template.Render(Exchange(), default, output);
        var second = Compile("$stageVariables.color");
        second.Render(Exchange(), default, output);
        Assert.Equal("bluered", Encoding.UTF8.GetString(output.Written));
    }

    [Fact]
    public void A_body_of_brackets_is_no_json_rather_than_a_mountain_of_lists()
    {
        var body = Encoding.UTF8.GetBytes("[" + string.Join(',', Enumerable.Repeat("{}", 500_000)) + "]");
        var (template, exchange, output) = (Compile("$input.json('$')"), Exchange(), new ByteWriter());
        template.Render(exchange, new TemplateInput("{\"a\":1}"u8.ToArray()), output);
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Null(template.Render(exchange, new TemplateInput(body), output));
        var taken = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.True(taken <= (10L * body.Length) + (1 << 20), $"{taken} bytes");
    }

    private static string Render(string template, string body, out Exchange exchange)
    {
        exchange = Exchange();
        var output = new ByteWriter();
        var fault = Compile(template).Render(exchange, new TemplateInput(Encoding.UTF8.GetBytes(body)), output);
        Assert.True(fault is null, fault);
        return Encoding.UTF8.GetString(output.Written);
    }

    private static MappingTemplate Compile(string template)
    {
        var c = GivenRequest.Compilation(ApiKind.Rest);
        return MappingTemplate.Compile(template, new Compilation(c.Ledgers, [], [])
        {
            Kind = ApiKind.Rest,
            ApiId = c.ApiId,
            StageName = c.StageName,
            Variables = new Dictionary<string, string> { ["color"] = "red" }.ToFrozenDictionary(StringComparer.Ordinal),
            Account = new Account { AccountId = "000000000000", Region = "us-east-1" },
            Path = c.Path,
        });
    }

    private static Exchange Exchange()
    {
        var exchange = GivenRequest.Of("POST", "/pets/7?q=a&q=b+c", "X-A: hv", "Content-Length: 2", "Connection: keep-alive");
        exchange.Route.Set(new RoutePlan
        {
            Steps = [],
            ResourcePath = "/pets/{id}",
            RouteKey = "POST /pets/{id}",
            ResourceId = "abc123",
            ParameterNames = ["id"],
            DefinitionPath = "/",
        });
        exchange.Route.Room[0] = new ByteRange(exchange.Request.Path.Offset + "/pets/".Length, 1);
        return exchange;
    }

    private static string Json(Value value)
    {
        var buffer = new TextBuffer();
        JsonValues.Write(value, buffer);
        return buffer.ToString();
    }
}
