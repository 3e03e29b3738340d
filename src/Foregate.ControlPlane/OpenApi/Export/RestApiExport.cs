// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text.Json.Nodes;
using Foregate.ControlPlane.OpenApi.Texts;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Documentation;

namespace Foregate.ControlPlane.OpenApi.Export;

/// <summary>A stage of a REST API as an OpenAPI document: its deployment, in the members' order of AWS's exports.</summary>
internal sealed class RestApiExport
{
    private static readonly string[] s_order3 = ["GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "ANY"];

    private static readonly string[] s_order2 = ["GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "ANY"];

    private readonly RestApi _api;
    private readonly Stage _stage;
    private readonly Deployment _deployment;
    private readonly ExportForm _form;
    private readonly DocumentationExport _documentation;
    private readonly RestSecurityExport _security;
    private readonly string _region;

    private RestApiExport(RestApi api, Stage stage, ExportForm form, string region)
    {
        _api = api;
        _stage = stage;
        _form = form;
        _region = region;
        _deployment = api.Deployments[stage.DeploymentId];
        var version = form.HasDocumentation && stage.DocumentationVersion is { } name ? api.DocumentationVersions.GetValueOrDefault(name) : null;
        _documentation = new DocumentationExport(version);
        _security = new RestSecurityExport(_deployment.Snapshot, form, _documentation);
    }

    /// <summary>What the document calls its version: the API's, or the time of the deployment.</summary>
    public static string VersionOf(RestApi api, Stage stage) => api.Version ?? Time(api.Deployments[stage.DeploymentId].CreatedDate);

    public static JsonObject Of(RestApi api, Stage stage, ExportForm form, string region) => new RestApiExport(api, stage, form, region).Document();

    public static string Time(DateTimeOffset time) => time.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private JsonObject Document()
    {
        var document = _form.IsOpenApi3 ? Head3() : Head2();
        document["paths"] = Paths();
        var schemes = _security.Schemes();
        var models = Models();
        if (_form.IsOpenApi3)
        {
            var components = new JsonObject();
            Add(components, "schemas", models);
            Add(components, "securitySchemes", schemes);
            document["components"] = components;
        }
        else
        {
            Add(document, "securityDefinitions", schemes);
            Add(document, "definitions", models);
        }

        if (_form.HasExtensions)
        {
            AddExtensions(document);
        }

        _documentation.Merge(document, DocumentationPartType.Api);
        if (_documentation.Extension() is { } documentation)
        {
            document["x-amazon-apigateway-documentation"] = documentation;
        }

        return document;
    }

    private JsonObject Head3()
    {
        var info = new JsonObject { ["title"] = _api.Name };
        RestIntegrationExport.Add(info, "description", _api.Description);
        info["version"] = VersionOf(_api, _stage);
        var server = new JsonObject
        {
            ["url"] = $"https://{Host}/{{basePath}}",
            ["variables"] = new JsonObject { ["basePath"] = new JsonObject { ["default"] = _stage.StageName } },
        };
        AddEndpoint(server);
        return new JsonObject { ["openapi"] = "3.0.1", ["info"] = info, ["servers"] = new JsonArray(server) };
    }

    private JsonObject Head2()
    {
        var info = new JsonObject();
        RestIntegrationExport.Add(info, "description", _api.Description);
        info["version"] = VersionOf(_api, _stage);
        info["title"] = _api.Name;
        return new JsonObject
        {
            ["swagger"] = "2.0",
            ["info"] = info,
            ["host"] = Host,
            ["basePath"] = $"/{_stage.StageName}",
            ["schemes"] = new JsonArray("https"),
        };
    }

    private string Host => $"{_api.Id}.execute-api.{_region}.amazonaws.com";

    private JsonObject Paths()
    {
        var resources = _deployment.Snapshot.Resources;
        var parents = resources.Values.Select(static resource => resource.ParentId).ToHashSet();
        var operation = new RestOperationExport(_deployment.Snapshot, _form, _security, _documentation);
        var paths = new JsonObject();
        foreach (var resource in resources.Values.OrderBy(static resource => resource.Path, StringComparer.Ordinal))
        {
            // A leaf without methods is part of the API, too; the way to other resources shows in their paths.
            if (resource.ResourceMethods.IsEmpty && (resource.ParentId is null || parents.Contains(resource.Id)))
            {
                continue;
            }

            var item = new JsonObject();
            foreach (var name in _form.IsOpenApi3 ? s_order3 : s_order2)
            {
                if (resource.ResourceMethods.TryGetValue(name, out var method))
                {
                    item[name == "ANY" ? "x-amazon-apigateway-any-method" : name.ToLowerInvariant()] = operation.Of(resource.Path, method);
                }
            }

            _documentation.Merge(item, DocumentationPartType.Resource, resource.Path);
            paths[resource.Path] = item;
        }

        return paths;
    }

    private JsonObject Models()
    {
        var models = new JsonObject();
        foreach (var model in _deployment.Snapshot.Models.Values)
        {
            var schema = (model.Schema is { } text ? JsonText.Parse(text) : null) as JsonObject ?? [];
            schema.Remove("$schema");
            SchemaReferences.ToPlaces(schema, _form.SchemaPlace);
            _documentation.Merge(schema, DocumentationPartType.Model, name: model.Name);
            models[model.Name] = schema;
        }

        return models;
    }

    private void AddExtensions(JsonObject document)
    {
        var snapshot = _deployment.Snapshot;
        if (snapshot.Policy is { } policy && JsonText.Parse(policy) is { } statement)
        {
            document["x-amazon-apigateway-policy"] = statement;
        }

        if (snapshot.MinimumCompressionSize is { } size)
        {
            document["x-amazon-apigateway-minimum-compression-size"] = size;
        }

        if (snapshot.ApiKeySource == ApiKeySourceType.Authorizer)
        {
            document["x-amazon-apigateway-api-key-source"] = "AUTHORIZER";
        }

        if (!snapshot.BinaryMediaTypes.IsEmpty)
        {
            document["x-amazon-apigateway-binary-media-types"] = RestIntegrationExport.List(snapshot.BinaryMediaTypes);
        }

        RestIntegrationExport.Add(document, "x-amazon-apigateway-security-policy", _api.SecurityPolicy);
        RestIntegrationExport.Add(document, "x-amazon-apigateway-endpoint-access-mode", _api.EndpointAccessMode);
        if (!_form.IsOpenApi3)
        {
            AddEndpoint(document);
        }

        Add(document, "x-amazon-apigateway-gateway-responses", GatewayResponses());
        Add(document, "x-amazon-apigateway-request-validators", Validators());
    }

    private void AddEndpoint(JsonObject place)
    {
        var endpoint = new JsonObject();
        if (_form.HasExtensions && _api.DisableExecuteApiEndpoint)
        {
            endpoint["disableExecuteApiEndpoint"] = true;
        }

        if (_form.HasExtensions && !_api.EndpointConfiguration.VpcEndpointIds.IsEmpty)
        {
            endpoint["vpcEndpointIds"] = RestIntegrationExport.List(_api.EndpointConfiguration.VpcEndpointIds);
        }

        Add(place, "x-amazon-apigateway-endpoint-configuration", endpoint);
    }

    private JsonObject GatewayResponses()
    {
        var responses = new JsonObject();
        foreach (var (type, response) in _deployment.Snapshot.GatewayResponses)
        {
            var json = new JsonObject();
            if (response.StatusCode is { } status)
            {
                json["statusCode"] = int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : status;
            }

            RestIntegrationExport.Add(json, "responseParameters", response.ResponseParameters);
            RestIntegrationExport.Add(json, "responseTemplates", response.ResponseTemplates);
            responses[type] = json;
        }

        return responses;
    }

    private JsonObject Validators()
    {
        var validators = new JsonObject();
        foreach (var validator in _deployment.Snapshot.RequestValidators.Values.OrderBy(RestOperationExport.NameOf, StringComparer.Ordinal))
        {
            validators[RestOperationExport.NameOf(validator)] = new JsonObject
            {
                ["validateRequestParameters"] = validator.ValidateRequestParameters,
                ["validateRequestBody"] = validator.ValidateRequestBody,
            };
        }

        return validators;
    }

    private static void Add(JsonObject place, string name, JsonObject value)
    {
        if (value.Count > 0)
        {
            place[name] = value;
        }
    }
}
