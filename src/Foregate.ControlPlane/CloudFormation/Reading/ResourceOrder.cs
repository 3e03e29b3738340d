// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;

namespace Foregate.ControlPlane.CloudFormation.Reading;

/// <summary>Puts resources in an order in which each comes after what it refers to or depends on, otherwise as the template has them.</summary>
internal static class ResourceOrder
{
    public static List<(TemplateResource Resource, IReadOnlyCollection<string> Needs)> Of(IReadOnlyList<TemplateResource> resources, ReadingContext reading)
    {
        var byId = resources.ToDictionary(resource => resource.LogicalId, StringComparer.Ordinal);
        var needs = resources.ToDictionary(resource => resource.LogicalId, resource => Needs(resource, byId, reading), StringComparer.Ordinal);
        var order = new List<(TemplateResource, IReadOnlyCollection<string>)>();
        var state = new Dictionary<string, bool>(StringComparer.Ordinal);
        var way = new List<string>();
        foreach (var resource in resources)
        {
            Visit(resource.LogicalId);
        }

        return order;

        void Visit(string id)
        {
            if (state.TryGetValue(id, out var isDone))
            {
                if (!isDone)
                {
                    var circle = way.SkipWhile(step => step != id).ToList();
                    reading.Fault(
                        byId[id].Location, byId[id].Path, $"Circular dependency between resources: [{string.Join(", ", circle)}].", "Take out one of the references or DependsOn.");
                }

                return;
            }

            state[id] = false;
            way.Add(id);
            foreach (var needed in needs[id])
            {
                Visit(needed);
            }

            way.RemoveAt(way.Count - 1);
            state[id] = true;
            order.Add((byId[id], needs[id]));
        }
    }

    private static SortedSet<string> Needs(TemplateResource resource, Dictionary<string, TemplateResource> byId, ReadingContext reading)
    {
        var needs = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var id in resource.DependsOn)
        {
            if (byId.ContainsKey(id))
            {
                needs.Add(id);
            }
            else
            {
                reading.Fault(
                    resource.Location, DocumentPath.Append(resource.Path, "DependsOn"), $"Unresolved resource dependencies [{id}]: there is no such resource.", "Check the name, and the condition of what it names.");
            }
        }

        Collect(resource.Properties, needs, byId);
        return needs;
    }

    private static void Collect(DocumentNode node, SortedSet<string> needs, Dictionary<string, TemplateResource> byId)
    {
        foreach (var item in node.Items)
        {
            Collect(item, needs, byId);
        }

        foreach (var entry in node.Entries)
        {
            switch (entry.Key)
            {
                case "Ref" when node.Entries.Count == 1 && entry.Value.Kind == NodeKind.String:
                    Add(entry.Value.Text);
                    break;
                case "Fn::GetAtt" when entry.Value is { Kind: NodeKind.Sequence, Items: [var id, ..] }:
                    Add(id.Text);
                    break;
                case "Fn::GetAtt" when entry.Value.Kind == NodeKind.String:
                    Add(entry.Value.Text.Split('.')[0]);
                    break;
                case "Fn::Sub":
                    var text = entry.Value is { Kind: NodeKind.Sequence, Items: [var first, ..] } ? first.Text : entry.Value.Text;
                    foreach (var (_, name) in Substitution.Pieces(text))
                    {
                        Add(name?.Split('.')[0]);
                    }

                    break;
            }

            Collect(entry.Value, needs, byId);
        }

        void Add(string? id)
        {
            if (id is not null && byId.ContainsKey(id))
            {
                needs.Add(id);
            }
        }
    }
}
