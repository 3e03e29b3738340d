// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

public sealed class RestDefinitionTests
{
    [Fact]
    public void Puts_gateway_responses_media_types_and_the_endpoint_into_the_document()
    {
        var body = ApiTemplates.Properties(ApiTemplates.Rest(
            "GatewayResponses: {DEFAULT_4XX: {StatusCode: 403, ResponseParameters: {Headers: {X: \"'y'\"}}}}\nBinaryMediaTypes: [image~1png]\nDisableExecuteApiEndpoint: true"))["Body"]!;
        ApiTemplates.Same(
            """{"DEFAULT_4XX": {"responseParameters": {"gatewayresponse.header.X": "'y'"}, "responseTemplates": {}, "statusCode": "403"}}""", body["x-amazon-apigateway-gateway-responses"]);
        ApiTemplates.Same("""["image/png"]""", body["x-amazon-apigateway-binary-media-types"]);
        ApiTemplates.Same("""{"disableExecuteApiEndpoint": true}""", body["x-amazon-apigateway-endpoint-configuration"]);
    }

    [Theory]
    [InlineData("GatewayResponses: {DEFAULT_4XX: {Status: 403}}", "Invalid property 'Status' in 'GatewayResponses' property 'DEFAULT_4XX'.")]
    [InlineData("GatewayResponses: {DEFAULT_4XX: {StatusCode: many}}", "Property 'StatusCode' must be numeric.")]
    [InlineData("GatewayResponses: {DEFAULT_4XX: {ResponseParameters: {Cookies: {}}}}", "Invalid gateway response parameter 'Cookies'.")]
    [InlineData("GatewayResponses: {DEFAULT_4XX: !Ref X}", "intrinsic functions are not supported for this field.")]
    [InlineData("Models: {User: {properties: {}}}", "'Models' schema is missing 'type'.")]
    [InlineData("Auth: {Default: x}", "Invalid value for 'Auth' property")]
    [InlineData("Auth: {Authorizers: {Z: {UserPoolArn: 'arn:p'}}, DefaultAuthorizer: Y}", "Unable to set DefaultAuthorizer because 'Y' was not defined in 'Authorizers'.")]
    [InlineData("Cors: \"'*'\"\nDefinitionBody: {this: is no document}", "'DefinitionBody' does not contain a valid Swagger definition.")]
    public void Refuses_what_SAM_refuses(string api, string cause)
    {
        var fault = ApiTemplates.Fault(ApiTemplates.Rest(api));
        Assert.Contains(cause, fault.Cause, StringComparison.Ordinal);
        Assert.StartsWith("#/Resources/A/Properties/", fault.DocumentPath, StringComparison.Ordinal);
    }
}
