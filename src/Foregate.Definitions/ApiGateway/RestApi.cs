// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.Definitions.Documentation;
using Foregate.Definitions.Collections;

namespace Foregate.Definitions.ApiGateway;

/// <summary>A REST API: its editable tree of resources, its deployments and its stages.</summary>
public sealed record RestApi
{
    public required string Id { get; init; }

    public required string Name { get; init; }

    public string? Description { get; init; }

    /// <summary>Free text.</summary>
    public string? Version { get; init; }

    public required DateTimeOffset CreatedDate { get; init; }

    public required string RootResourceId { get; init; }

    /// <summary>Media types that are not text, such as <c>image/*</c>.</summary>
    public ImmutableArray<string> BinaryMediaTypes { get; init; } = [];

    public ApiKeySourceType ApiKeySource { get; init; } = ApiKeySourceType.Header;

    public EndpointConfiguration EndpointConfiguration { get; init; } = new();

    public ImmutableSortedDictionary<string, string> Tags { get; init; } = OrdinalMap.Empty<string>();

    /// <summary>By id; what the next deployment will freeze.</summary>
    public ImmutableSortedDictionary<string, Resource> Resources { get; init; } = OrdinalMap.Empty<Resource>();

    /// <summary>By id.</summary>
    public ImmutableSortedDictionary<string, Deployment> Deployments { get; init; } = OrdinalMap.Empty<Deployment>();

    /// <summary>By name.</summary>
    public ImmutableSortedDictionary<string, Stage> Stages { get; init; } = OrdinalMap.Empty<Stage>();

    /// <summary>Answers of so many bytes or more are compressed, 0 to 10,485,760; <see langword="null"/> compresses none.</summary>
    public int? MinimumCompressionSize { get; init; }

    /// <summary>Who may call: a resource policy document, as JSON text.</summary>
    public string? Policy { get; init; }

    /// <summary>Answer only under domain names of one's own.</summary>
    public bool DisableExecuteApiEndpoint { get; init; }

    /// <summary>AWS's name of the versions and ciphers that are spoken; <see langword="null"/> takes the default of the endpoint type.</summary>
    public string? SecurityPolicy { get; init; }

    /// <summary><c>BASIC</c> or <c>STRICT</c>.</summary>
    public string? EndpointAccessMode { get; init; }

    /// <summary>By name.</summary>
    public ImmutableSortedDictionary<string, Model> Models { get; init; } = OrdinalMap.Empty<Model>();

    /// <summary>By id.</summary>
    public ImmutableSortedDictionary<string, RequestValidator> RequestValidators { get; init; } = OrdinalMap.Empty<RequestValidator>();

    /// <summary>By id.</summary>
    public ImmutableSortedDictionary<string, Authorizer> Authorizers { get; init; } = OrdinalMap.Empty<Authorizer>();

    /// <summary>What differs from AWS's own, by type.</summary>
    public ImmutableSortedDictionary<string, GatewayResponse> GatewayResponses { get; init; } = OrdinalMap.Empty<GatewayResponse>();

    /// <summary>By id.</summary>
    public ImmutableSortedDictionary<string, DocumentationPart> DocumentationParts { get; init; } = OrdinalMap.Empty<DocumentationPart>();

    /// <summary>By name.</summary>
    public ImmutableSortedDictionary<string, DocumentationVersion> DocumentationVersions { get; init; } = OrdinalMap.Empty<DocumentationVersion>();
}
