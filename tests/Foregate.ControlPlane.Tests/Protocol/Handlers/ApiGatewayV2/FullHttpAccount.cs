// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Json.Nodes;
using Foregate.Standards.SignatureV4;

namespace Foregate.ControlPlane.Tests.Protocol.Handlers.ApiGatewayV2;

/// <summary>An account with one of nearly everything that the second interface has.</summary>
internal static class FullHttpAccount
{
    /// <param name="key">Whose account it is.</param>
    /// <returns>What stands for each label of a path.</returns>
    public static Dictionary<string, string> Make(SignedClient client, string key)
    {
        JsonNode Post(string path, string body)
        {
            var answer = client.Send("POST", path, body, credentials: new AwsCredentials(key, "secret"));
            var text = Encoding.UTF8.GetString(answer.Body.Span);
            Assert.True(answer.StatusCode == 201, text);
            return JsonNode.Parse(text)!;
        }

        var api = (string)Post("/v2/apis", """{"name":"w","protocolType":"WEBSOCKET","routeSelectionExpression":"$request.body.action"}""")["apiId"]!;
        var root = "/v2/apis/" + api;
        var integration = (string)Post(root + "/integrations", """{"integrationType":"MOCK"}""")["integrationId"]!;
        var route = (string)Post(root + "/routes", $$"""{"routeKey":"$default","target":"integrations/{{integration}}"}""")["routeId"]!;
        Post("/v2/domainnames", """{"domainName":"other.example.com","domainNameConfigurations":[{"certificateArn":"arn:aws:acm:us-east-1:123456789012:certificate/a"}]}""");
        var ids = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["apiId"] = api,
            ["integrationId"] = integration,
            ["routeId"] = route,
            ["stageName"] = (string)Post(root + "/stages", """{"stageName":"otherstage","autoDeploy":true}""")["stageName"]!,
            ["deploymentId"] = (string)Post(root + "/deployments", "{}")["deploymentId"]!,
            ["modelId"] = (string)Post(root + "/models", """{"name":"Pet","schema":"{}"}""")["modelId"]!,
            ["authorizerId"] = (string)Post(root + "/authorizers", """{"name":"a","authorizerType":"REQUEST","identitySource":[],"authorizerUri":"arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:f/invocations"}""")["authorizerId"]!,
            ["integrationResponseId"] = (string)Post($"{root}/integrations/{integration}/integrationresponses", """{"integrationResponseKey":"$default"}""")["integrationResponseId"]!,
            ["routeResponseId"] = (string)Post($"{root}/routes/{route}/routeresponses", """{"routeResponseKey":"$default"}""")["routeResponseId"]!,
            ["requestParameterKey"] = "route.request.header.a",
            ["routeKey"] = "$default",
            ["specification"] = "OAS30",
            ["domainName"] = "other.example.com",
            ["vpcLinkId"] = (string)Post("/v2/vpclinks", """{"name":"l","subnetIds":["subnet-1"]}""")["vpcLinkId"]!,
            ["apiMappingId"] = (string)Post("/v2/domainnames/other.example.com/apimappings", $$"""{"apiId":"{{api}}","stage":"otherstage"}""")["apiMappingId"]!,
            ["routingRuleId"] = "otherrule",
        };
        return ids;
    }
}
