// SPDX-License-Identifier: Apache-2.0

using CsCheck;
using Foregate.ControlPlane.OpenApi.Export;

namespace Foregate.ControlPlane.Tests.OpenApi.Export;

/// <summary>What an import made, exported and imported again, is the same.</summary>
public sealed class RoundTripTests
{
    [Theory]
    [InlineData("oas30", false)]
    [InlineData("oas30", true)]
    [InlineData("swagger", false)]
    [InlineData("swagger", true)]
    public void A_REST_API_comes_back_as_it_was(string exportType, bool isYaml) => Gen.Int.Sample(
        seed =>
        {
            var api = Calls.Rest(new RandomApis(new Random(seed)).Document().ToJsonString());
            var document = Calls.Text(Calls.Export(api, exportType), isYaml);
            Assert.Equal(AccountText.Of(api), AccountText.Of(Calls.Rest(document)));
        },
        iter: 200);

    [Theory]
    [InlineData("petstore-rest.yaml")]
    [InlineData("upstream-rest.json")]
    public void So_does_a_document_of_the_tests(string file)
    {
        var api = Calls.Rest(Imports.Golden(file));
        if (api.Resources.Values.Any(static resource => resource.ResourceMethods.Values.Any(static method => method.MethodIntegration is null)))
        {
            // Nothing without back ends is deployed: what an upstream gives them, a call cannot.
            api = Imports.Of(Imports.Golden(file), file, "http://127.0.0.1:9000").Account!.RestApis.Values.Single();
            api = api with { Deployments = api.Deployments.Clear(), Stages = api.Stages.Clear() };
        }

        var again = Calls.Rest(Calls.Text(Calls.Export(api, "oas30"), isYaml: true));
        Assert.Equal(AccountText.Of(api), AccountText.Of(again));
    }

    [Fact]
    public void An_HTTP_API_comes_back_as_it_was()
    {
        foreach (var file in (string[])["http-api.yaml", "upstream-http.yaml"])
        {
            var api = Calls.Http(Imports.Golden(file)) with { ImportInfo = [], Warnings = [] };
            foreach (var isYaml in (bool[])[false, true])
            {
                var again = Calls.Http(Calls.Text(HttpApiExport.Of(api, null, hasExtensions: true, "us-east-1"), isYaml)) with { ImportInfo = [], Warnings = [] };
                Assert.Equal(AccountText.Of(api), AccountText.Of(again));
            }
        }
    }

    [Fact]
    public void So_do_its_authorizers_and_shared_integrations()
    {
        var api = Calls.Http(
            """
            openapi: 3.0.1
            info: { title: H, version: "1", description: d }
            tags: [{ name: team, x-amazon-apigateway-tag-value: blue }]
            paths:
              /a:
                get: { security: [{ jwt: [read] }], x-amazon-apigateway-integration: &one { $ref: '#/components/x-amazon-apigateway-integrations/one' } }
                post: { security: [{ fn: [] }], x-amazon-apigateway-integration: *one }
              /b/{c}: { x-amazon-apigateway-any-method: { x-amazon-apigateway-auth: { type: AWS_IAM }, x-amazon-apigateway-integration:
                { type: aws_proxy, payloadFormatVersion: "2.0", uri: 'arn:aws:lambda:us-east-1:000000000000:function:f', credentials: 'arn:aws:iam::000000000000:role/r', timeoutInMillis: 100 } } }
              /sqs: { post: { x-amazon-apigateway-integration: { type: aws_proxy, integrationSubtype: SQS-SendMessage, payloadFormatVersion: "1.0",
                credentials: 'arn:aws:iam::000000000000:role/r', requestParameters: { QueueUrl: $request.header.q, MessageBody: $request.body } } } }
              /$default: { x-amazon-apigateway-any-method: { isDefaultRoute: true, x-amazon-apigateway-integration: { type: http_proxy, httpMethod: ANY, uri: 'http://127.0.0.1/' } } }
            components:
              x-amazon-apigateway-integrations: { one: { type: http_proxy, httpMethod: GET, uri: 'http://127.0.0.1/x', responseParameters: { "200": { 'append:header.a': b } } } }
              securitySchemes:
                jwt: { type: oauth2, x-amazon-apigateway-authorizer: { type: jwt, identitySource: $request.header.Authorization, jwtConfiguration: { issuer: 'https://i', audience: [a] } } }
                fn: { type: apiKey, name: Authorization, in: header, x-amazon-apigateway-authorizer: { type: request, identitySource: '$request.header.A,$context.routeKey',
                  authorizerUri: 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/f/invocations', authorizerPayloadFormatVersion: "2.0", enableSimpleResponses: true, authorizerResultTtlInSeconds: 5 } }
            """);
        Assert.Equal([], api.Warnings);
        Assert.Equal((4, 5, "blue"), (api.Integrations.Count, api.Routes.Count, api.Tags["team"]));
        var again = Calls.Http(Calls.Text(HttpApiExport.Of(api, null, hasExtensions: true, "us-east-1"), isYaml: true));
        Assert.Equal(WithoutIds(api), WithoutIds(again));
    }

    // Integrations have no names: their ids come from the order in which they are made.
    private static string WithoutIds(Definitions.ApiGatewayV2.Api api) =>
        string.Concat(api.Routes.Values.Select(route => AccountText.Of(route with { Target = "" }) + AccountText.Of(api.Integrations[route.Target!["integrations/".Length..]] with { IntegrationId = "" })))
        + AccountText.Of(api with { Routes = api.Routes.Clear(), Integrations = api.Integrations.Clear() }) + api.Integrations.Count;
}
