// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations.ApiGatewayV2;

namespace Foregate.ControlPlane.Tests.Operations.ApiGatewayV2;

public sealed class ParameterMappingsTests
{
    [Theory]
    [InlineData("append:header.x", "text")]
    [InlineData("append:header.x", "$request.header.y")]
    [InlineData("overwrite:header.host", "other.example")]
    [InlineData("overwrite:querystring.q", "${request.path.a} and ${request.querystring.b}")]
    [InlineData("overwrite:path", "$request.path")]
    [InlineData("overwrite:path", "/v1/${request.path.id}/${stageVariables.x}")]
    [InlineData("append:header.x", "$context.identity.sourceIp")]
    [InlineData("append:header.x", "$request.body.a.b")]
    [InlineData("append:header.x", "costs 5$ or so")]
    [InlineData("remove:header.cookie", "''")]
    [InlineData("remove:querystring.q", "")]
    public void Takes_request_mappings(string key, string value) => Assert.Null(ParameterMappings.CheckRequest(Ground.Map((key, value))));

    [Theory]
    [InlineData("append:path", "/x")]
    [InlineData("remove:path", "''")]
    [InlineData("replace:header.x", "y")]
    [InlineData("append:header.", "y")]
    [InlineData("append:header.a b", "y")]
    [InlineData("overwrite:statuscode", "200")]
    [InlineData("remove:header.x", "y")]
    [InlineData("append:header.x", "$request.cookie.a")]
    [InlineData("append:header.x", "$response.header.a")]
    [InlineData("append:header.x", "$request.header.")]
    [InlineData("append:header.x", "${request.header.a")]
    [InlineData("append:header.x", "a ${nobody} b")]
    [InlineData("append:header.x", "a\r\nb: c")]
    public void Refuses_request_mappings(string key, string value) =>
        Assert.StartsWith("Invalid mapping expression specified", ParameterMappings.CheckRequest(Ground.Map((key, value)))?.Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("200", "append:header.x", "$response.header.y", true)]
    [InlineData("599", "overwrite:statuscode", "418", true)]
    [InlineData("200", "overwrite:statuscode", "$context.authorizer.status", true)]
    [InlineData("200", "overwrite:statuscode", "99", false)]
    [InlineData("200", "overwrite:path", "/x", false)]
    [InlineData("200", "append:querystring.x", "y", false)]
    [InlineData("200", "append:header.x", "$request.header.y", false)]
    [InlineData("100", "append:header.x", "y", false)]
    [InlineData("default", "append:header.x", "y", false)]
    public void Checks_response_mappings(string status, string key, string value, bool isValid) =>
        Assert.Equal(isValid, ParameterMappings.CheckResponse(Ground.Map((status, Ground.Map((key, value))))) is null);

    [Theory]
    [InlineData("Access-Control-Allow-Origin apigw-x Authorization Connection Content-Encoding Content-Length Content-Location Forwarded Keep-Alive Origin")]
    [InlineData("Proxy-Authenticate Proxy-Authorization TE Trailers Transfer-Encoding Upgrade x-amz-date X-Amzn-Trace-Id X-Forwarded-For X-Forwarded-Host X-Forwarded-Proto Via")]
    public void Refuses_the_reserved_headers(string names) => Assert.All(
        names.Split(' '),
        name => Assert.Equal(
            $"Invalid mapping expression specified: Validation Result: warnings : [], errors : [Operations on header {name} are restricted]",
            ParameterMappings.CheckRequest(Ground.Map(($"remove:header.{name}", "''")))?.Message));
}
