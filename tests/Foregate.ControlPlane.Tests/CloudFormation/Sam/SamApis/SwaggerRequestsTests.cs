// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

public sealed class SwaggerRequestsTests
{
    [Fact]
    public void A_model_is_the_body_of_the_request_in_OpenAPI_3() => ApiTemplates.Same(
        """{"content": {"application/json": {"schema": {"$ref": "#/components/schemas/user"}}}, "required": true}""",
        ApiTemplates.Properties(ApiTemplates.Rest("OpenApiVersion: 3.0.1\nModels:\n  User: {type: object}", "RequestModel: {Model: User, Required: true}"))
            ["Body"]!["paths"]!["/users/{id}"]!["get"]!["requestBody"]);

    [Theory]
    [InlineData("ValidateBody: true, ValidateParameters: true", "body-and-params")]
    [InlineData("ValidateParameters: true", "params-only")]
    [InlineData("ValidateBody: false", "no-validation")]
    public void Names_a_validator_for_what_it_does(string model, string name)
    {
        var body = ApiTemplates.Properties(ApiTemplates.Rest("Models:\n  User: {type: object}", $"RequestModel: {{Model: User, {model}}}"))["Body"]!;
        Assert.Equal(name, (string?)body["paths"]!["/users/{id}"]!["get"]!["x-amazon-apigateway-request-validator"]);
        Assert.NotNull(body["x-amazon-apigateway-request-validators"]![name]);
    }

    [Fact]
    public void Refuses_validation_that_is_neither_true_nor_false() => Assert.Contains(
        "must be a boolean type",
        ApiTemplates.Fault(ApiTemplates.Rest("Models:\n  User: {type: object}", "RequestModel: {Model: User, ValidateBody: 'yes please'}")).Cause,
        StringComparison.Ordinal);
}
