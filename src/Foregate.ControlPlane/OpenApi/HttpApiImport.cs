// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Foregate.Definitions.ApiGatewayV2;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.OpenApi;

/// <summary>Turns a document into an HTTP API, through the same operations as every other way.</summary>
internal sealed class HttpApiImport
{
    private const string CorsExtension = "x-amazon-apigateway-cors";

    private readonly ImportRun _run;
    private readonly Section _document;
    private readonly Security _security;
    private readonly Dictionary<string, string> _integrationIds = new(StringComparer.Ordinal);
    private Api? _api;

    private HttpApiImport(ImportRun run, Section document, Security security)
    {
        _run = run;
        _document = document;
        _security = security;
    }

    public static ImportResult Run(ImportRun run, Section document, Security security, ApiHead head) =>
        new HttpApiImport(run, document, security).Run(head);

    private ImportResult Run(ApiHead head)
    {
        RefuseRestExtensions();
        CreateApi(head);
        var stage = StageSource.Read(_run, _document, ApiKind.Http);
        var operations = OperationSource.ReadAll(_run.Reading, _document);
        if (_api is not null)
        {
            foreach (var operation in operations)
            {
                Import(operation);
            }
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

    private void RefuseRestExtensions()
    {
        foreach (var (name, what) in ((string, string)[])[
            (UsagePlanImport.Extension, "usage plans"),
            ("x-amazon-apigateway-api-key-source", "API keys"),
            ("x-amazon-apigateway-binary-media-types", "binary media types"),
        ])
        {
            if (_document.Node(name) is not null)
            {
                _document.Fault(name, $"HTTP APIs have no {what}.", "Remove it, or make the document a REST API (drop the HTTP API extensions).");
            }
        }
    }

    private void CreateApi(ApiHead head)
    {
        var request = new Apis.CreateApiRequest { Name = head.Title, Description = head.Description, Version = head.Version };
        _api = _run.Apply(account => Apis.CreateApi(account, request, _run.Operations), head.Location, head.DocumentPath, "Change the info object.");
        if (_api is null)
        {
            return;
        }

        var apiId = _api.ApiId;
        _run.Source($"/apis/{apiId}", head.Location, head.DocumentPath);
        if (_document.Object(CorsExtension, ObjectKinds.Cors) is not { } section)
        {
            return;
        }

        var cors = new Cors
        {
            AllowOrigins = section.Texts("allowOrigins"),
            AllowMethods = section.Texts("allowMethods"),
            AllowHeaders = section.Texts("allowHeaders"),
            ExposeHeaders = section.Texts("exposeHeaders"),
            AllowCredentials = section.Boolean("allowCredentials") ?? false,
            MaxAge = section.Integer("maxAge"),
        };
        CheckOneByOne(section, cors);
        if (_run.Reading.HasFaultIn(section.Path))
        {
            return;
        }

        _run.Source($"/apis/{apiId}/cors", _document.At(CorsExtension), section.Path);
        _run.Apply(
            account => Apis.UpdateApi(account, apiId, new Apis.UpdateApiRequest { CorsConfiguration = cors }, _run.Operations),
            _document.At(CorsExtension),
            section.Path,
            "Change the CORS configuration.");
    }

    /// <summary>Every property for itself, so that all faults are known at once and each at its place.</summary>
    private void CheckOneByOne(Section section, Cors cors)
    {
        _run.Check(section, "maxAge", Apis.CheckCors(new Cors { MaxAge = cors.MaxAge }));
        _run.Check(section, "allowMethods", Apis.CheckCors(new Cors { AllowMethods = cors.AllowMethods }));
        _run.Check(section, "allowHeaders", Apis.CheckCors(new Cors { AllowHeaders = cors.AllowHeaders }));
        _run.Check(section, "exposeHeaders", Apis.CheckCors(new Cors { ExposeHeaders = cors.ExposeHeaders }));
        _run.Check(section, "allowOrigins", Apis.CheckCors(new Cors { AllowOrigins = cors.AllowOrigins }));
        _run.Check(section, "allowCredentials", Apis.CheckCors(cors with { MaxAge = null, AllowMethods = [], AllowHeaders = [], ExposeHeaders = [] }));
    }

    private void Import(OperationSource operation)
    {
        _security.RequiresApiKey(operation.Section);
        var isDefault = operation.Section.Boolean("isDefaultRoute") ?? false;
        isDefault |= operation is { Path: "/$default", HttpMethod: "ANY" };
        var integrationId = Integrate(operation, isDefault);
        if (integrationId is null)
        {
            return;
        }

        var request = new Routes.CreateRouteRequest
        {
            RouteKey = RouteKey(operation, isDefault),
            Target = $"integrations/{integrationId}",
            OperationName = operation.Section.Text("operationId"),
        };
        var route = _run.Apply(
            account => Routes.CreateRoute(account, _api!.ApiId, request, _run.Operations), operation.Location, operation.DocumentPath, "Change the path or the method.");
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
            _run.Reading.Fault(
                operation.Location,
                operation.DocumentPath,
                "No integration is defined for this route.",
                "Give the operation an x-amazon-apigateway-integration, or give --upstream URL for all that have none.");
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
            "Change the integration to what API Gateway accepts.");
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
            AccessLogSettings = stage.AccessLogFormat is { } format ? new AccessLogSettings { Format = format } : null,
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
