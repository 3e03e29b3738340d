// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi.Reading;

namespace Foregate.ControlPlane.CloudFormation.Reading;

/// <summary>A template after its transforms, as it is told again: JSON.</summary>
internal static class ProcessedTemplate
{
    /// <param name="template">After its transforms.</param>
    /// <returns><see langword="null"/> when it would be too long.</returns>
    public static string? Of(DocumentNode template)
    {
        var budget = DocumentJson.Limit;
        var root = new JsonObject();
        foreach (var entry in template.Entries.Where(static entry => entry.Key != "Transform"))
        {
            root[entry.Key] = DocumentJson.Of(entry.Value, ref budget);
        }

        return budget < 0 ? null : root.ToJsonString();
    }
}
