// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.OpenApi.Parts;

/// <summary>Puts the operations of a document into a REST API, with the resources that they are on.</summary>
internal sealed class RestMethodImport
{
    private readonly ImportRun _run;
    private readonly RestApi _api;
    private readonly Section _document;
    private readonly Security _security;
    private readonly Surroundings _around;
    private readonly ResourceChildren _children;
    private readonly Dictionary<string, string> _resourceIds = new(StringComparer.Ordinal);
    private readonly HashSet<(string ResourceId, string HttpMethod)> _imported = [];

    public RestMethodImport(ImportRun run, RestApi api, Section document, Security security, Surroundings around)
    {
        (_run, _api, _document, _security, _around) = (run, api, document, security, around);
        _children = new ResourceChildren(api);
        foreach (var resource in api.Resources.Values)
        {
            _resourceIds[resource.Path] = resource.Id;
        }
    }

    /// <summary>Whether any operation so far can be called with an API key only.</summary>
    public bool KeysAreRequired { get; private set; }

    public void Import(OperationSource operation)
    {
        var access = _security.Of(operation.Section);
        KeysAreRequired |= access.ApiKeyRequired;
        var pathParameters = PathParameters(operation.Path);
        var isProxied = !operation.Section.Has(OperationSource.IntegrationExtension);
        var declared = Declared(operation, pathParameters);
        var methodResponses = MethodResponseSource.ReadAll(_run.Reading, operation, _around.Models, _around.IsOpenApi3 ? null : MediaTypes(operation, "produces"));
        var request = Request(operation, access, declared);
        var integration = ReadIntegration(operation, declared, methodResponses, pathParameters, isProxied);
        if (EnsureResource(operation.Path, operation.PathLocation, operation.PathDocumentPath) is not { } resourceId)
        {
            return;
        }

        var path = $"/restapis/{_api.Id}/resources/{resourceId}/methods/{operation.HttpMethod}";
        _run.Source(path, operation.Location, operation.DocumentPath);

        // What was there before gives way; what the document says twice does not.
        var isFirst = _imported.Add((resourceId, operation.HttpMethod));
        if (_run.Apply(
            account => Methods.PutMethod(
                (isFirst ? Methods.DeleteMethod(account, _api.Id, resourceId, operation.HttpMethod).Account : null) ?? account, _api.Id, resourceId, request),
            operation.Location,
            operation.DocumentPath,
            "Change the operation.",
            $"Unable to put method '{operation.HttpMethod}' on resource at path '{operation.Path}'") is null)
        {
            return;
        }

        foreach (var (statusCode, response) in methodResponses)
        {
            _run.Apply(
                account => MethodResponses.PutMethodResponse(
                    account, _api.Id, resourceId, operation.HttpMethod, statusCode, response.Declared.ResponseParameters, response.Declared.ResponseModels),
                response.Location,
                response.DocumentPath,
                "Change the response.",
                $"Unable to put method response '{statusCode}' on '{operation.HttpMethod}' for resource at path '{operation.Path}'");
        }

        if (integration is not null)
        {
            Put(integration, resourceId, operation, path);
        }
    }

    /// <summary>Resources for the paths that have no operations.</summary>
    public void EnsureEmptyPaths(string prefix)
    {
        foreach (var entry in _document.Object("paths", ObjectKinds.Paths)?.Entries() ?? [])
        {
            if (entry.Key.StartsWith('/'))
            {
                EnsureResource(prefix + entry.Key, entry.KeyLocation, DocumentPath.Append(_document.PathOf("paths"), entry.Key));
            }
        }
    }

    private Methods.PutMethodRequest Request(OperationSource operation, Security.Access access, ImmutableSortedDictionary<string, bool> declared)
    {
        var authorizer = access.AuthorizerName is { } name ? _around.Authorizers.GetValueOrDefault(name) : null;
        // Why it is not there has been told already, where nothing comes of a document with faults.
        var validator = _around.Validators.Of(operation.Section);
        var isOpen = access.AuthorizerName is null || (authorizer is null && !_run.Reading.IsLenient);
        return new Methods.PutMethodRequest
        {
            HttpMethod = operation.HttpMethod,
            ApiKeyRequired = access.ApiKeyRequired,
            AuthorizationType = access.IsSigned ? AuthorizationType.AwsIam
                : isOpen ? AuthorizationType.None
                : authorizer is { Type: AuthorizerType.CognitoUserPools } ? AuthorizationType.CognitoUserPools
                : AuthorizationType.Custom,
            AuthorizerId = authorizer?.Id,
            AuthorizationScopes = access.Scopes,
            OperationName = operation.Section.Text("operationId"),
            RequestParameters = declared,
            RequestModels = RequestModels(operation, _around.Validators.HoldsBodies(validator)),
            RequestValidatorId = validator,
        };
    }

    private ImmutableSortedDictionary<string, string> RequestModels(OperationSource operation, bool isValidated)
    {
        if (!_around.IsOpenApi3)
        {
            return operation.Parameters.FirstOrDefault(static parameter => parameter.In == "body") is { } parameter
                ? _around.Models.OfSchema(parameter.Section, MediaTypes(operation, "consumes"), isValidated)
                : OrdinalMap.Empty<string>();
        }

        return operation.Section.Node("requestBody") is { } node
            && _run.Reading.Resolve(node, operation.Section.PathOf("requestBody")) is { } target
            && Section.Open(_run.Reading, target.Node, target.Path, ObjectKinds.RequestBody) is { } body
            ? _around.Models.OfContent(body, isValidated)
            : OrdinalMap.Empty<string>();
    }

    private ImmutableArray<string> MediaTypes(OperationSource operation, string name) =>
        operation.Section.Has(name) ? operation.Section.Texts(name) : _document.Texts(name);

    private void Put(RestIntegrationSource integration, string resourceId, OperationSource operation, string path)
    {
        _run.Source($"{path}/integration", integration.Location, integration.DocumentPath);
        var texts = integration.Responses.SelectMany(static response => response.Request.ResponseTemplates.Concat(response.Request.ResponseParameters))
            .Concat(integration.Request.RequestTemplates).Concat(integration.Request.RequestParameters);
        if (!_run.Spend(texts, integration.Location, integration.DocumentPath))
        {
            return;
        }

        if (_run.Reading.HasFaultIn(integration.DocumentPath) || _run.Apply(
            account => Integrations.PutIntegration(account, _api.Id, resourceId, operation.HttpMethod, integration.Request, _run.Operations),
            integration.Location,
            integration.DocumentPath,
            "Change the integration to what API Gateway accepts.",
            $"Unable to put integration on '{operation.HttpMethod}' for resource at path '{operation.Path}'") is null)
        {
            return;
        }

        foreach (var response in integration.Responses)
        {
            _run.Source($"{path}/integration/responses/{response.Request.StatusCode}", response.Location, response.Section.Path);
            _run.Apply(
                account => IntegrationResponses.PutIntegrationResponse(
                    account, _api.Id, resourceId, operation.HttpMethod, response.Request, _run.Operations),
                response.Location,
                response.Section.Path,
                $"Declare the status {response.Request.StatusCode} and its headers under responses of the operation.",
                $"Unable to put integration response on '{operation.HttpMethod}' for resource at path '{operation.Path}'");
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

        // On the wire one can be put later.
        if (!_run.Reading.IsLenient)
        {
            _run.Reading.Fault(
                operation.Location,
                operation.DocumentPath,
                "No integration defined for method.",
                "Give the operation an x-amazon-apigateway-integration, or give --upstream URL for all that have none.");
        }

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

        // What the path names is there, whether it is declared or not (recorded).
        foreach (var name in pathParameters.Where(name => !operation.Parameters.Any(parameter => parameter.Name == name && parameter.MappingName is not null)))
        {
            declared = declared.SetItem($"method.request.path.{name}", true);
        }

        return declared;
    }

    /// <summary>The id of the resource at a path, made with all above it when it is not there yet.</summary>
    private string? EnsureResource(string whole, SourceLocation location, string documentPath)
    {
        var parentId = _api.RootResourceId;
        var path = "";
        foreach (var part in whole.Trim('/').Split('/'))
        {
            if (whole.Length == 1)
            {
                break;
            }

            path = $"{path}/{part}";
            if (!_resourceIds.TryGetValue(path, out var resourceId))
            {
                var resource = _run.Apply(
                    account => Resources.CreateResource(account, _api.Id, parentId, part, _run.Operations, _children),
                    location,
                    documentPath,
                    "Change the path.",
                    $"Unable to create resource at path '{path}'");
                if (resource is null)
                {
                    return null;
                }

                resourceId = resource.Id;
                _resourceIds[path] = resourceId;
                _run.Source($"/restapis/{_api.Id}/resources/{resourceId}", location, documentPath);
            }

            parentId = resourceId;
        }

        return parentId;
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

    /// <summary>What of the document operations refer to.</summary>
    internal sealed record Surroundings(ModelImport Models, ValidatorImport Validators, IReadOnlyDictionary<string, Authorizer> Authorizers, bool IsOpenApi3);
}
