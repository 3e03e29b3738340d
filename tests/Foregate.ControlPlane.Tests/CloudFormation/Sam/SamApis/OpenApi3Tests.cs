// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

public sealed class OpenApi3Tests
{
    [Fact]
    public void Moves_what_Swagger_keeps_elsewhere()
    {
        var body = ApiTemplates.Properties(ApiTemplates.Rest(
            "OpenApiVersion: 3.0.1\nCors: \"'*'\"\nModels:\n  User: {type: object}\nAuth: {Authorizers: {C: {UserPoolArn: 'arn:p'}}}"))["Body"]!;
        Assert.Equal("3.0.1", (string?)body["openapi"]);
        Assert.Null(body["swagger"]);
        Assert.NotNull(body["components"]!["securitySchemes"]!["C"]);
        Assert.NotNull(body["components"]!["schemas"]!["user"]);
        Assert.Null(body["paths"]!["/users/{id}"]!["options"]!["consumes"]);
        Assert.NotNull(body["paths"]!["/users/{id}"]!["options"]!["responses"]!["200"]!["headers"]!["Access-Control-Allow-Origin"]!["schema"]);
    }

    [Fact]
    public void Leaves_Swagger_alone() => Assert.NotNull(ApiTemplates.Properties(ApiTemplates.Rest("Models:\n  User: {type: object}"))["Body"]!["definitions"]!["user"]);
}
