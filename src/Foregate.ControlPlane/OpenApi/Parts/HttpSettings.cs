// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGatewayV2;
using Foregate.Definitions.ApiGatewayV2;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.OpenApi.Parts;

/// <summary>What a document says about an HTTP API as a whole.</summary>
internal sealed class HttpSettings(ImportRun run, ApiSource source)
{
    private const string CorsExtension = "x-amazon-apigateway-cors";

    // What only REST APIs have.
    private static readonly (string Extension, string What)[] s_foreign =
    [
        (UsagePlanImport.Extension, "usage plans"),
        ("x-amazon-apigateway-api-key-source", "API keys"),
        ("x-amazon-apigateway-binary-media-types", "binary media types"),
        ("x-amazon-apigateway-documentation", "documentation parts"),
        ("x-amazon-apigateway-endpoint-access-mode", "endpoint access modes"),
        ("x-amazon-apigateway-gateway-responses", "gateway responses"),
        ("x-amazon-apigateway-minimum-compression-size", "compression"),
        ("x-amazon-apigateway-policy", "resource policies"),
        ("x-amazon-apigateway-request-validator", "request validators"),
        ("x-amazon-apigateway-request-validators", "request validators"),
        ("x-amazon-apigateway-security-policy", "security policies"),
    ];

    private readonly List<string> _ignored = [];
    private Api? _before;

    /// <summary>The API, made or emptied: what it has is put in anew.</summary>
    public Api? Make()
    {
        NoteForeign();
        var tags = ReadTags();
        var api = run.Target is { ApiId: { } id } ? Empty(run.Account.Apis[id], tags) : Create(tags);
        if (api is null)
        {
            return null;
        }

        run.Source($"/apis/{api.ApiId}", source.Head.Location, source.Head.DocumentPath);
        ReadCors(api.ApiId);
        return api;
    }

    /// <summary>Keeps what the import left out with the API, and deploys to the stages that follow every change, all at once.</summary>
    public void Finish(Api? made)
    {
        if (made is null)
        {
            return;
        }

        var api = run.Account.Apis[made.ApiId] with { ImportInfo = [.. _ignored], Warnings = [.. run.Reading.Warnings] };
        api = _before is null ? api : api with { Stages = _before.Stages };
        run.Apply(account => OperationResult<Api>.Done(Deployments.Changed(account, api, run.Operations), api), source.Head.Location, source.Head.DocumentPath, "");
    }

    private Api? Create(ImmutableSortedDictionary<string, string> tags)
    {
        var request = new Apis.CreateApiRequest
        {
            Name = source.Head.Title,
            Description = source.Head.Description,
            Version = source.Head.Version,
            DisableExecuteApiEndpoint = source.Endpoint?.Boolean("disableExecuteApiEndpoint") ?? false,
            IpAddressType = source.Endpoint?.Text("ipAddressType") ?? "ipv4",
            Tags = tags,
        };
        return run.Apply(account => Apis.CreateApi(account, request, run.Operations), source.Head.Location, source.Head.DocumentPath, "Change the info object.");
    }

    private Api? Empty(Api api, ImmutableSortedDictionary<string, string> tags)
    {
        _before = api;
        api = api with
        {
            Name = source.Head.Title.Length == 0 ? api.Name : source.Head.Title,
            Description = source.Head.Description,
            Version = source.Head.Version,
            DisableExecuteApiEndpoint = source.Endpoint?.Boolean("disableExecuteApiEndpoint") ?? false,
            IpAddressType = source.Endpoint?.Text("ipAddressType") ?? api.IpAddressType,
            CorsConfiguration = null,
            Routes = OrdinalMap.Empty<Route>(),
            Integrations = OrdinalMap.Empty<Integration>(),
            Authorizers = OrdinalMap.Empty<Authorizer>(),
            Models = OrdinalMap.Empty<Model>(),
            Stages = OrdinalMap.Empty<Stage>(),
            Tags = api.Tags.SetItems(tags),
        };
        return run.Apply(account => OperationResult<Api>.Done(account with { Apis = account.Apis.SetItem(api.ApiId, api) }, api), source.Head.Location, source.Head.DocumentPath, "");
    }

    private void NoteForeign()
    {
        foreach (var (extension, what) in s_foreign)
        {
            if (source.Document.Node(extension) is null)
            {
                continue;
            }

            if (run.Reading.IsLenient)
            {
                _ignored.Add($"{extension}: HTTP APIs have no {what}");
            }
            else if (extension != DocumentationImport.Extension)
            {
                source.Document.Fault(extension, $"HTTP APIs have no {what}.", "Remove it, or make the document a REST API (drop the HTTP API extensions).");
            }
            else
            {
                run.Reading.Inert(extension, source.Document.PathOf(extension));
            }
        }
    }

    private ImmutableSortedDictionary<string, string> ReadTags()
    {
        var tags = OrdinalMap.Empty<string>();
        var items = source.Document.Items("tags") ?? [];
        for (var i = 0; i < items.Count; i++)
        {
            var path = DocumentPath.Append(source.Document.PathOf("tags"), i);
            if (Section.Open(run.Reading, items[i], path, ObjectKinds.Tag) is { } tag && tag.Text("name") is { } name && tag.Text("x-amazon-apigateway-tag-value") is { } value)
            {
                tags = tags.SetItem(name, value);
            }
        }

        return tags;
    }

    private void ReadCors(string apiId)
    {
        var document = source.Document;
        if (document.Object(CorsExtension, ObjectKinds.Cors) is not { } section)
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
        if (run.Reading.IsLenient && Apis.CheckCors(cors) is not null)
        {
            run.Reading.Warn("CORS Scheme is malformed, ignoring.");
            return;
        }

        CheckOneByOne(section, cors);
        if (run.Reading.HasFaultIn(section.Path))
        {
            return;
        }

        run.Source($"/apis/{apiId}/cors", document.At(CorsExtension), section.Path);
        run.Apply(
            account => Apis.UpdateApi(account, apiId, new Apis.UpdateApiRequest { CorsConfiguration = cors }, run.Operations),
            document.At(CorsExtension),
            section.Path,
            "Change the CORS configuration.");
    }

    /// <summary>Every property for itself, so that all faults are known at once and each at its place.</summary>
    private void CheckOneByOne(Section section, Cors cors)
    {
        run.Check(section, "maxAge", Apis.CheckCors(new Cors { MaxAge = cors.MaxAge }));
        run.Check(section, "allowMethods", Apis.CheckCors(new Cors { AllowMethods = cors.AllowMethods }));
        run.Check(section, "allowHeaders", Apis.CheckCors(new Cors { AllowHeaders = cors.AllowHeaders }));
        run.Check(section, "exposeHeaders", Apis.CheckCors(new Cors { ExposeHeaders = cors.ExposeHeaders }));
        run.Check(section, "allowOrigins", Apis.CheckCors(new Cors { AllowOrigins = cors.AllowOrigins }));
        run.Check(section, "allowCredentials", Apis.CheckCors(cors with { MaxAge = null, AllowMethods = [], AllowHeaders = [], ExposeHeaders = [] }));
    }
}
