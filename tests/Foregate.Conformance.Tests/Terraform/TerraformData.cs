// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;

namespace Foregate.Conformance.Tests.Terraform;

/// <summary>What is known of the provider: one file for each resource type and data source.</summary>
internal static class TerraformData
{
    public static string Folder { get; } = Path.Combine(AppContext.BaseDirectory, "Terraform");

    public static string Player { get; } = Path.Combine(Folder, "Player", "play.py");

    public static string Configuration { get; } = Path.Combine(Folder, "Configuration");

    /// <summary>The types of a service's folder, sorted; data sources are data.TYPE.</summary>
    public static IEnumerable<(string Type, JsonElement Data)> Types(string service) => Directory.EnumerateFiles(Path.Combine(Folder, service), "*.json")
        .Select(static path => (Path.GetFileNameWithoutExtension(path), JsonDocument.Parse(File.ReadAllBytes(path)).RootElement))
        .OrderBy(static type => type.Item1, StringComparer.Ordinal);
}
