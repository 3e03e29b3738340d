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
