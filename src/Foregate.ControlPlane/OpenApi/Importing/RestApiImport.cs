// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.OpenApi.Parts;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.OpenApi.Importing;

/// <summary>Turns a document into a REST API, through the same operations as every other way.</summary>
internal sealed class RestApiImport
{
    private readonly ImportRun _run;
    private readonly Section _document;
    private readonly Security _security;
    private readonly ApiSource _source;

    private RestApiImport(ImportRun run, Security security, ApiSource source)
    {
        _run = run;
        _document = source.Document;
        _security = security;
        _source = source;
    }

    public static ImportResult Run(ImportRun run, Security security, ApiSource source) => new RestApiImport(run, security, source).Run();

    private ImportResult Run()
    {
        var stage = _run.Target is null ? StageSource.Read(_run, _document, ApiKind.Rest) : null;
        var operations = OperationSource.ReadAll(_run.Reading, _document, _source.PathPrefix);
        var keysAreRequired = false;
        var api = Make();
        if (api is not null)
        {
            _run.Source($"/restapis/{api.Id}", _source.Head.Location, _source.Head.DocumentPath);
            keysAreRequired = Fill(api, operations);
        }

        if (stage is null)
        {
            if (!_run.Reading.IsLenient)
            {
                StageSource.RefuseInBody(_document);
            }

            return new ImportResult { Kind = ApiKind.Rest, ApiId = api?.Id ?? "" };
        }

        CheckMethodSettings(stage, operations);
        if (_run.Options.BodyOf is not null)
        {
            StageSource.RefuseInBody(_document);
            return new ImportResult { Kind = ApiKind.Rest, ApiId = api?.Id ?? "" };
        }

        var plan = new UsagePlanImport(_run, _document, keysAreRequired, key => IsMethod(operations, key));
        if (_run.HasFaults || api is null)
        {
            return new ImportResult { Kind = ApiKind.Rest };
        }

        Deploy(api.Id, stage);
        var planId = _run.HasFaults ? null : plan.Finish(api, stage.StageName, _document.Location);
        return new ImportResult
        {
            Kind = ApiKind.Rest,
            ApiId = api.Id,
            ApiName = api.Name,
            StageName = stage.StageName,
            UsagePlanId = planId,
            ApiKeyIds = plan.KeyIds,
            GeneratedKeys = plan.Generated,
        };
    }

    private RestApi? Make()
    {
        var settings = RestSettings.Read(_run, _document, _source.Endpoint);
        return _run.Target is { ApiId: { } id } target
            ? settings.Put(_run, _run.Account.RestApis[id], _source.Head, target.Overwrites)
            : settings.Create(_run, _source.Head);
    }

    private bool Fill(RestApi api, List<OperationSource> operations)
    {
        var models = new ModelImport(_run, api.Id);
        models.ReadAll(_source.Schemas);
        var validators = new ValidatorImport(_run, api.Id, _document);
        var authorizers = RestAuthorizers.ReadAll(_run, api.Id, _security);
        GatewayResponseImport.ReadAll(_run, api.Id, _document);
        if (_run.Target is not { IgnoresDocumentation: true })
        {
            DocumentationImport.ReadAll(_run, api.Id, _document);
        }

        var methods = new RestMethodImport(_run, api, _document, _security, new RestMethodImport.Surroundings(models, validators, authorizers, _source.IsOpenApi3));
        foreach (var operation in operations)
        {
            methods.Import(operation);
        }

        if (_run.Reading.IsLenient)
        {
            methods.EnsureEmptyPaths(_source.PathPrefix);
        }

        return methods.KeysAreRequired;
    }

    /// <summary>AWS takes settings of methods that are not there; a name that fits nothing is more likely a slip.</summary>
    private void CheckMethodSettings(StageSource stage, List<OperationSource> operations)
    {
        foreach (var (key, limits) in stage.Settings)
        {
            if (key != "*/*" && !IsMethod(operations, key))
            {
                _run.Reading.Fault(limits.Location, limits.DocumentPath, $"The settings \"{key}\" name no method of this API.", "Write */*, or a path and a method such as pets/{id}/GET.");
            }
        }
    }

    private static bool IsMethod(List<OperationSource> operations, string key) => operations.Any(operation => key == $"{operation.Path.Trim('/')}/{operation.HttpMethod}");

    private void Deploy(string apiId, StageSource stage)
    {
        var request = new Deployments.CreateDeploymentRequest
        {
            StageName = stage.StageName,
            StageDescription = stage.Description,
            Variables = stage.Variables,
        };
        var paths = _document.At("paths");
        if (_run.Apply(
            account => Deployments.CreateDeployment(account, apiId, request, _run.Operations), paths, _document.PathOf("paths"), "Describe at least one operation.") is null)
        {
            return;
        }

        var stagePath = $"/restapis/{apiId}/stages/{stage.StageName}";
        _run.Source(stagePath, stage.Location, stage.DocumentPath);
        foreach (var (key, limits) in stage.Settings)
        {
            _run.Source($"{stagePath}/methodSettings/{key}", limits.Location, limits.DocumentPath);
        }

        _run.Apply(
            account => AccountRoles.WithLogRole(account, said => Settle(said, apiId, stage)), stage.Location, stage.DocumentPath, "Change the stage.");
    }

    private OperationResult<Stage> Settle(Account account, string apiId, StageSource said)
    {
        var stage = account.RestApis[apiId].Stages[said.StageName];
        return Stages.ReplaceStage(
            account,
            apiId,
            stage with
            {
                MethodSettings = said.Settings.Aggregate(stage.MethodSettings, static (map, entry) => map.Add(entry.Key, entry.Value.Method!)),
                CacheClusterEnabled = said.CacheClusterEnabled ?? false,
                CacheClusterSize = said.CacheClusterSize,
                AccessLogSettings = said.AccessLogFormat is null && said.AccessLogDestination is null
                    ? null
                    : new AccessLogSettings { Format = said.AccessLogFormat, DestinationArn = said.AccessLogDestination },
                CanarySettings = said.Canary is { } canary ? canary with { DeploymentId = stage.DeploymentId } : null,
                ClientCertificateId = _run.Options.IsAlone ? null : said.ClientCertificateId,
                TracingEnabled = said.TracingEnabled ?? false,
            },
            _run.Operations);
    }
}
