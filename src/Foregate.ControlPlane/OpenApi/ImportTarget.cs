// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.OpenApi;

/// <summary>What a call says about an import: into which API, and how.</summary>
internal sealed record ImportTarget
{
    public bool IsHttp { get; init; }

    /// <summary>The API that the document is put into; <see langword="null"/> makes a new one.</summary>
    public string? ApiId { get; init; }

    /// <summary>What the API is called where the document has no head; <see langword="null"/> where it must have one.</summary>
    public string? Name { get; init; }

    /// <summary>What was there and is not in the document goes.</summary>
    public bool Overwrites { get; init; }

    public BasePathMode BasePath { get; init; }

    public bool IgnoresDocumentation { get; init; }

    /// <summary>Of a new REST API.</summary>
    public ImmutableArray<EndpointType> EndpointTypes { get; init; } = [];
}
