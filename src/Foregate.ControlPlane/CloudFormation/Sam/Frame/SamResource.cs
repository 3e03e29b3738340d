// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.CloudFormation.Sam.Frame;

/// <summary>A resource: one of SAM's as the template has it, or one of CloudFormation's that a transformation makes.</summary>
internal sealed class SamResource
{
    private static readonly string[] s_kept = ["DeletionPolicy", "UpdatePolicy", "Condition", "UpdateReplacePolicy", "Metadata"];
    private static readonly string[] s_handedOn = ["Condition", "DeletionPolicy", "UpdateReplacePolicy"];

    public SamResource(string logicalId, string type, SamNode? attributes = null)
    {
        LogicalId = logicalId;
        Type = type;
        foreach (var entry in attributes?.Entries ?? [])
        {
            Attributes.Set(entry.Key, entry.Value);
        }
    }

    public string LogicalId { get; set; }

    public string Type { get; }

    /// <summary>Its properties; those of one of SAM's resources are the template's own, shared with everyone who changes them.</summary>
    public SamNode Properties { get; init; } = SamNode.Map();

    /// <summary>Logical ids: a text or a list.</summary>
    public SamNode? DependsOn { get; set; }

    /// <summary>Condition, DeletionPolicy and their like.</summary>
    public SamNode Attributes { get; } = SamNode.Map();

    /// <summary>What it came from: the node in the template, or the event or property that asked for it.</summary>
    public SamNode? Place { get; set; }

    /// <summary>Sets or removes a property.</summary>
    public SamNode? this[string property]
    {
        get => Properties[property];
        set => Properties[property] = value;
    }

    /// <summary>One of SAM's resources, with those of its attributes that SAM knows.</summary>
    public static SamResource Of(string logicalId, SamNode node)
    {
        var resource = new SamResource(logicalId, node["Type"]!.Text) { Properties = node["Properties"] ?? SamNode.Map().At(node), DependsOn = node["DependsOn"], Place = node };
        foreach (var name in s_kept)
        {
            if (node[name] is { } value)
            {
                resource.Attributes.Set(name, value);
            }
        }

        return resource;
    }

    /// <summary>The attributes that everything made from the resource gets too.</summary>
    public SamNode HandedOn()
    {
        var attributes = SamNode.Map();
        foreach (var name in s_handedOn)
        {
            attributes[name] = Attributes[name];
        }

        return attributes;
    }

    public SamNode Ref() => SamNode.Ref(LogicalId);

    public SamNode GetAtt(string attribute) => SamNode.GetAtt(LogicalId, attribute);

    public SamNode ToNode()
    {
        var node = SamNode.Map(("Type", Type));
        if (DependsOn is { IsTruthy: true })
        {
            node.Set("DependsOn", DependsOn);
        }

        foreach (var entry in Attributes.Entries)
        {
            node.Set(entry.Key, entry.Value);
        }

        node.Set("Properties", Properties);
        return node.At(Place);
    }
}
