// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Foregate.ControlPlane.CloudFormation;
using Foregate.ControlPlane.OpenApi;
using Foregate.ControlPlane.Tests.OpenApi;
using Foregate.Definitions;
using Microsoft.Extensions.Time.Testing;

namespace Foregate.ControlPlane.Tests.CloudFormation;

/// <summary>Imports templates the way tests need it: fixed time, counted "random" bytes, a folder with code in it.</summary>
internal static partial class Templates
{
    private static readonly string s_folder = MakeFolder();

    private static int s_filled;

    /// <summary>Public SAM templates beside the checkout; <see langword="null"/> where they are absent.</summary>
    public static string? Samples { get; } = FindSamples();

    public static ImportResult Of(string text, string file = "template.yaml", params (string Name, string Value)[] parameters) => Of(text, file, null, parameters);

    public static ImportResult Of(string text, string file, ImportResult? previous, params (string Name, string Value)[] parameters) => TemplateDocument.Import(
        Encoding.UTF8.GetBytes(text),
        Path.Combine(s_folder, file),
        new ImportOptions
        {
            FillRandom = static buffer =>
            {
                s_filled++;
                for (var i = 0; i < buffer.Length; i++)
                {
                    buffer[i] = (byte)(i + s_filled);
                }
            },
            Previous = previous,
            Parameters = parameters.ToImmutableSortedDictionary(parameter => parameter.Name, parameter => parameter.Value, StringComparer.Ordinal),
        },
        previous?.Account ?? Imports.Empty,
        new FakeTimeProvider(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero)));

    /// <summary>An account, or a failed test with every fault.</summary>
    public static Account Account(string text, string file = "template.yaml", params (string Name, string Value)[] parameters)
    {
        var result = Of(text, file, parameters);
        Assert.Empty(result.Lines());
        return result.Account!;
    }

    /// <summary>What the import found, one line each: line, cause and place.</summary>
    public static string[] Lines(this ImportResult result) => [.. result.Faults.Select(fault => $"{fault.Location.Line}: {fault.Cause} [{fault.DocumentPath}]")];

    /// <summary>Imports a text with a value for every parameter that needs one.</summary>
    public static ImportResult WithValues(string text, string file)
    {
        var result = Of(text, file);
        return result.Faults.Select(fault => Missing().Match(fault.Cause)).FirstOrDefault(match => match.Success) is { } match
            ? Of(text, file, [.. match.Groups["names"].Value.Split(", ").Select(name => (name, "value"))])
            : result;
    }

    /// <summary>The samples leave out the transform, and name code in S3, which is refused: a folder stands in for it.</summary>
    public static string Sample(string name)
    {
        var text = File.ReadAllText(Path.Combine(Samples!, "source", $"{name}.yaml"));
        text = CodeBlock().Replace(CodeUri().Replace(text, "${key}./code"), "${key} ./code\n");
        return text.Contains("\nTransform:", StringComparison.Ordinal) || text.StartsWith("Transform:", StringComparison.Ordinal) ? text : $"Transform: AWS::Serverless-2016-10-31\n{text}";
    }

    public static string Transformed(string name)
    {
        var root = JsonNode.Parse(File.ReadAllText(Path.Combine(Samples!, "transformed", $"{name}.json")))!;
        foreach (var (_, resource) in root["Resources"]!.AsObject())
        {
            if ((string)resource!["Type"]! == "AWS::Lambda::Function")
            {
                resource["Properties"]!["Code"] = "./code";
            }
        }

        return root.ToJsonString();
    }

    private static string MakeFolder()
    {
        // A template.yaml's stack is called after its folder.
        var folder = Directory.CreateDirectory(Path.Combine(Directory.CreateTempSubdirectory("foregate-templates-").FullName, "shop")).FullName;
        Directory.CreateDirectory(Path.Combine(folder, "code"));
        File.WriteAllText(Path.Combine(folder, "code.zip"), "");
        File.WriteAllText(
            Path.Combine(folder, "api.yaml"),
            """
            openapi: 3.0.3
            info: {title: From a file, version: "1"}
            paths:
              /pets:
                get:
                  responses: {}
                  x-amazon-apigateway-integration: {type: http_proxy, httpMethod: GET, uri: "http://127.0.0.1:9000/pets"}
            """);
        return folder;
    }

    private static string? FindSamples()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            var samples = Path.Combine(folder.FullName, "shared", "conformance", "sam-templates");
            if (Directory.Exists(samples))
            {
                return samples;
            }
        }

        return null;
    }

    [GeneratedRegex(@"Parameters: \[(?<names>.*)\] must have values")]
    private static partial Regex Missing();

    [GeneratedRegex(@"(?<key>CodeUri:[ ]*)s3://[^\s,}]+")]
    private static partial Regex CodeUri();

    [GeneratedRegex(@"(?<key>\n(?<indent>[ ]+)CodeUri:)[ ]*\n(?:\k<indent>[ ]+.*\n)+")]
    private static partial Regex CodeBlock();
}
