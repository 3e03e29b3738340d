// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Documents;

namespace Foregate.ControlPlane.CloudFormation.Making;

/// <summary>A resource of a template whose condition holds, as it stands or as a transform wrote it.</summary>
/// <param name="LogicalId">Its name in the template.</param>
/// <param name="Type">Such as <c>AWS::ApiGateway::RestApi</c>.</param>
/// <param name="Properties">An object, in long form.</param>
/// <param name="DependsOn">Logical ids.</param>
/// <param name="Location">Where it stands; what a transform wrote stands where it was asked for.</param>
internal sealed record TemplateResource(string LogicalId, string Type, DocumentNode Properties, IReadOnlyList<string> DependsOn, SourceLocation Location)
{
    /// <summary>Whether something in it has been found wrong already.</summary>
    public bool IsFaulty { get; init; }

    /// <summary>Whether a value in it is that of a parameter which has none: its operation is not asked.</summary>
    public bool IsGuess { get; init; }

    /// <summary>Whether a transform wrote it for a purpose of its own.</summary>
    public bool IsImplied { get; init; }

    /// <summary>What becomes of what was made when it leaves the stack; <see langword="null"/> for <c>Delete</c>.</summary>
    public string? DeletionPolicy { get; init; }

    /// <summary>What becomes of what was made when another takes its place; <see langword="null"/> for <c>Delete</c>.</summary>
    public string? UpdateReplacePolicy { get; init; }

    public string Path => DocumentPath.Append("#/Resources", LogicalId);

    public string PropertiesPath => $"{Path}/Properties";
}
