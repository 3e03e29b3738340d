// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

public sealed class SwaggerCorsTests
{
    [Fact]
    public void Answers_the_preflight_of_every_path()
    {
        var options = ApiTemplates.Properties(ApiTemplates.Rest("Cors: {AllowOrigin: \"'https://a'\", AllowHeaders: \"'x'\", MaxAge: \"'600'\", AllowCredentials: true}"))["Body"]!["paths"]!["/users/{id}"]!["options"]!;
        ApiTemplates.Same(
            """
            {"method.response.header.Access-Control-Allow-Origin": "'https://a'", "method.response.header.Access-Control-Allow-Headers": "'x'",
             "method.response.header.Access-Control-Allow-Methods": "'GET,OPTIONS'", "method.response.header.Access-Control-Max-Age": "'600'",
             "method.response.header.Access-Control-Allow-Credentials": "'true'"}
            """,
            options["x-amazon-apigateway-integration"]!["responses"]!["default"]!["responseParameters"]);
        Assert.Equal("integer", (string?)options["responses"]!["200"]!["headers"]!["Access-Control-Max-Age"]!["type"]);
    }

    [Fact]
    public void Any_method_allows_all_of_them() => Assert.Equal(
        "'DELETE,GET,HEAD,OPTIONS,PATCH,POST,PUT'",
        (string?)ApiTemplates.Properties(ApiTemplates.Rest("Cors: \"'*'\"", method: "any"))["Body"]!["paths"]!["/users/{id}"]!["options"]!
            ["x-amazon-apigateway-integration"]!["responses"]!["default"]!["responseParameters"]!["method.response.header.Access-Control-Allow-Methods"]);

    [Fact]
    public void Leaves_an_options_method_of_the_template_alone() => Assert.Null(
        ApiTemplates.Properties(ApiTemplates.Rest("Cors: \"'*'\"", method: "options"))["Body"]!["paths"]!["/users/{id}"]!["options"]!["summary"]);

    [Theory]
    [InlineData("Cors: {AllowCredentials: true}", "'AllowCredentials' can not be true")]
    [InlineData("Cors: {AllowOrigins: x}", "it has no AllowOrigins")]
    [InlineData("Cors: {AllowOrigin: ''}", "Value for AllowedOrigins is required")]
    public void Refuses_what_SAM_refuses(string api, string cause) => Assert.Contains(cause, ApiTemplates.Fault(ApiTemplates.Rest(api)).Cause, StringComparison.Ordinal);
}
