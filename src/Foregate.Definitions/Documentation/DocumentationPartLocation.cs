// SPDX-License-Identifier: Apache-2.0

namespace Foregate.Definitions.Documentation;

/// <summary>The part of an API that documentation is about. What does not belong to the type is <see langword="null"/>.</summary>
public sealed record DocumentationPartLocation
{
    public required DocumentationPartType Type { get; init; }

    public string? Path { get; init; }

    public string? Method { get; init; }

    public string? StatusCode { get; init; }

    public string? Name { get; init; }
}
