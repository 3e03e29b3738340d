// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.Frame;

/// <summary>An event that invokes a function or a state machine.</summary>
internal sealed class SamEvent
{
    public required SamRun Run { get; init; }

    /// <summary>The function or state machine of the template.</summary>
    public required SamResource Owner { get; init; }

    /// <summary>What is invoked: the function's alias, the function, or the state machine, as it is made.</summary>
    public required SamResource Target { get; init; }

    /// <summary>The role that a function gets when it names none, made whether it is used or not; a state machine's events have roles of their own.</summary>
    public SamResource? Role { get; init; }

    /// <summary>Its key under Events.</summary>
    public required string EventId { get; init; }

    /// <summary>The whole event.</summary>
    public required SamNode Node { get; init; }

    public required SamNode Properties { get; init; }

    /// <summary>The prefix of what is made for it: the owner's logical id and the event's.</summary>
    public string LogicalId => $"{Owner.LogicalId}{EventId}";

    /// <summary>The ARN of what is invoked.</summary>
    public SamNode TargetArn => Target.Type == "AWS::Lambda::Function" ? Target.GetAtt("Arn") : Target.Ref();

    public SamNode? this[string property] => Properties[property];

    /// <summary>A resource for the event, with the attributes that the owner hands on.</summary>
    public SamResource New(string logicalId, string type) => new(logicalId, type, Target.HandedOn()) { Place = Node };

    /// <summary>A property as text, when it is one.</summary>
    public string? Text(string property) => Properties[property] is { IsText: true } text ? text.Text : null;

    public SamRefusal Refuse(string? property, string cause, string cure) =>
        new((property is null ? null : Properties[property]) ?? Node, $"Event with id [{EventId}] is invalid. {cause}", cure);
}
