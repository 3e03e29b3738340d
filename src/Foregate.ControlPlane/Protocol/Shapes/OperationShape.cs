// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Protocol.Shapes;

/// <summary>One operation of a service model: how it is called and what goes in and out.</summary>
internal sealed record OperationShape
{
    public required string Name { get; init; }

    public required string Method { get; init; }

    /// <summary>The path with its labels, and the parameters that its query must have.</summary>
    public required string UriTemplate { get; init; }

    /// <summary>Of the answer, when all went well.</summary>
    public required int StatusCode { get; init; }

    public Shape? Input { get; init; }

    public Shape? Output { get; init; }

    public override string ToString() => Name;
}
