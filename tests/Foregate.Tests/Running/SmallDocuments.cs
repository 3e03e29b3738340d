// SPDX-License-Identifier: Apache-2.0
namespace Foregate.Tests.Running;

/// <summary>Small documents for the tests.</summary>
internal static class SmallDocuments
{
    /// <summary>A REST API whose GET /hello answers {"say": TEXT} by itself; more operations may follow.</summary>
    public static string Hello(string say, string more = "") => $$"""
        openapi: 3.0.3
        info: { title: Hello, version: "1" }
        components: { securitySchemes: { k: { type: apiKey, name: x-api-key, in: header } } }
        paths:
        {{Mock("/hello", say)}}
        {{more}}
        """;

    /// <summary>One path whose GET answers by itself.</summary>
    public static string Mock(string path, string say, bool needsKey = false) => $$"""
          {{path}}:
            get:
              {{(needsKey ? "security: [ { k: [] } ]" : "summary: open")}}
              responses: { "200": { description: ok } }
              x-amazon-apigateway-integration:
                type: mock
                requestTemplates: { application/json: '{"statusCode": 200}' }
                responses:
                  default:
                    statusCode: "200"
                    responseTemplates: { application/json: '{"say": "{{say}}"}' }
        """;

    /// <summary>A REST API whose GET /hello needs an API key, the value of which nobody says.</summary>
    public static string Keyed { get; } = $$"""
        openapi: 3.0.3
        info: { title: Keyed, version: "1" }
        components: { securitySchemes: { k: { type: apiKey, name: x-api-key, in: header } } }
        paths:
        {{Mock("/hello", "hi", needsKey: true)}}
        """;

    /// <summary>The same as a template.</summary>
    public static string KeyedTemplate { get; } = """
        AWSTemplateFormatVersion: "2010-09-09"
        Resources:
          Api: { Type: AWS::ApiGateway::RestApi, Properties: { Name: keyed } }
          Hello: { Type: AWS::ApiGateway::Resource, Properties: { RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: hello } }
          Get:
            Type: AWS::ApiGateway::Method
            Properties:
              RestApiId: !Ref Api
              ResourceId: !Ref Hello
              HttpMethod: GET
              AuthorizationType: NONE
              ApiKeyRequired: true
              Integration: { Type: MOCK, RequestTemplates: { application/json: '{"statusCode": 200}' }, IntegrationResponses: [ { StatusCode: "200" } ] }
              MethodResponses: [ { StatusCode: "200" } ]
          Deployment: { Type: AWS::ApiGateway::Deployment, DependsOn: Get, Properties: { RestApiId: !Ref Api } }
          Prod: { Type: AWS::ApiGateway::Stage, Properties: { RestApiId: !Ref Api, DeploymentId: !Ref Deployment, StageName: prod } }
          Key: { Type: AWS::ApiGateway::ApiKey, Properties: { Name: key, Enabled: true } }
          Plan: { Type: AWS::ApiGateway::UsagePlan, DependsOn: Prod, Properties: { UsagePlanName: plan, ApiStages: [ { ApiId: !Ref Api, Stage: prod } ] } }
          PlanKey: { Type: AWS::ApiGateway::UsagePlanKey, Properties: { UsagePlanId: !Ref Plan, KeyId: !Ref Key, KeyType: API_KEY } }
        """;

    /// <summary>An operation that leaves everything to --upstream.</summary>
    public static string Open { get; } = """
        openapi: 3.0.3
        info: { title: Open, version: "1" }
        paths:
          /wait/{ms}:
            get:
              parameters: [ { name: ms, in: path, required: true, schema: { type: string } } ]
              responses: { "200": { description: ok } }
        """;
}
