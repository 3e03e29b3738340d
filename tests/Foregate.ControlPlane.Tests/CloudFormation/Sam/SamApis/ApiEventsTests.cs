// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

public sealed class ApiEventsTests
{
    private const string Models = "Models:\n  User: {type: object}";

    [Fact]
    public void Makes_a_method_that_invokes_the_function() => ApiTemplates.Same(
        """
        {"get": {"responses": {}, "x-amazon-apigateway-integration": {"type": "aws_proxy", "httpMethod": "POST",
          "uri": {"Fn::Sub": "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${F.Arn}/invocations"}}}}
        """,
        ApiTemplates.Properties(ApiTemplates.Rest())["Body"]!["paths"]!["/users/{id}"]);

    [Fact]
    public void Permits_the_method_on_every_stage() => ApiTemplates.Same(
        """
        {"Action": "lambda:InvokeFunction", "FunctionName": {"Ref": "F"}, "Principal": "apigateway.amazonaws.com",
         "SourceArn": {"Fn::Sub": ["arn:aws:execute-api:${AWS::Region}:${AWS::AccountId}:${__ApiId__}/${__Stage__}/GET/users/*", {"__ApiId__": {"Ref": "A"}, "__Stage__": "*"}]}}
        """,
        ApiTemplates.Properties(ApiTemplates.Rest(), "FEPermissionProd"));

    [Fact]
    public void Leaves_the_slash_at_the_end_of_a_path_out_of_the_permission() => Assert.EndsWith(
        "/*/a", (string)ApiTemplates.Properties(ApiTemplates.Rest(path: "/a/", method: "any"), "FEPermissionProd")["SourceArn"]!["Fn::Sub"]![0]!, StringComparison.Ordinal);

    [Fact]
    public void Takes_models_validators_and_parameters()
    {
        var get = ApiTemplates.Properties(ApiTemplates.Rest(
            Models, "RequestModel: {Model: User, Required: true, ValidateBody: true}\nRequestParameters:\n- method.request.querystring.q: {Required: true, Caching: true}"))["Body"]!["paths"]!["/users/{id}"]!["get"]!;
        ApiTemplates.Same(
            """[{"in": "body", "name": "user", "schema": {"$ref": "#/definitions/user"}, "required": true}, {"in": "query", "name": "q", "required": true, "type": "string"}]""",
            get["parameters"]);
        Assert.Equal("body-only", (string?)get["x-amazon-apigateway-request-validator"]);
        ApiTemplates.Same("""["method.request.querystring.q"]""", get["x-amazon-apigateway-integration"]!["cacheKeyParameters"]);
    }

    [Fact]
    public void Merges_into_a_document_of_the_template_when_it_is_told_to()
    {
        var api = "MergeDefinitions: true\nDefinitionBody:\n  swagger: '2.0'\n  paths:\n    /users/{id}:\n      get: {summary: Kept, responses: {'200': {description: Lost}}}\n      put: {summary: Other}";
        var item = ApiTemplates.Properties(ApiTemplates.Rest(api))["Body"]!["paths"]!["/users/{id}"]!;
        Assert.Equal("Kept", (string?)item["get"]!["summary"]);
        ApiTemplates.Same("{}", item["get"]!["responses"]);
        Assert.Equal("Other", (string?)item["put"]!["summary"]);
    }

    [Fact]
    public void Refuses_two_events_for_one_method()
    {
        var fault = ApiTemplates.Fault(ApiTemplates.Rest() + "        G:\n          Type: Api\n          Properties: {RestApiId: !Ref A, Path: '/users/{id}', Method: GET}\n");
        Assert.Contains("API method \"get\" defined multiple times for path \"/users/{id}\".", fault.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_model_that_the_API_has_not()
    {
        var fault = ApiTemplates.Fault(ApiTemplates.Rest(Models, "RequestModel: {Model: Pet}"));
        Assert.Contains("Unable to set RequestModel [Pet] on API method [get] for path [/users/{id}] because it wasn't defined in the API's Models.", fault.Cause, StringComparison.Ordinal);
        Assert.Equal("#/Resources/F/Properties/Events/E/Properties/RequestModel", fault.DocumentPath);
        Assert.Equal(21, fault.Location.Line);
    }

    [Theory]
    [InlineData("RequestParameters: [header.X]", "Keys must be in the format")]
    [InlineData("RequestParameters: [{method.request.header.X: {Cached: true}}]", "Values must be an object")]
    [InlineData("RequestParameters: [[x]]", "must be either a string or an object")]
    public void Refuses_parameters_that_are_none(string trigger, string cause) =>
        Assert.Contains(cause, ApiTemplates.Fault(ApiTemplates.Rest("", trigger)).Cause, StringComparison.Ordinal);

    [Fact]
    public void Refuses_an_API_that_is_not_there()
    {
        var fault = ApiTemplates.Fault(ApiTemplates.Rest().Replace("RestApiId: !Ref A", "RestApiId: !Ref B", StringComparison.Ordinal));
        Assert.Contains("RestApiId must be a valid reference to an 'AWS::Serverless::Api' resource in same template.", fault.Cause, StringComparison.Ordinal);
    }

    [Fact]
    public void Refuses_a_property_that_it_does_not_know() =>
        Assert.Contains("Property Colour is not defined for an Api event.", ApiTemplates.Fault(ApiTemplates.Rest("", "Colour: red")).Cause, StringComparison.Ordinal);

    [Fact]
    public void A_streamed_answer_has_an_address_of_its_own()
    {
        var integration = ApiTemplates.Properties(ApiTemplates.Rest("", "ResponseTransferMode: STREAM\nTimeoutInMillis: 60000"))["Body"]!["paths"]!["/users/{id}"]!["get"]!["x-amazon-apigateway-integration"]!;
        Assert.Equal("STREAM", (string?)integration["responseTransferMode"]);
        Assert.Equal(60_000, (int?)integration["timeoutInMillis"]);
        Assert.EndsWith("lambda:path/2021-11-15/functions/${F.Arn}/response-streaming-invocations", (string)integration["uri"]!["Fn::Sub"]!, StringComparison.Ordinal);
    }
}
