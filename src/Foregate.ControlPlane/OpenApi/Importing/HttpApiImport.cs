// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.OpenApi.Parts;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Foregate.Definitions.ApiGatewayV2;
using Foregate.Definitions.Collections;
using Authorizer = Foregate.Definitions.ApiGatewayV2.Authorizer;

namespace Foregate.ControlPlane.OpenApi.Importing;

/// <summary>Turns a document into an HTTP API, through the same operations as every other way.</summary>
internal sealed class HttpApiImport
{
    private readonly ImportRun _run;
    private readonly Section _document;
    private readonly Security _security;
    private readonly ApiSource _source;
    private readonly Dictionary<string, string> _integrationIds = new(StringComparer.Ordinal);
    private readonly HashSet<string> _routeKeys = new(StringComparer.Ordinal);
    private Dictionary<string, Authorizer> _authorizers = [];
    private Api? _api;

    private HttpApiImport(ImportRun run, Security security, ApiSource source)
    {
        _run = run;
        _document = source.Document;
        _security = security;
        _source = source;
    }

    public static ImportResult Run(ImportRun run, Security security, ApiSource source) => new HttpApiImport(run, security, source).Run();

    private ImportResult Run()
    {
        var settings = new HttpSettings(_run, _source);
        _api = settings.Make();
        var stage = _run.Target is null ? StageSource.Read(_run, _document, ApiKind.Http) : null;
        var operations = OperationSource.ReadAll(_run.Reading, _document, _source.PathPrefix);
        if (_api is not null)
        {
            _authorizers = HttpAuthorizers.ReadAll(_run, _api.ApiId, _security);
            foreach (var operation in operations)
            {
                Import(operation);
            }
        }

        if (stage is null)
        {
            settings.Finish(_api);
            return new ImportResult { Kind = ApiKind.Http, ApiId = _api?.ApiId ?? "" };
        }

        CheckRouteSettings(stage, operations);
        if (_run.Options.BodyOf is not null)
        {
            StageSource.RefuseInBody(_document);
            return new ImportResult { Kind = ApiKind.Http, ApiId = _api?.ApiId ?? "" };
        }

        if (_run.HasFaults || _api is null)
        {
            return new ImportResult { Kind = ApiKind.Http };
        }

        Deploy(stage);
        return new ImportResult { Kind = ApiKind.Http, ApiId = _api.ApiId, ApiName = _api.Name, StageName = stage.StageName };
    }

    private void Import(OperationSource operation)
    {
        var access = _security.Of(operation.Section);
        var isDefault = operation.Section.Boolean("isDefaultRoute") ?? false;
        isDefault |= operation is { Path: "/$default", HttpMethod: "ANY" };
        var integrationId = Integrate(operation, isDefault);
        if (integrationId is null && !_run.Reading.IsLenient)
        {
            return;
        }

        var key = RouteKey(operation, isDefault);
        var authorizer = access.AuthorizerName is { } name ? _authorizers.GetValueOrDefault(name) : null;
        // Why it is not there has been told already, where nothing comes of a document with faults.
        var isOpen = access.AuthorizerName is null || (authorizer is null && !_run.Reading.IsLenient);
        var request = new Routes.CreateRouteRequest
        {
            RouteKey = key,
            Target = integrationId is null ? null : $"integrations/{integrationId}",
            OperationName = operation.Section.Text("operationId"),
            AuthorizationType = access.IsSigned ? AuthorizationType.AwsIam
                : isOpen ? AuthorizationType.None
                : authorizer is { AuthorizerType: AuthorizerType.Request } ? AuthorizationType.Custom
                : AuthorizationType.Jwt,
            AuthorizerId = authorizer?.AuthorizerId,
            AuthorizationScopes = access.Scopes,
        };
        var route = _run.Apply(
            account => Routes.CreateRoute(account, _api!.ApiId, request, _run.Operations, _routeKeys),
            operation.Location,
            operation.DocumentPath,
            "Change the path or the method.",
            $"Unable to create route '{key}'");
        if (route is not null)
        {
            _run.Source($"/apis/{_api!.ApiId}/routes/{route.RouteId}", operation.Location, operation.DocumentPath);
        }
    }

    /// <summary>The id of the operation's integration; operations that name the same component share one.</summary>
    private string? Integrate(OperationSource operation, bool isDefault)
    {
        HttpIntegrationSource? source;
        if (operation.Section.Has(OperationSource.IntegrationExtension))
        {
            source = HttpIntegrationSource.Read(_run, operation);
        }
        else if (_run.Upstream is { } upstream)
        {
            source = HttpIntegrationSource.Proxy(upstream, operation, isDefault);
        }
        else
        {
            if (!_run.Reading.IsLenient)
            {
                _run.Reading.Fault(
                    operation.Location,
                    operation.DocumentPath,
                    "No integration is defined for this route.",
                    "Give the operation an x-amazon-apigateway-integration, or give --upstream URL for all that have none.");
            }

            return null;
        }

        if (source is null || _run.Reading.HasFaultIn(source.DocumentPath))
        {
            return null;
        }

        if (_integrationIds.TryGetValue(source.DocumentPath, out var known))
        {
            return known;
        }

        var integration = _run.Apply(
            account => Integrations.CreateIntegration(account, _api!.ApiId, source.Request, _run.Operations),
            source.Location,
            source.DocumentPath,
            "Change the integration to what API Gateway accepts.",
            $"Unable to create integration for '{RouteKey(operation, isDefault)}'");
        if (integration is null)
        {
            return null;
        }

        _integrationIds[source.DocumentPath] = integration.IntegrationId;
        _run.Source($"/apis/{_api!.ApiId}/integrations/{integration.IntegrationId}", source.Location, source.DocumentPath);
        return integration.IntegrationId;
    }

    private void CheckRouteSettings(StageSource stage, List<OperationSource> operations)
    {
        var keys = operations
            .Select(operation => RouteKey(operation, operation is { Path: "/$default", HttpMethod: "ANY" } || (operation.Section.Boolean("isDefaultRoute") ?? false)))
            .ToHashSet(StringComparer.Ordinal);
        foreach (var (key, limits) in stage.Settings)
        {
            if (!keys.Contains(key))
            {
                _run.Reading.Fault(
                    limits.Location,
                    limits.DocumentPath,
                    $"Unable to find Route by key {key} within the provided RouteSettings.",
                    "Name a route by its key, such as \"GET /pets/{id}\".");
            }
        }
    }

    private void Deploy(StageSource stage)
    {
        var request = new Stages.CreateStageRequest
        {
            StageName = stage.StageName,
            Description = stage.Description,
            AutoDeploy = true,
            StageVariables = stage.Variables,
            DefaultRouteSettings = stage.Default is { } all ? Settings(all) : new RouteSettings(),
            RouteSettings = stage.Settings.Aggregate(OrdinalMap.Empty<RouteSettings>(), (map, entry) => map.Add(entry.Key, Settings(entry.Value))),
            AccessLogSettings = stage.AccessLogFormat is null && stage.AccessLogDestination is null
                ? null
                : new AccessLogSettings { Format = stage.AccessLogFormat, DestinationArn = stage.AccessLogDestination },
        };
        if (_run.Apply(
            account => Stages.CreateStage(account, _api!.ApiId, request, _run.Operations), stage.Location, stage.DocumentPath, "Change the stage.") is not null)
        {
            var stagePath = $"/apis/{_api!.ApiId}/stages/{stage.StageName}";
            _run.Source(stagePath, stage.Location, stage.DocumentPath);
            foreach (var (key, limits) in stage.Settings)
            {
                _run.Source($"{stagePath}/routeSettings/{key}", limits.Location, limits.DocumentPath);
            }
        }
    }

    private static RouteSettings Settings(StageSource.Limits limits) =>
        new() { ThrottlingBurstLimit = limits.BurstLimit, ThrottlingRateLimit = limits.RateLimit };

    private static string RouteKey(OperationSource operation, bool isDefault) =>
        isDefault ? Routes.DefaultKey : $"{operation.HttpMethod} {operation.Path}";
}
