// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;

namespace Foregate.Commands.Deploying;

/// <summary>What cdk synth writes: stacks in the order in which they need each other, with their assets.</summary>
internal sealed class CloudAssembly
{
    public const string Manifest = "manifest.json";

    /// <summary>The tag that every stack of a folder is given: the name of the folder that cdk.out is in.</summary>
    public const string Tag = "foregate:deployment";

    private readonly string _accountId;
    private readonly string _region;
    private readonly Dictionary<string, (JsonElement Artifact, string Folder)> _artifacts = new(StringComparer.Ordinal);
    private readonly List<StackSource> _stacks = [];
    private readonly HashSet<string> _done = new(StringComparer.Ordinal);

    private CloudAssembly(string accountId, string region) => (_accountId, _region) = (accountId, region);

    public static bool IsOne(string path) => Directory.Exists(path) && File.Exists(Path.Combine(path, Manifest));

    /// <summary>The value of the tag.</summary>
    public static string NameOf(string folder)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        return Path.GetFileName(Path.GetFileName(full) == "cdk.out" ? Path.GetDirectoryName(full) : full) ?? "";
    }

    /// <summary>Throws <see cref="InvalidDataException"/> with the reason where it cannot be deployed, and what reading files throws.</summary>
    public static IReadOnlyList<StackSource> Read(string folder, string accountId, string region)
    {
        var assembly = new CloudAssembly(accountId, region);
        assembly.Collect(folder, 0);
        foreach (var id in assembly._artifacts.Keys)
        {
            assembly.Visit(id);
        }

        return assembly._stacks;
    }

    private void Collect(string folder, int depth)
    {
        var manifest = Json(Path.Combine(folder, Manifest));
        if (depth > 8 || !manifest.TryGetProperty("artifacts", out var artifacts))
        {
            throw new InvalidDataException($"{Manifest} names no artifacts");
        }

        foreach (var artifact in artifacts.EnumerateObject())
        {
            _artifacts[artifact.Name] = (artifact.Value, folder);
            if (Text(artifact.Value, "type") == "cdk:cloud-assembly" && Properties(artifact.Value) is { } nested && Text(nested, "directoryName") is { } name)
            {
                Collect(Path.Combine(folder, name), depth + 1);
            }
        }
    }

    private void Visit(string id)
    {
        if (!_done.Add(id) || !_artifacts.TryGetValue(id, out var found))
        {
            return;
        }

        var needs = found.Artifact.TryGetProperty("dependencies", out var list) ? list.EnumerateArray().Select(static item => item.GetString()!).ToList() : [];
        needs.ForEach(Visit);
        if (Text(found.Artifact, "type") != "aws:cloudformation:stack" || Properties(found.Artifact) is not { } properties)
        {
            return;
        }

        var file = Path.Combine(found.Folder, Text(properties, "templateFile") ?? throw new InvalidDataException($"the stack {id} has no template"));
        _stacks.Add(new StackSource
        {
            Name = Text(properties, "stackName") ?? id,
            File = Path.GetRelativePath(".", file),
            Template = File.ReadAllBytes(file),
            Parameters = Texts(properties, "parameters"),
            Tags = Texts(properties, "tags"),
            TerminationProtection = properties.TryGetProperty("terminationProtection", out var isProtected) ? isProtected.GetBoolean() : null,
            Uploads = [.. needs.SelectMany(Assets)],
        });
    }

    private IEnumerable<Upload> Assets(string id)
    {
        if (!_artifacts.TryGetValue(id, out var found) || Text(found.Artifact, "type") != "cdk:asset-manifest" || Properties(found.Artifact) is not { } properties)
        {
            yield break;
        }

        var manifest = Json(Path.Combine(found.Folder, Text(properties, "file") ?? ""));
        if (manifest.TryGetProperty("dockerImages", out var images) && images.EnumerateObject().Any())
        {
            throw new InvalidDataException("it has container images, which functions cannot run here");
        }

        foreach (var file in manifest.TryGetProperty("files", out var files) ? files.EnumerateObject() : default)
        {
            var source = file.Value.GetProperty("source");
            var path = Path.Combine(found.Folder, Text(source, "path") ?? throw new InvalidDataException($"the asset {file.Name} is made by a program; synthesize it as a file"));
            Func<byte[]> content = Text(source, "packaging") == "zip" ? () => LocalTemplate.Pack(path) : () => File.ReadAllBytes(path);
            foreach (var destination in file.Value.GetProperty("destinations").EnumerateObject())
            {
                yield return new Upload(Resolved(Text(destination.Value, "bucketName")), Resolved(Text(destination.Value, "objectKey")), content, Text(file.Value, "displayName") ?? Path.GetFileName(path));
            }
        }
    }

    private string Resolved(string? text) => (text ?? "")
        .Replace("${AWS::AccountId}", _accountId, StringComparison.Ordinal)
        .Replace("${AWS::Region}", _region, StringComparison.Ordinal)
        .Replace("${AWS::Partition}", "aws", StringComparison.Ordinal);

    private static JsonElement Json(string file) => JsonElement.Parse(File.ReadAllBytes(file));

    private static JsonElement? Properties(JsonElement artifact) => artifact.TryGetProperty("properties", out var properties) ? properties : null;

    private static string? Text(JsonElement item, string name) => item.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static Dictionary<string, string> Texts(JsonElement item, string name) =>
        item.TryGetProperty(name, out var map) ? map.EnumerateObject().ToDictionary(static entry => entry.Name, static entry => entry.Value.ToString(), StringComparer.Ordinal) : [];
}
