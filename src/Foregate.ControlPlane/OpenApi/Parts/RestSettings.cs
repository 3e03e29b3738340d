// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.OpenApi.Texts;
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.ControlPlane.OpenApi.Parts;

/// <summary>What a document says about a REST API as a whole.</summary>
internal sealed record RestSettings
{
    private const string BinaryMediaTypes = "x-amazon-apigateway-binary-media-types";
    private const string KeySource = "x-amazon-apigateway-api-key-source";
    private const string Policy = "x-amazon-apigateway-policy";

    private ImmutableArray<string>? Types { get; init; }

    private ApiKeySourceType? ApiKeySource { get; init; }

    private string? PolicyText { get; init; }

    private int? MinimumCompressionSize { get; init; }

    private string? SecurityPolicy { get; init; }

    private string? EndpointAccessMode { get; init; }

    private bool? DisableExecuteApiEndpoint { get; init; }

    private ImmutableArray<string>? VpcEndpointIds { get; init; }

    private string? IpAddressType { get; init; }

    private ImmutableArray<EndpointType>? EndpointTypes { get; init; }

    public static RestSettings Read(ImportRun run, Section document, Section? endpoint) => new()
    {
        Types = document.Has(BinaryMediaTypes) ? document.Texts(BinaryMediaTypes) : null,
        ApiKeySource = ReadKeySource(document),
        PolicyText = ReadPolicy(run, document),
        MinimumCompressionSize = document.Integer("x-amazon-apigateway-minimum-compression-size"),
        SecurityPolicy = document.Text("x-amazon-apigateway-security-policy"),
        EndpointAccessMode = document.Text("x-amazon-apigateway-endpoint-access-mode"),
        DisableExecuteApiEndpoint = endpoint?.Boolean("disableExecuteApiEndpoint"),
        VpcEndpointIds = endpoint is not null && endpoint.Has("vpcEndpointIds") ? endpoint.Texts("vpcEndpointIds") : null,
        IpAddressType = endpoint?.Text("ipAddressType"),
        EndpointTypes = ReadEndpointTypes(endpoint),
    };

    /// <summary>A new API of the document's, without the models that AWS gives to those that are made without a document.</summary>
    public RestApi? Create(ImportRun run, ApiHead head)
    {
        var request = new RestApis.CreateRestApiRequest
        {
            Name = head.Title,
            Description = head.Description is "" ? null : head.Description,
            Version = head.Version,
            EndpointConfiguration = Endpoint(new EndpointConfiguration(), run.Target is { EndpointTypes: { IsEmpty: false } said } ? said : EndpointTypes),
        };
        return run.Apply(
            account =>
            {
                var made = RestApis.CreateRestApi(account, request, run.Operations);
                return made.Response is { } api
                    ? RestApis.ReplaceRestApi(made.Account!, With(api with { Models = OrdinalMap.Empty<Model>() }), run.Operations.Quotas)
                    : made;
            },
            head.Location,
            head.DocumentPath,
            "Change the info object.");
    }

    /// <summary>An API that is there, with what the document says of it. What a stage owns, and from where the API is reached, stays.</summary>
    public RestApi? Put(ImportRun run, RestApi api, ApiHead head, bool overwrites)
    {
        if (overwrites)
        {
            var root = api.Resources[api.RootResourceId];
            api = api with
            {
                Description = null,
                Version = null,
                BinaryMediaTypes = [],
                ApiKeySource = ApiKeySourceType.Header,
                MinimumCompressionSize = null,
                Policy = null,
                DisableExecuteApiEndpoint = false,
                EndpointConfiguration = api.EndpointConfiguration with { VpcEndpointIds = [] },
                Resources = OrdinalMap.Empty<Resource>().Add(root.Id, root with { ResourceMethods = OrdinalMap.Empty<Method>() }),
                Models = OrdinalMap.Empty<Model>(),
                RequestValidators = OrdinalMap.Empty<RequestValidator>(),
                Authorizers = OrdinalMap.Empty<Authorizer>(),
                GatewayResponses = OrdinalMap.Empty<GatewayResponse>(),
                DocumentationParts = run.Target is { IgnoresDocumentation: true } ? api.DocumentationParts : api.DocumentationParts.Clear(),
            };
        }

        api = With(api with
        {
            Name = head.Title,
            Description = string.IsNullOrEmpty(head.Description) ? api.Description : head.Description,
            Version = head.Version ?? api.Version,
            EndpointConfiguration = Endpoint(api.EndpointConfiguration, null),
        });
        return run.Apply(account => RestApis.ReplaceRestApi(account, api, run.Operations.Quotas), head.Location, head.DocumentPath, "Change the info object.");
    }

    private RestApi With(RestApi api) => api with
    {
        BinaryMediaTypes = Types is { } types ? [.. api.BinaryMediaTypes.Union(types, StringComparer.Ordinal)] : api.BinaryMediaTypes,
        ApiKeySource = ApiKeySource ?? api.ApiKeySource,
        Policy = PolicyText ?? api.Policy,
        MinimumCompressionSize = MinimumCompressionSize ?? api.MinimumCompressionSize,
        SecurityPolicy = SecurityPolicy ?? api.SecurityPolicy,
        EndpointAccessMode = EndpointAccessMode ?? api.EndpointAccessMode,
        DisableExecuteApiEndpoint = DisableExecuteApiEndpoint ?? api.DisableExecuteApiEndpoint,
    };

    private EndpointConfiguration Endpoint(EndpointConfiguration endpoint, ImmutableArray<EndpointType>? types)
    {
        endpoint = endpoint with
        {
            Types = types ?? endpoint.Types,
            VpcEndpointIds = VpcEndpointIds ?? endpoint.VpcEndpointIds,
            IpAddressType = IpAddressType ?? endpoint.IpAddressType,
        };

        // Private APIs are reached over both families, whatever is said; others have no endpoints of a network's own.
        return endpoint.Types is [EndpointType.Private] ? endpoint with { IpAddressType = "dualstack" } : endpoint;
    }

    private static ApiKeySourceType? ReadKeySource(Section document)
    {
        switch (document.Text(KeySource)?.ToUpperInvariant())
        {
            case null:
                return null;
            case "HEADER":
                return ApiKeySourceType.Header;
            case "AUTHORIZER":
                return ApiKeySourceType.Authorizer;
            default:
                document.Fault(KeySource, "There is no such source of API keys.", "Use HEADER or AUTHORIZER.");
                return null;
        }
    }

    private static string? ReadPolicy(ImportRun run, Section document) =>
        document.Node(Policy) is not { } policy ? null
        : policy.Kind == Documents.NodeKind.String ? policy.Text
        : run.Json(policy, document.PathOf(Policy)) is { } json ? JsonText.Compact(json)
        : null;

    private static ImmutableArray<EndpointType>? ReadEndpointTypes(Section? endpoint)
    {
        if (endpoint is null || !endpoint.Has("types"))
        {
            return null;
        }

        var types = ImmutableArray.CreateBuilder<EndpointType>();
        foreach (var word in endpoint.Texts("types"))
        {
            if (ExtensionWords.EndpointTypes.Read(word) is { } type)
            {
                types.Add(type);
            }
            else
            {
                endpoint.Fault("types", $"There is no endpoint type \"{word}\".", "Use REGIONAL, EDGE or PRIVATE.");
            }
        }

        return types.Count == 0 ? null : types.ToImmutable();
    }
}
