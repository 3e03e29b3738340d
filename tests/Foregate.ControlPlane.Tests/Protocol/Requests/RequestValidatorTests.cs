// SPDX-License-Identifier: Apache-2.0
using System.Text.Json.Nodes;
using Foregate.ControlPlane.Protocol.Requests;
using Foregate.ControlPlane.Protocol.Shapes;
using Foregate.ControlPlane.Protocol.Values;

namespace Foregate.ControlPlane.Tests.Protocol.Requests;

public sealed class RequestValidatorTests
{
    [Fact]
    public void Wrong_values_are_named_as_in_recorded_answers()
    {
        Assert.Equal(
            "2 validation errors detected: Value '[wrong]' at 'createRestApiInput.endpointConfiguration.types' failed to satisfy constraint: Member must satisfy constraint: [Member must satisfy enum value set: [PRIVATE, EDGE, REGIONAL]]; Value 'wrong' at 'createRestApiInput.endpointConfiguration.ipAddressType' failed to satisfy constraint: Member must satisfy enum value set: [ipv4, dualstack]",
            Said("CreateRestApi", """{"name":"a","endpointConfiguration":{"types":["wrong"],"ipAddressType":"wrong"}}"""));
        Assert.Equal(
            "2 validation errors detected: Value 'wrong_op' at 'updateMethodResponseInput.patchOperations.1.member.op' failed to satisfy constraint: Member must satisfy enum value set: [add, remove, move, test, replace, copy]; Value 'wrong' at 'statusCode' failed to satisfy constraint: Member must satisfy regular expression pattern: [1-5]\\d\\d",
            Said("UpdateMethodResponse", """{"restApiId":"a","resourceId":"b","httpMethod":"GET","statusCode":"wrong","patchOperations":[{"op":"wrong_op"},{"op":"add"}]}"""));
        Assert.Equal(
            "1 validation error detected: Value 'INVALID' at 'createDocumentationPartInput.location.type' failed to satisfy constraint: Member must satisfy enum value set: [RESPONSE_BODY, RESPONSE, METHOD, MODEL, AUTHORIZER, RESPONSE_HEADER, RESOURCE, PATH_PARAMETER, REQUEST_BODY, QUERY_PARAMETER, API, REQUEST_HEADER]",
            Said("CreateDocumentationPart", """{"restApiId":"a","location":{"type":"INVALID"},"properties":"{}"}"""));
    }

    [Fact]
    public void What_must_be_there_is_asked_for() => Assert.Equal(
        "1 validation error detected: Value null at 'createRestApiInput.name' failed to satisfy constraint: Member must not be null", Said("CreateRestApi", "{}"));

    [Fact]
    public void Nulls_within_maps_and_lists_are_no_values()
    {
        Assert.Equal(
            "1 validation error detected: Value null at 'putMethodInput.requestParameters.a.member' failed to satisfy constraint: Member must not be null",
            Said("PutMethod", """{"restApiId":"a","resourceId":"b","httpMethod":"GET","authorizationType":"NONE","requestParameters":{"a":null}}"""));
        Assert.Equal(
            "1 validation error detected: Value '[a, null]' at 'createRestApiInput.binaryMediaTypes' failed to satisfy constraint: Member must satisfy constraint: [Member must not be null]",
            Said("CreateRestApi", """{"name":"a","binaryMediaTypes":["a",null]}"""));
    }

    [Fact]
    public void A_text_may_be_null_in_a_map() => Assert.Equal("0 validation errors detected: ", Said("CreateRestApi", """{"name":"a","tags":{"a":null}}"""));

    [Fact]
    public void Lengths_and_ranges_are_kept()
    {
        var model = ServiceModels.ApiGatewayV2;
        Assert.Equal(
            ["Value '' at 'displayName' failed to satisfy constraint: Member must have length greater than or equal to 1"], Check(model, "CreatePortalProduct", """{"DisplayName":""}""", ""));
        Assert.Equal(
            ["Value 'PUTTY' at 'protocolType' failed to satisfy constraint: Member must satisfy enum value set: [WEBSOCKET, HTTP]"],
            Check(model, "CreateApi", """{"Name":"a","ProtocolType":"PUTTY"}""", ""));
        Assert.Equal(
            ["Value '3601' at 'authorizerResultTtlInSeconds' failed to satisfy constraint: Member must have value less than or equal to 3600"],
            Check(model, "UpdateAuthorizer", """{"ApiId":"a","AuthorizerId":"b","AuthorizerResultTtlInSeconds":3601}""", ""));
    }

    [Fact]
    public void What_is_as_it_should_be_is_not_named() => Assert.Empty(Check(
        ServiceModels.ApiGateway, "PutMethodResponse", """{"restApiId":"a","resourceId":"b","httpMethod":"GET","statusCode":"200"}""", "x"));

    private static string Said(string operation, string input) => ProtocolError.Validation(
        "ValidationException", Check(ServiceModels.ApiGateway, operation, input, ServiceDialect.ApiGateway.BodyName(operation))).Message;

    private static IReadOnlyList<string> Check(ServiceModel model, string operation, string input, string bodyName)
    {
        var shape = model.Find(operation)!.Input!;
        return RequestValidator.Check(shape, SuiteValues.FromJson(JsonNode.Parse(input), shape), bodyName);
    }
}
