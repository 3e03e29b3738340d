// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.ControlPlane.Documents;

namespace Foregate.ControlPlane.CloudFormation.Packaging;

/// <summary>
/// A template that can leave its folder: the folders and files beside it that it names become objects of a bucket, and their names in the template those objects'.
/// </summary>
public sealed class TemplatePackage
{
    private const int Deepest = 5;

    private readonly string _bucket;
    private readonly string _region;
    private readonly List<PackagedFile> _files = [];
    private readonly List<Fault> _faults = [];

    private TemplatePackage(string bucket, string region)
    {
        _bucket = bucket;
        _region = region;
    }

    /// <summary>UTF-8; as it was where it names nothing beside it.</summary>
    public ReadOnlyMemory<byte> Template { get; private set; }

    /// <summary>What must be in the bucket before the template is deployed.</summary>
    public ImmutableArray<PackagedFile> Files => [.. _files.DistinctBy(static file => file.Key)];

    /// <summary>Why it cannot be packaged.</summary>
    public ImmutableArray<Fault> Faults => [.. _faults];

    /// <param name="fileName">Whose folder is where relative names start.</param>
    /// <param name="bucket">Where the objects will be.</param>
    public static TemplatePackage Of(ReadOnlyMemory<byte> template, string fileName, string bucket, string region)
    {
        var package = new TemplatePackage(bucket, region);
        package.Template = package.Pack(template, fileName, 0);
        return package;
    }

    private ReadOnlyMemory<byte> Pack(ReadOnlyMemory<byte> template, string fileName, int depth)
    {
        var root = DocumentReader.Read(template, fileName, new DocumentLimits(), _faults);
        if (root is null)
        {
            return template;
        }

        var text = new TemplateText(template);
        var folder = Path.GetDirectoryName(Path.GetFullPath(fileName))!;
        if (At(At(root, "Globals"), "Function") is { } function)
        {
            Replace(text, At(function, "CodeUri"), folder, "#/Globals/Function/CodeUri", Archive, S3);
        }

        foreach (var resource in At(root, "Resources")?.Entries ?? [])
        {
            var properties = At(resource.Value, "Properties");
            foreach (var (property, pack, name) in Kinds(At(resource.Value, "Type")?.Text ?? "", depth))
            {
                Replace(text, At(properties, property), folder, $"#/Resources/{resource.Key}/Properties/{property}", pack, name);
            }
        }

        Include(text, root, folder, "#");
        return text.IsChanged ? text.ToBytes() : template;
    }

    private IEnumerable<(string Property, Func<string, PackagedFile> Pack, Func<PackagedFile, string> Name)> Kinds(string type, int depth) => type switch
    {
        "AWS::Serverless::Function" => [("CodeUri", Archive, S3)],
        "AWS::Serverless::LayerVersion" => [("ContentUri", Archive, S3)],
        "AWS::Serverless::Api" or "AWS::Serverless::HttpApi" or "AWS::Serverless::StateMachine" => [("DefinitionUri", Whole, S3)],
        "AWS::Lambda::Function" => [("Code", Archive, file => Pair("S3Bucket", "S3Key", file))],
        "AWS::Lambda::LayerVersion" => [("Content", Archive, file => Pair("S3Bucket", "S3Key", file))],
        "AWS::ApiGateway::RestApi" or "AWS::ApiGatewayV2::Api" => [("BodyS3Location", Whole, file => Pair("Bucket", "Key", file))],
        "AWS::CloudFormation::Stack" => [("TemplateURL", path => Nested(path, depth), Url)],
        "AWS::Serverless::Application" => [("Location", path => Nested(path, depth), Url)],
        _ => [],
    };

    // Snippets can be anywhere.
    private void Include(TemplateText text, DocumentNode node, string folder, string path)
    {
        if (node.TryGet("Fn::Transform", out var transform) || (node.Tag == "!Transform" && node.Kind == NodeKind.Mapping))
        {
            var call = node.Tag == "!Transform" ? node : transform.Value;
            if (At(call, "Name")?.Text == "AWS::Include")
            {
                Replace(text, At(At(call, "Parameters"), "Location"), folder, path, Whole, S3);
            }
        }

        foreach (var entry in node.Entries)
        {
            Include(text, entry.Value, folder, DocumentPath.Append(path, entry.Key));
        }

        for (var i = 0; i < node.Items.Count; i++)
        {
            Include(text, node.Items[i], folder, DocumentPath.Append(path, i));
        }
    }

    private void Replace(TemplateText text, DocumentNode? node, string folder, string path, Func<string, PackagedFile> pack, Func<PackagedFile, string> name)
    {
        if (node is not { Kind: NodeKind.String, Tag: null } || node.Text.Contains("://", StringComparison.Ordinal) || node.Text.Contains('$', StringComparison.Ordinal))
        {
            return;
        }

        try
        {
            var file = pack(Path.GetFullPath(node.Text, folder));
            _files.Add(file);
            if (!text.TryReplace(node, name(file)))
            {
                Fault(node, path, $"The name {node.Text} is not written on one line as it is.", "Write it on one line.");
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            Fault(node, path, $"{node.Text} cannot be read: {exception.Message.TrimEnd('.')}.", "Name a file or a folder that is there, relative to the template.");
        }
    }

    private void Fault(DocumentNode node, string path, string cause, string cure) => _faults.Add(new Fault { Location = node.Location, DocumentPath = path, Cause = cause, Cure = cure });

    private static PackagedFile Archive(string path) =>
        Directory.Exists(path) ? PackagedFile.Of(FolderArchive.Pack(path), ".zip", path)
        : Path.GetExtension(path) is ".zip" or ".jar" ? Whole(path)
        : PackagedFile.Of(FolderArchive.PackFile(path), ".zip", path);

    private static PackagedFile Whole(string path) => PackagedFile.Of(File.ReadAllBytes(path), Path.GetExtension(path), path);

    private PackagedFile Nested(string path, int depth) => depth >= Deepest
        ? throw new IOException($"templates are nested deeper than {Deepest}")
        : PackagedFile.Of(Pack(File.ReadAllBytes(path), path, depth + 1), ".template", path);

    private string S3(PackagedFile file) => TemplateText.Quoted($"s3://{_bucket}/{file.Key}");

    private string Url(PackagedFile file) => TemplateText.Quoted($"https://s3.{_region}.amazonaws.com/{_bucket}/{file.Key}");

    private string Pair(string bucket, string key, PackagedFile file) => $"{{{TemplateText.Quoted(bucket)}: {TemplateText.Quoted(_bucket)}, {TemplateText.Quoted(key)}: {TemplateText.Quoted(file.Key)}}}";

    private static DocumentNode? At(DocumentNode? node, string key) => node is not null && node.TryGet(key, out var entry) ? entry.Value : null;
}
