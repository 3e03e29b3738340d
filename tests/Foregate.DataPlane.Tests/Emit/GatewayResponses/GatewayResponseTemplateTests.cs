// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Emit.GatewayResponses;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;
using Foregate.Definitions.Collections;

namespace Foregate.DataPlane.Tests.Emit.GatewayResponses;

public sealed class GatewayResponseTemplateTests
{
    [Theory]
    [InlineData("nothing", "nothing")]
    [InlineData("", "")]
    [InlineData("""{"message":$context.error.messageString}""", """{"message":"Too Many Requests"}""")]
    [InlineData("$context.error.message|$context.error.responseType.", "Too Many Requests|THROTTLED.")]
    [InlineData("${context.stage}x $stageVariables.colour-1 ${stageVariables.colour}", "prodx blue-1 blue")]
    [InlineData("$context.stage-1", "prod-1")]
    [InlineData("$method.request.path.petId $method.request.querystring.q ${method.request.header.X-Tag}!", "7 a b tag!")]
    [InlineData("method.request.path.petId my-method.request.path.petId", "7 my-method.request.path.petId")]
    [InlineData("[$context.authorizer.claims.sub] [$stageVariables.none] [$method.request.header.none] [$context.nosuch]", "[] [] [] []")]
    [InlineData("$ $$ ${ ${context.stage $input.body #set($a = 1) $contextual method.request.body", "$ $$ ${ ${context.stage $input.body #set($a = 1) $contextual method.request.body")]
    public void References_are_replaced_and_all_else_is_text(string template, string body)
    {
        List<CompilationFault> faults = [];
        var compiled = GatewayResponseTemplate.Compile(template, Sample.Compilation(ApiKind.Rest, faults, [("colour", "blue")]));
        Assert.Empty(faults);
        var exchange = Sample.Exchange(ApiKind.Rest, "GET /prod/pets/7?q=a%20b HTTP/1.1\nX-Tag: tag", "/pets/{petId}", [("petId", "7")]);
        exchange.Rejection = Rejections.Rest.Throttled;
        Assert.Equal(body, Sample.Text(compiled.Render(exchange).Span));
    }

    [Fact]
    public void Json_is_chosen_where_it_is_there_and_else_the_first()
    {
        var c = Sample.Compilation(ApiKind.Rest, []);
        var templates = OrdinalMap.Empty<string>().Add("a/b", "1").Add("text/html", "2");
        Assert.Equal("a/b", GatewayResponseTemplate.Select(templates, c).ContentType);
        Assert.Equal("application/json", GatewayResponseTemplate.Select(templates.Add("application/json", "3"), c).ContentType);
        var (contentType, template) = GatewayResponseTemplate.Select(OrdinalMap.Empty<string>(), c);
        Assert.Equal(("application/json", null), (contentType, template));
    }
}
