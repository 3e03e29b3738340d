// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.OpenApi.Export;

namespace Foregate.ControlPlane.Tests.OpenApi.Export;

public sealed class HttpApiExportTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Has_the_members_and_order_of_AWS(bool hasExtensions)
    {
        var api = Calls.Http(
            """
            openapi: 3.0.1
            info: { title: Pets, version: "1" }
            x-amazon-apigateway-cors: { allowOrigins: ['*'], maxAge: 5 }
            paths: { '/pets/{id}': { get: { x-amazon-apigateway-integration: { type: http_proxy, httpMethod: GET, uri: 'http://127.0.0.1/' } } } }
            """);
        var text = Calls.Text(HttpApiExport.Of(api, null, hasExtensions, "us-east-1"), isYaml: true).Replace(api.ApiId, "API", StringComparison.Ordinal);
        const string Integration =
            """
                  x-amazon-apigateway-integration:
                    payloadFormatVersion: "1.0"
                    type: "http_proxy"
                    httpMethod: "GET"
                    uri: "http://127.0.0.1/"
                    connectionType: "INTERNET"
            x-amazon-apigateway-cors:
              maxAge: 5
              allowOrigins:
              - "*"
            x-amazon-apigateway-importexport-version: "1.0"

            """;
        Assert.Equal(
            ("""
            ---
            openapi: "3.0.1"
            info:
              title: "Pets"
              version: "1"
            servers:
            - url: "https://API.execute-api.us-east-1.amazonaws.com/{basePath}"
              variables:
                basePath:
                  default: ""
            paths:
              /pets/{id}:
                get:
                  parameters:
                  - name: "id"
                    in: "path"
                    description: "Generated path parameter for id"
                    required: true
                    schema:
                      type: "string"
                  responses:
                    default:
                      description: "Default response for GET /pets/{id}"

            """ + (hasExtensions ? Integration : "")).ReplaceLineEndings("\n"),
            text);
    }
}
