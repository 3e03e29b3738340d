// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.OpenApi;

/// <summary>Turns a document into a REST API, through the same operations as every other way.</summary>
internal sealed class RestApiImport
{
    private readonly ImportRun _run;
    private readonly Section _document;
    private readonly Security _security;
    private readonly Dictionary<string, string> _resourceIds = new(StringComparer.Ordinal);
    private RestApi? _api;
    private bool _keysAreRequired;

    private RestApiImport(ImportRun run, Section document, Security security)
    {
        _run = run;
        _document = document;
        _security = security;
    }

    public static ImportResult Run(ImportRun run, Section document, Security security, ApiHead head) =>
        new RestApiImport(run, document, security).Run(head);

    private ImportResult Run(ApiHead head)
    {
        var request = new RestApis.CreateRestApiRequest
        {
            Name = head.Title,
            Description = head.Description is "" ? null : head.Description,
            Version = head.Version,
            BinaryMediaTypes = _document.Texts("x-amazon-apigateway-binary-media-types"),
            ApiKeySource = ReadApiKeySource(),
        };
        _api = _run.Apply(account => RestApis.CreateRestApi(account, request, _run.Operations), head.Location, head.DocumentPath, "Change the info object.");
        var stage = StageSource.Read(_run, _document, ApiKind.Rest);
        var operations = OperationSource.ReadAll(_run.Reading, _document);
        if (_api is not null)
        {
            _run.Source($"/restapis/{_api.Id}", head.Location, head.DocumentPath);
            _resourceIds["/"] = _api.RootResourceId;
            foreach (var operation in operations)
            {
                Import(operation);
            }
        }

        CheckMethodSettings(stage, operations);
        if (_run.Options.BodyOf is not null)
        {
            StageSource.RefuseInBody(_document);
            return new ImportResult { Kind = ApiKind.Rest, ApiId = _api?.Id ?? "" };
        }

        var plan = new UsagePlanImport(_run, _document, _keysAreRequired);
        if (_run.HasFaults || _api is null)
        {
            return new ImportResult { Kind = ApiKind.Rest };
        }

        Deploy(stage);
        var planId = _run.HasFaults ? null : plan.Finish(_api, stage.StageName, _document.Location);
        return new ImportResult
        {
            Kind = ApiKind.Rest,
            ApiId = _api.Id,
            ApiName = _api.Name,
            StageName = stage.StageName,
            UsagePlanId = planId,
            ApiKeyIds = plan.KeyIds,
            GeneratedKeys = plan.Generated,
        };
    }

    private ApiKeySourceType ReadApiKeySource()
    {
        const string extension = "x-amazon-apigateway-api-key-source";
        switch (_document.Text(extension))
        {
            case null or "HEADER":
                return ApiKeySourceType.Header;
            case "AUTHORIZER":
                _document.Fault(extension, "API keys from an authorizer would need authorizers, which Foregate does not do yet.", "Use HEADER.");
                return ApiKeySourceType.Header;
            default:
                _document.Fault(extension, "There is no such source of API keys.", "Use HEADER.");
                return ApiKeySourceType.Header;
        }
    }

    private void Import(OperationSource operation)
    {
        var needsKey = _security.RequiresApiKey(operation.Section);
        _keysAreRequired |= needsKey;
        var pathParameters = PathParameters(operation.Path);
        var isProxied = !operation.Section.Has(OperationSource.IntegrationExtension);
        var declared = Declared(operation, isProxied && _run.Upstream is not null ? pathParameters : []);
        var methodResponses = MethodResponseSource.ReadAll(_run.Reading, operation);
        var integration = ReadIntegration(operation, declared, methodResponses, pathParameters, isProxied);
        if (EnsureResource(operation) is not { } resourceId)
        {
            return;
        }

        var id = _api!.Id;
        var path = $"/restapis/{id}/resources/{resourceId}/methods/{operation.HttpMethod}";
        _run.Source(path, operation.Location, operation.DocumentPath);
        var request = new Methods.PutMethodRequest
        {
            HttpMethod = operation.HttpMethod,
            ApiKeyRequired = needsKey,
            OperationName = operation.Section.Text("operationId"),
            RequestParameters = declared,
        };
        if (_run.Apply(account => Methods.PutMethod(account, id, resourceId, request), operation.Location, operation.DocumentPath, "Change the operation.") is null)
        {
            return;
        }

        foreach (var (statusCode, response) in methodResponses)
        {
            _run.Apply(
                account => MethodResponses.PutMethodResponse(account, id, resourceId, operation.HttpMethod, statusCode, response.Declared.ResponseParameters),
                response.Location,
                response.DocumentPath,
                "Change the response.");
        }

        if (integration is not null)
        {
            Put(integration, resourceId, operation, path);
        }
    }

    private void Put(RestIntegrationSource integration, string resourceId, OperationSource operation, string path)
    {
        _run.Source($"{path}/integration", integration.Location, integration.DocumentPath);
        if (_run.Reading.HasFaultIn(integration.DocumentPath) || _run.Apply(
            account => Integrations.PutIntegration(account, _api!.Id, resourceId, operation.HttpMethod, integration.Request, _run.Operations),
            integration.Location,
            integration.DocumentPath,
            "Change the integration to what API Gateway accepts.") is null)
        {
            return;
        }

        foreach (var response in integration.Responses)
        {
            _run.Source($"{path}/integration/responses/{response.Request.StatusCode}", response.Location, response.Section.Path);
            _run.Apply(
                account => Methods.GetMethod(account, _api!.Id, resourceId, operation.HttpMethod).Response?.MethodResponses.ContainsKey(response.Request.StatusCode) == true
                    ? IntegrationResponses.PutIntegrationResponse(account, _api.Id, resourceId, operation.HttpMethod, response.Request, _run.Operations)
                    : AwsError.NoResponse(),
                response.Location,
                response.Section.Path,
                $"Declare the status {response.Request.StatusCode} and its headers under responses of the operation.");
        }
    }

    private RestIntegrationSource? ReadIntegration(
        OperationSource operation,
        ImmutableSortedDictionary<string, bool> declared,
        ImmutableSortedDictionary<string, MethodResponseSource> methodResponses,
        IReadOnlyList<string> pathParameters,
        bool isProxied)
    {
        if (!isProxied)
        {
            return RestIntegrationSource.Read(_run, operation, declared, methodResponses);
        }

        if (_run.Upstream is { } upstream)
        {
            return RestIntegrationSource.Proxy(upstream, operation, pathParameters);
        }

        _run.Reading.Fault(
            operation.Location,
            operation.DocumentPath,
            "No integration defined for method.",
            "Give the operation an x-amazon-apigateway-integration, or give --upstream URL for all that have none.");
        return null;
    }

    private static ImmutableSortedDictionary<string, bool> Declared(OperationSource operation, IReadOnlyList<string> pathParameters)
    {
        var declared = OrdinalMap.Empty<bool>();
        foreach (var parameter in operation.Parameters)
        {
            if (parameter.MappingName is { } name)
            {
                declared = declared.SetItem(name, parameter.Required);
            }
        }

        foreach (var name in pathParameters)
        {
            declared = declared.SetItem($"method.request.path.{name}", true);
        }

        return declared;
    }

    /// <summary>The id of the resource at the operation's path, made with all above it when it is not there yet.</summary>
    private string? EnsureResource(OperationSource operation)
    {
        var parentId = _api!.RootResourceId;
        var path = "";
        foreach (var part in operation.Path.Trim('/').Split('/'))
        {
            if (operation.Path.Length == 1)
            {
                break;
            }

            path = $"{path}/{part}";
            if (!_resourceIds.TryGetValue(path, out var resourceId))
            {
                var resource = _run.Apply(
                    account => Resources.CreateResource(account, _api.Id, parentId, part, _run.Operations),
                    operation.PathLocation,
                    operation.PathDocumentPath,
                    "Change the path.");
                if (resource is null)
                {
                    return null;
                }

                resourceId = resource.Id;
                _resourceIds[path] = resourceId;
                _run.Source($"/restapis/{_api.Id}/resources/{resourceId}", operation.PathLocation, operation.PathDocumentPath);
            }

            parentId = resourceId;
        }

        return parentId;
    }

    /// <summary>AWS takes settings of methods that are not there; a name that fits nothing is more likely a slip.</summary>
    private void CheckMethodSettings(StageSource stage, List<OperationSource> operations)
    {
        foreach (var (key, limits) in stage.Settings)
        {
            if (key != "*/*" && !operations.Any(operation => key == $"{operation.Path.Trim('/')}/{operation.HttpMethod}"))
            {
                _run.Reading.Fault(limits.Location, limits.DocumentPath, $"The settings \"{key}\" name no method of this API.", "Write */*, or a path and a method such as pets/{id}/GET.");
            }
        }
    }

    private void Deploy(StageSource stage)
    {
        var request = new Deployments.CreateDeploymentRequest
        {
            StageName = stage.StageName,
            StageDescription = stage.Description,
            Variables = stage.Variables,
        };
        var paths = _document.At("paths");
        if (_run.Apply(
            account => Deployments.CreateDeployment(account, _api!.Id, request, _run.Operations), paths, _document.PathOf("paths"), "Describe at least one operation.") is null)
        {
            return;
        }

        var stagePath = $"/restapis/{_api!.Id}/stages/{stage.StageName}";
        _run.Source(stagePath, stage.Location, stage.DocumentPath);
        foreach (var (key, limits) in stage.Settings)
        {
            _run.Source($"{stagePath}/methodSettings/{key}", limits.Location, limits.DocumentPath);
        }

        var settings = stage.Settings.Aggregate(
            OrdinalMap.Empty<MethodSetting>(),
            (map, entry) => map.Add(entry.Key, new MethodSetting { ThrottlingBurstLimit = entry.Value.BurstLimit, ThrottlingRateLimit = entry.Value.RateLimit }));
        var update = new Stages.UpdateStageRequest
        {
            MethodSettings = settings,
            AccessLogSettings = stage.AccessLogFormat is { } format ? new AccessLogSettings { Format = format } : null,
        };
        _run.Apply(
            account => Stages.UpdateStage(account, _api.Id, stage.StageName, update, _run.Operations), stage.Location, stage.DocumentPath, "Change the stage.");
    }

    private static List<string> PathParameters(string path)
    {
        var names = new List<string>();
        foreach (var part in path.Split('/'))
        {
            if (Resources.IsVariable(part) && part.EndsWith('}'))
            {
                names.Add(part[1..^(Resources.IsGreedy(part) ? 2 : 1)]);
            }
        }

        return names;
    }
}
