// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.OpenApi.Reading;

namespace Foregate.ControlPlane.CloudFormation.Reading;

/// <summary>The fate of each property of a template outside the properties of its resources.</summary>
internal static class TemplateKinds
{
    public static ObjectKind Template { get; } = new(
        "the template",
        "AWSTemplateFormatVersion Transform Parameters Mappings Conditions Rules Resources Outputs Globals Description",
        "Metadata",
        ("Hooks", Fate.Refused("deployment hooks", "Remove them.")));

    public static ObjectKind Parameters { get; } = ObjectKind.Map("the parameters");

    public static ObjectKind Parameter { get; } = new(
        "a parameter",
        "Type Default AllowedValues AllowedPattern MinLength MaxLength MinValue MaxValue ConstraintDescription NoEcho",
        "Description");

    public static ObjectKind Resources { get; } = ObjectKind.Map("the resources");

    public static ObjectKind Resource { get; } = new(
        "a resource",
        "Type Properties DependsOn Condition IgnoreGlobals DeletionPolicy UpdateReplacePolicy",
        "UpdatePolicy CreationPolicy Metadata Connectors");

    public static ObjectKind Outputs { get; } = ObjectKind.Map("the outputs");

    public static ObjectKind Output { get; } = new("an output", "Value Condition Description Export", "");

    public static ObjectKind Export { get; } = new("an export", "Name");

    public static ObjectKind Mappings { get; } = ObjectKind.Map("the mappings");

    public static ObjectKind Conditions { get; } = ObjectKind.Map("the conditions");
}
