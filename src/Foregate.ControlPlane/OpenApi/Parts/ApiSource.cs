// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.OpenApi.Reading;

namespace Foregate.ControlPlane.OpenApi.Parts;

/// <summary>A document, and what has been read of it before it was known what is to be made of it.</summary>
internal sealed record ApiSource
{
    public required Section Document { get; init; }

    public required ApiHead Head { get; init; }

    /// <summary>By name.</summary>
    public Section? Schemas { get; init; }

    public Section? Endpoint { get; init; }

    /// <summary>What stands before every path.</summary>
    public string PathPrefix { get; init; } = "";

    /// <summary>Otherwise Swagger 2.0.</summary>
    public bool IsOpenApi3 { get; init; }
}
