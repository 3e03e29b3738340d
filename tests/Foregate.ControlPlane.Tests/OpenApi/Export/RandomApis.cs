// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;

namespace Foregate.ControlPlane.Tests.OpenApi.Export;

/// <summary>Documents with any mixture of what REST APIs can say.</summary>
internal sealed class RandomApis(Random random)
{
    private const string Function = "arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:000000000000:function:f/invocations";

    private static readonly string[] s_methods = ["get", "put", "post", "delete", "options", "head", "patch", "x-amazon-apigateway-any-method"];
    private static readonly string[] s_paths = ["/", "/a", "/a/{id}", "/a/{id}/b", "/c.d-e_f", "/{all+}", "/x/y/z", "/empty/leaf"];
    private static readonly string[] s_texts = ["plain", "it's \"quoted\"", "line\nbreak", "#if($x)y#end", "ä€", "yes", "1.0"];

    public JsonObject Document()
    {
        var document = new JsonObject
        {
            ["openapi"] = "3.0.1",
            ["info"] = new JsonObject { ["title"] = "Any " + random.Next(3), ["version"] = Text(), ["description"] = Text() },
            ["components"] = new JsonObject { ["schemas"] = Schemas(), ["securitySchemes"] = Schemes() },
            ["x-amazon-apigateway-request-validators"] = new JsonObject { ["all"] = Validator(true), ["none"] = Validator(false) },
        };
        Maybe(() => document["x-amazon-apigateway-policy"] = JsonNode.Parse("""{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"*","Resource":"*"}]}"""));
        Maybe(() => document["x-amazon-apigateway-minimum-compression-size"] = random.Next(1000));
        Maybe(() => document["x-amazon-apigateway-api-key-source"] = "AUTHORIZER");
        Maybe(() => document["x-amazon-apigateway-binary-media-types"] = new JsonArray("image/*", "a/b"));
        Maybe(() => document["x-amazon-apigateway-security-policy"] = "TLS_1_2");
        Maybe(() => document["x-amazon-apigateway-endpoint-configuration"] = new JsonObject { ["disableExecuteApiEndpoint"] = true });
        Maybe(() => document["x-amazon-apigateway-gateway-responses"] = JsonNode.Parse(
            """{"DEFAULT_4XX":{"responseParameters":{"gatewayresponse.header.a":"'b'"}},"THROTTLED":{"statusCode":"420","responseTemplates":{"text/plain":"$context.error.message"}}}"""));
        Maybe(() => document["x-amazon-apigateway-documentation"] = JsonNode.Parse(
            """
            {"documentationParts":[
              {"location":{"type":"METHOD","path":"/a","method":"GET"},"properties":{"summary":"s","tags":["t"]}},
              {"location":{"type":"RESPONSE","method":"*","statusCode":"200"},"properties":{"description":"d"}},
              {"location":{"type":"PATH_PARAMETER","path":"/a","name":"id"},"properties":{"description":"x"}},
              {"location":{"type":"RESOURCE","path":"/a/{id}"},"properties":{"description":"r"}}]}
            """));
        var paths = new JsonObject();
        foreach (var path in s_paths)
        {
            Maybe(() => paths[path] = Item(path));
        }

        paths["/always"] = new JsonObject { ["get"] = Operation("/always") };
        document["paths"] = paths;
        return document;
    }

    private JsonObject Item(string path)
    {
        var item = new JsonObject();
        foreach (var method in path == "/empty/leaf" ? [] : s_methods)
        {
            if (random.Next(4) == 0)
            {
                item[method] = Operation(path);
            }
        }

        return item;
    }

    private JsonObject Operation(string path)
    {
        var operation = new JsonObject { ["responses"] = Responses() };
        Maybe(() => operation["operationId"] = Text());
        Maybe(() => operation["security"] = JsonNode.Parse(Pick(
            "[]", """[{"key":[]}]""", """[{"sigv4":[]}]""", """[{"token":[]},{"key":[]}]""", """[{"pool":["a","b"]}]""", """[{"request":[]}]""")));
        Maybe(() => operation["x-amazon-apigateway-request-validator"] = Pick("all", "none"));
        Maybe(() => operation["requestBody"] = JsonNode.Parse("""{"required":true,"content":{"application/json":{"schema":{"$ref":"#/components/schemas/Pet"}}}}"""));
        var parameters = new JsonArray(JsonNode.Parse("""{"name":"q","in":"query","required":true,"schema":{"type":"string"}}"""), JsonNode.Parse("""{"name":"X-H","in":"header"}"""));
        if (path.Contains("{id}", StringComparison.Ordinal))
        {
            parameters.Add(JsonNode.Parse("""{"name":"id","in":"path","required":true}"""));
        }

        operation["parameters"] = parameters;
        operation["x-amazon-apigateway-integration"] = Integration();
        return operation;
    }

    private JsonObject Responses()
    {
        var responses = new JsonObject { ["200"] = JsonNode.Parse("""{"description":"any","headers":{"X-A":{"schema":{"type":"string"}},"x-b":{"schema":{"type":"string"}}}}""") };
        Maybe(() => responses["200"]!["content"] = JsonNode.Parse("""{"application/json":{"schema":{"$ref":"#/components/schemas/Owner"}}}"""));
        Maybe(() => responses["404"] = new JsonObject { ["description"] = "none" });
        return responses;
    }

    private JsonObject Integration()
    {
        var integration = JsonNode.Parse(Pick(
            """{"type":"mock"}""",
            """{"type":"http","httpMethod":"POST","uri":"http://127.0.0.1:1/x?y=z"}""",
            """{"type":"http_proxy","httpMethod":"ANY","uri":"https://example.com/","tlsConfig":{"insecureSkipVerification":true}}""",
            $$"""{"type":"aws_proxy","httpMethod":"POST","uri":"{{Function}}","credentials":"arn:aws:iam::000000000000:role/r"}""",
            """{"type":"aws","httpMethod":"POST","uri":"arn:aws:apigateway:us-east-1:sqs:path/0/q","credentials":"arn:aws:iam::000000000000:role/r"}""",
            """{"type":"http_proxy","httpMethod":"GET","uri":"http://x/","connectionType":"VPC_LINK","connectionId":"${stageVariables.link}","responseTransferMode":"STREAM"}"""))!.AsObject();
        Maybe(() => integration["passthroughBehavior"] = Pick("never", "when_no_templates", "when_no_match"));
        Maybe(() => integration["timeoutInMillis"] = 50 + random.Next(20_000));
        Maybe(() => integration["contentHandling"] = Pick("CONVERT_TO_TEXT", "CONVERT_TO_BINARY"));
        Maybe(() => integration["cacheNamespace"] = "n");
        Maybe(() => integration["cacheKeyParameters"] = new JsonArray("method.request.querystring.q"));
        Maybe(() => integration["requestParameters"] = new JsonObject { ["integration.request.header.H"] = "method.request.header.X-H", ["integration.request.querystring.c"] = "'constant'" });
        Maybe(() => integration["requestTemplates"] = new JsonObject { ["application/json"] = Text(), ["text/plain"] = Text() });
        Maybe(() => integration["responses"] = new JsonObject
        {
            ["default"] = new JsonObject { ["statusCode"] = "200", ["responseParameters"] = new JsonObject { ["method.response.header.X-A"] = "'v'" } },
            [".*bad.*\\d"] = new JsonObject { ["statusCode"] = "404", ["responseTemplates"] = new JsonObject { ["text/html"] = Text() }, ["contentHandling"] = "CONVERT_TO_TEXT" },
        });
        return integration;
    }

    private JsonObject Schemas() => new()
    {
        ["Pet"] = new JsonObject { ["type"] = "object", ["title"] = Text(), ["properties"] = new JsonObject { ["owner"] = new JsonObject { ["$ref"] = "#/components/schemas/Owner" }, ["n"] = new JsonObject { ["maximum"] = 1.50 } } },
        ["Owner"] = new JsonObject { ["type"] = "array", ["items"] = new JsonObject { ["enum"] = new JsonArray(1, "1", null, true) } },
    };

    private JsonObject Schemes()
    {
        var schemes = JsonNode.Parse(
            $$$"""
            {
              "key": {"type":"apiKey","name":"x-api-key","in":"header"},
              "sigv4": {"type":"apiKey","name":"Authorization","in":"header","x-amazon-apigateway-authtype":"awsSigv4"},
              "token": {"type":"apiKey","name":"Auth","in":"header","x-amazon-apigateway-authtype":"oauth2",
                "x-amazon-apigateway-authorizer":{"type":"token","authorizerUri":"{{{Function}}}","identityValidationExpression":"^x","authorizerCredentials":"arn:aws:iam::000000000000:role/r"}},
              "request": {"type":"apiKey","name":"Unused","in":"header","x-amazon-apigateway-authtype":"custom",
                "x-amazon-apigateway-authorizer":{"type":"request","authorizerUri":"{{{Function}}}","identitySource":"method.request.header.A,context.identity.sourceIp","authorizerResultTtlInSeconds":0}},
              "pool": {"type":"apiKey","name":"T","in":"header","x-amazon-apigateway-authtype":"cognito_user_pools",
                "x-amazon-apigateway-authorizer":{"type":"cognito_user_pools","providerARNs":["arn:aws:cognito-idp:us-east-1:000000000000:userpool/p"]}}
            }
            """)!.AsObject();
        return schemes;
    }

    private static JsonObject Validator(bool validates) => new() { ["validateRequestBody"] = validates, ["validateRequestParameters"] = !validates };

    private string Text() => s_texts[random.Next(s_texts.Length)];

    private string Pick(params string[] texts) => texts[random.Next(texts.Length)];

    private void Maybe(Action action)
    {
        if (random.Next(2) == 0)
        {
            action();
        }
    }
}
