// SPDX-License-Identifier: Apache-2.0

using System.Text;
using CsCheck;
using Foregate.ControlPlane.Documents;
using Foregate.ControlPlane.OpenApi;

namespace Foregate.ControlPlane.Tests.OpenApi.Reading;

/// <summary>Nothing in a document is silently ignored, wherever it stands.</summary>
public sealed class FatesTests
{
    private const string Injected = "zzUnknown";

    public static TheoryData<string, string?> GoldenDocuments => new()
    {
        { "petstore-rest.yaml", null },
        { "upstream-rest.json", "http://127.0.0.1:9000" },
        { "http-api.yaml", null },
        { "upstream-http.yaml", "http://127.0.0.1:9000" },
    };

    [Theory]
    [MemberData(nameof(GoldenDocuments))]
    public void An_unknown_property_is_refused_wherever_it_is_put(string file, string? upstream)
    {
        var root = Read(file);
        var objects = new List<string>();
        FindObjects(root, DocumentPath.Root, objects);
        Assert.True(objects.Count > 8);
        foreach (var path in objects)
        {
            var result = Imports.Of(Write(root, path), "x.json", upstream);
            var injected = DocumentPath.Append(path, Injected);
            Assert.True(
                result.Faults.Any(fault => fault.DocumentPath == injected) || result.InertPaths.Any(inert => IsWithin(injected, inert)) || IsInModel(result),
                $"{injected} went unnoticed:\n{string.Join('\n', result.Faults())}");
        }
    }

    [Theory]
    [MemberData(nameof(GoldenDocuments))]
    public void An_extension_of_somebody_else_is_named_as_changing_nothing(string file, string? upstream)
    {
        var root = Read(file);
        Assert.True(root.TryGet("paths", out var paths));
        var path = DocumentPath.Append(DocumentPath.Append("#/paths", paths.Value.Entries[0].Key), "x-mine");
        var result = Imports.Of(Write(root, path[..path.LastIndexOf('/')], "x-mine"), "x.json", upstream);
        Assert.Equal([], result.Faults());
        Assert.Contains(path, result.InertPaths);
        Assert.Contains("x-mine", result.Notices[^1].Text, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(GoldenDocuments))]
    public void A_value_of_another_shape_never_throws_and_never_half_imports(string file, string? upstream)
    {
        var root = Read(file);
        var all = new List<string>();
        FindAll(root, DocumentPath.Root, all);
        string[] values = ["null", "true", "1.5", "\"\"", "\"${AWS::\"", "\"$default\"", "[]", "{}", "[[]]", "{\"$ref\":\"#\"}", "{\"$ref\":\"#/paths\"}", "\"https://{\""];
        Gen.Select(Gen.Int[0, all.Count - 1], Gen.Int[0, values.Length - 1]).Sample(
            (at, value) =>
            {
                var result = Imports.Of(Write(root, all[at], replacement: values[value]), "x.json", upstream);
                Assert.True(result.Account is null == result.Faults.Length > 0, "an account or faults, never both or neither");
            },
            iter: Math.Max(300, Check.Iter / 100));
    }

    /// <summary>Schemas are kept word for word, unknown ones too.</summary>
    private static bool IsInModel(ImportResult result) => result.Account?.RestApis.Values
        .SelectMany(api => api.Models.Values)
        .Any(model => model.Name == Injected || model.Schema!.Contains(Injected, StringComparison.Ordinal)) ?? false;

    private static bool IsWithin(string path, string ancestor) =>
        path == ancestor || path.StartsWith(ancestor + "/", StringComparison.Ordinal);

    private static DocumentNode Read(string file)
    {
        var faults = new List<Fault>();
        return DocumentReader.Read(Encoding.UTF8.GetBytes(Imports.Golden(file)), file, new DocumentLimits(), faults)!;
    }

    private static void FindObjects(DocumentNode node, string path, List<string> found)
    {
        // A reference stands alone by its own rule, tested elsewhere.
        if (node.Kind == NodeKind.Mapping && !node.TryGet("$ref", out _))
        {
            found.Add(path);
        }

        Each(node, path, (child, childPath) => FindObjects(child, childPath, found));
    }

    private static void FindAll(DocumentNode node, string path, List<string> found)
    {
        found.Add(path);
        Each(node, path, (child, childPath) => FindAll(child, childPath, found));
    }

    private static void Each(DocumentNode node, string path, Action<DocumentNode, string> visit)
    {
        foreach (var entry in node.Entries)
        {
            visit(entry.Value, DocumentPath.Append(path, entry.Key));
        }

        for (var i = 0; i < node.Items.Count; i++)
        {
            visit(node.Items[i], DocumentPath.Append(path, i));
        }
    }

    /// <summary>The tree as JSON, with a property added to the object at <paramref name="at"/>, or the value there replaced.</summary>
    private static string Write(DocumentNode root, string at, string name = Injected, string? replacement = null)
    {
        var text = new StringBuilder();
        Write(root, DocumentPath.Root);
        return text.ToString();

        void Write(DocumentNode node, string path)
        {
            if (path == at && replacement is not null)
            {
                text.Append(replacement);
                return;
            }

            switch (node.Kind)
            {
                case NodeKind.Mapping:
                    var comma = "{";
                    foreach (var entry in node.Entries)
                    {
                        text.Append(comma).Append(Quote(entry.Key)).Append(':');
                        Write(entry.Value, DocumentPath.Append(path, entry.Key));
                        comma = ",";
                    }

                    text.Append(comma == "{" ? "{" : "").Append(path == at ? $"{(comma == "{" ? "" : ",")}{Quote(name)}:{{}}" : "").Append('}');
                    break;
                case NodeKind.Sequence:
                    text.Append('[');
                    for (var i = 0; i < node.Items.Count; i++)
                    {
                        text.Append(i == 0 ? "" : ",");
                        Write(node.Items[i], DocumentPath.Append(path, i));
                    }

                    text.Append(']');
                    break;
                default:
                    text.Append(node.Kind == NodeKind.String ? Quote(node.Text) : node.Kind == NodeKind.Null ? "null" : node.Text);
                    break;
            }
        }
    }

    private static string Quote(string text) => System.Text.Json.JsonSerializer.Serialize(text);
}
