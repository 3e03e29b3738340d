// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;

namespace Foregate.ControlPlane.CloudFormation.Reading;

/// <summary>A template after its transforms, as JSON: its resources are those that the transforms made, with parameters and conditions already decided.</summary>
internal static class ProcessedTemplate
{
    private static readonly string[] s_replaced = ["Transform", "Globals", "Resources", "Conditions"];

    /// <param name="template">In long form.</param>
    /// <returns><see langword="null"/> when it would be too long.</returns>
    public static string? Of(DocumentNode template, IReadOnlyList<TemplateResource> resources)
    {
        var budget = DocumentJson.Limit;
        var root = new JsonObject();
        foreach (var entry in template.Entries.Where(static entry => !s_replaced.Contains(entry.Key)))
        {
            root[entry.Key] = DocumentJson.Of(entry.Value, ref budget);
        }

        var made = new JsonObject();
        foreach (var resource in resources)
        {
            var json = new JsonObject { ["Type"] = resource.Type };
            if (resource.DependsOn.Count > 0)
            {
                json["DependsOn"] = new JsonArray([.. resource.DependsOn.Select(static id => (JsonNode)id)]);
            }

            if (resource.DeletionPolicy is { } deletion)
            {
                json["DeletionPolicy"] = deletion;
            }

            if (resource.UpdateReplacePolicy is { } replacement)
            {
                json["UpdateReplacePolicy"] = replacement;
            }

            json["Properties"] = DocumentJson.Of(resource.Properties, ref budget);
            made[resource.LogicalId] = json;
        }

        root["Resources"] = made;
        return budget < 0 ? null : root.ToJsonString();
    }
}
