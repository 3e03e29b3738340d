// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.Tests.OpenApi.Export;

public sealed class RestApiExportTests
{
    private const string Document =
        """
        openapi: 3.0.1
        info: { title: Pets, version: "1.0" }
        x-amazon-apigateway-binary-media-types: [image/png]
        paths:
          /pets/{petId}:
            get:
              operationId: GetPet
              parameters: [{ name: petId, in: path, required: true }, { name: type, in: query }]
              requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } } }
              responses: { "200": { content: { application/json: { schema: { $ref: '#/components/schemas/Pet' } } }, headers: { X: {} } } }
              security: [{ auth: [] }, { key: [] }]
              x-amazon-apigateway-integration: { type: http, httpMethod: GET, uri: 'http://127.0.0.1/{id}', responses: { default: { statusCode: "200" } },
                requestParameters: { integration.request.path.id: method.request.path.petId } }
        components:
          schemas: { Pet: { $schema: 'http://json-schema.org/draft-04/schema#', type: object, properties: { friend: { $ref: '#/components/schemas/Pet' } } } }
          securitySchemes:
            key: { type: apiKey, name: x-api-key, in: header }
            auth: { type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authtype: custom, x-amazon-apigateway-authorizer: { type: token,
              authorizerUri: 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/f/invocations' } }
        x-amazon-apigateway-documentation:
          documentationParts: [{ location: { type: METHOD, path: '/pets/{petId}', method: GET }, properties: { summary: Tells of a pet } }]
        """;

    [Fact]
    public void OpenAPI_3_has_the_members_and_order_of_AWS() => Assert.Equal(
        """
        {
          "openapi" : "3.0.1",
          "info" : {
            "title" : "Pets",
            "version" : "1.0"
          },
          "servers" : [ {
            "url" : "https://API.execute-api.us-east-1.amazonaws.com/{basePath}",
            "variables" : {
              "basePath" : {
                "default" : "prod"
              }
            }
          } ],
          "paths" : {
            "/pets/{petId}" : {
              "get" : {
                "operationId" : "GetPet",
                "parameters" : [ {
                  "name" : "petId",
                  "in" : "path",
                  "required" : true,
                  "schema" : {
                    "type" : "string"
                  }
                }, {
                  "name" : "type",
                  "in" : "query",
                  "schema" : {
                    "type" : "string"
                  }
                } ],
                "requestBody" : {
                  "content" : {
                    "application/json" : {
                      "schema" : {
                        "$ref" : "#/components/schemas/Pet"
                      }
                    }
                  },
                  "required" : true
                },
                "responses" : {
                  "200" : {
                    "description" : "200 response",
                    "headers" : {
                      "X" : {
                        "schema" : {
                          "type" : "string"
                        }
                      }
                    },
                    "content" : {
                      "application/json" : {
                        "schema" : {
                          "$ref" : "#/components/schemas/Pet"
                        }
                      }
                    }
                  }
                },
                "security" : [ {
                  "auth" : [ ]
                }, {
                  "api_key" : [ ]
                } ]
              }
            }
          },
          "components" : {
            "schemas" : {
              "Pet" : {
                "type" : "object",
                "properties" : {
                  "friend" : {
                    "$ref" : "#/components/schemas/Pet"
                  }
                }
              }
            },
            "securitySchemes" : {
              "auth" : {
                "type" : "apiKey",
                "name" : "Authorization",
                "in" : "header"
              },
              "api_key" : {
                "type" : "apiKey",
                "name" : "x-api-key",
                "in" : "header"
              }
            }
          }
        }
        """.ReplaceLineEndings("\n"),
        Export("oas30", ""));

    [Fact]
    public void Swagger_has_the_members_and_order_of_AWS() => Assert.Equal(
        """
        ---
        swagger: "2.0"
        info:
          version: "1.0"
          title: "Pets"
        host: "API.execute-api.us-east-1.amazonaws.com"
        basePath: "/prod"
        schemes:
        - "https"
        paths:
          /pets/{petId}:
            get:
              operationId: "GetPet"
              consumes:
              - "application/json"
              produces:
              - "application/json"
              parameters:
              - name: "petId"
                in: "path"
                required: true
                type: "string"
              - name: "type"
                in: "query"
                required: false
                type: "string"
              - in: "body"
                name: "Pet"
                required: true
                schema:
                  $ref: "#/definitions/Pet"
              responses:
                "200":
                  description: "200 response"
                  schema:
                    $ref: "#/definitions/Pet"
                  headers:
                    X:
                      type: "string"
              security:
              - auth: []
              - api_key: []
              x-amazon-apigateway-integration:
                type: "http"
                httpMethod: "GET"
                uri: "http://127.0.0.1/{id}"
                responses:
                  default:
                    statusCode: "200"
                requestParameters:
                  integration.request.path.id: "method.request.path.petId"
                passthroughBehavior: "when_no_match"
        securityDefinitions:
          auth:
            type: "apiKey"
            name: "Authorization"
            in: "header"
            x-amazon-apigateway-authtype: "custom"
            x-amazon-apigateway-authorizer:
              type: "token"
              authorizerUri: "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/f/invocations"
          api_key:
            type: "apiKey"
            name: "x-api-key"
            in: "header"
        definitions:
          Pet:
            type: "object"
            properties:
              friend:
                $ref: "#/definitions/Pet"
        x-amazon-apigateway-binary-media-types:
        - "image/png"

        """.ReplaceLineEndings("\n"),
        Export("swagger", "apigateway", isYaml: true));

    [Theory]
    [InlineData("integrations", true, false, false)]
    [InlineData("authorizers", false, true, false)]
    [InlineData("integrations,authorizers", true, true, false)]
    [InlineData("documentation", false, false, true)]
    [InlineData("postman", false, false, false)]
    public void Each_extension_brings_its_own(string extensions, bool integrations, bool authorizers, bool documentation)
    {
        var text = Export("oas30", extensions);
        Assert.Equal(integrations, text.Contains("x-amazon-apigateway-integration", StringComparison.Ordinal));
        Assert.Equal(authorizers, text.Contains("x-amazon-apigateway-authorizer", StringComparison.Ordinal));
        Assert.Equal(documentation, text.Contains("Tells of a pet", StringComparison.Ordinal) && text.Contains("documentationParts", StringComparison.Ordinal));
        Assert.DoesNotContain("binary-media-types", text, StringComparison.Ordinal);
    }

    private static string Export(string exportType, string extensions, bool isYaml = false)
    {
        var api = Calls.Rest(Document);
        return Calls.Text(Calls.Export(api, exportType, extensions), isYaml).Replace(api.Id, "API", StringComparison.Ordinal);
    }
}
