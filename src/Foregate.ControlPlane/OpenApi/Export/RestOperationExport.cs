// SPDX-License-Identifier: Apache-2.0
using System.Text.Json.Nodes;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Documentation;

namespace Foregate.ControlPlane.OpenApi.Export;

/// <summary>A method of a REST API as an operation of a document.</summary>
internal sealed class RestOperationExport(ApiSnapshot api, ExportForm form, RestSecurityExport security, DocumentationExport documentation)
{
    private static readonly (string Prefix, string In, DocumentationPartType Type)[] s_places =
    [
        ("method.request.path.", "path", DocumentationPartType.PathParameter),
        ("method.request.querystring.", "query", DocumentationPartType.QueryParameter),
        ("method.request.header.", "header", DocumentationPartType.RequestHeader),
    ];

    public static string NameOf(RequestValidator validator) => validator.Name ?? validator.Id;

    public JsonObject Of(string path, Method method)
    {
        var operation = new JsonObject();
        RestIntegrationExport.Add(operation, "operationId", method.OperationName);
        var parameters = Parameters(path, method);
        if (!form.IsOpenApi3)
        {
            AddMediaTypes(operation, "consumes", method.RequestModels.Keys);
            AddMediaTypes(operation, "produces", method.MethodResponses.Values.SelectMany(static response => response.ResponseModels.Keys));
            if (!method.RequestModels.IsEmpty)
            {
                parameters.Add((JsonNode)Body(path, method));
            }
        }

        if (parameters.Count > 0)
        {
            operation["parameters"] = parameters;
        }

        if (form.IsOpenApi3 && !method.RequestModels.IsEmpty)
        {
            var body = new JsonObject { ["content"] = Content(method.RequestModels), ["required"] = true };
            documentation.Merge(body, DocumentationPartType.RequestBody, path, method.HttpMethod);
            operation["requestBody"] = body;
        }

        operation["responses"] = Responses(path, method);
        if (security.Of(method) is { } requirements)
        {
            operation["security"] = requirements;
        }

        if (form.HasExtensions && method.RequestValidatorId is { } id && api.RequestValidators.TryGetValue(id, out var validator))
        {
            operation["x-amazon-apigateway-request-validator"] = NameOf(validator);
        }

        if (form.HasIntegrations && method.MethodIntegration is { } integration)
        {
            operation["x-amazon-apigateway-integration"] = RestIntegrationExport.Of(integration);
        }

        documentation.Merge(operation, DocumentationPartType.Method, path, method.HttpMethod);
        return operation;
    }

    private JsonArray Parameters(string path, Method method)
    {
        var parameters = new JsonArray();
        foreach (var (key, isRequired) in method.RequestParameters)
        {
            var (prefix, place, type) = Array.Find(s_places, place => key.StartsWith(place.Prefix, StringComparison.Ordinal));
            if (prefix is null)
            {
                continue;
            }

            var parameter = new JsonObject { ["name"] = key[prefix.Length..], ["in"] = place };
            if (!form.IsOpenApi3)
            {
                parameter["required"] = isRequired;
                parameter["type"] = "string";
            }
            else
            {
                if (isRequired)
                {
                    parameter["required"] = true;
                }

                parameter["schema"] = new JsonObject { ["type"] = "string" };
            }

            documentation.Merge(parameter, type, path, method.HttpMethod, name: key[prefix.Length..]);
            parameters.Add((JsonNode)parameter);
        }

        return parameters;
    }

    // Swagger has one body for all media types.
    private JsonObject Body(string path, Method method)
    {
        var name = method.RequestModels.Values.First();
        var body = new JsonObject { ["in"] = "body", ["name"] = name, ["required"] = true, ["schema"] = Reference(name) };
        documentation.Merge(body, DocumentationPartType.RequestBody, path, method.HttpMethod);
        return body;
    }

    private JsonObject Responses(string path, Method method)
    {
        var responses = new JsonObject();
        foreach (var response in method.MethodResponses.Values)
        {
            var json = new JsonObject { ["description"] = $"{response.StatusCode} response" };
            if (!form.IsOpenApi3 && !response.ResponseModels.IsEmpty)
            {
                json["schema"] = Reference(response.ResponseModels.Values.First());
            }

            if (!response.ResponseParameters.IsEmpty)
            {
                json["headers"] = Headers(path, method.HttpMethod, response);
            }

            if (form.IsOpenApi3)
            {
                json["content"] = Content(response.ResponseModels);
            }

            documentation.Merge(json, DocumentationPartType.Response, path, method.HttpMethod, response.StatusCode);
            responses[response.StatusCode] = json;
        }

        return responses;
    }

    private JsonObject Headers(string path, string httpMethod, MethodResponse response)
    {
        var headers = new JsonObject();
        foreach (var key in response.ResponseParameters.Keys)
        {
            var name = key["method.response.header.".Length..];
            var header = form.IsOpenApi3 ? new JsonObject { ["schema"] = new JsonObject { ["type"] = "string" } } : new JsonObject { ["type"] = "string" };
            documentation.Merge(header, DocumentationPartType.ResponseHeader, path, httpMethod, response.StatusCode, name);
            headers[name] = header;
        }

        return headers;
    }

    private JsonObject Content(IEnumerable<KeyValuePair<string, string>> models) =>
        new(models.Select(model => KeyValuePair.Create(model.Key, (JsonNode?)new JsonObject { ["schema"] = Reference(model.Value) })));

    private JsonObject Reference(string modelName) => new() { ["$ref"] = form.SchemaPlace + modelName };

    private static void AddMediaTypes(JsonObject operation, string name, IEnumerable<string> types)
    {
        var list = types.Distinct(StringComparer.Ordinal).ToList();
        if (list.Count > 0)
        {
            operation[name] = RestIntegrationExport.List(list);
        }
    }
}
