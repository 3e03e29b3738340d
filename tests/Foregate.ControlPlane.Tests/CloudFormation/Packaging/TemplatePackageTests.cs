// SPDX-License-Identifier: Apache-2.0
using System.IO.Compression;
using System.Text;
using Foregate.ControlPlane.CloudFormation.Packaging;

namespace Foregate.ControlPlane.Tests.CloudFormation.Packaging;

public sealed class TemplatePackageTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("foregate-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Names_of_folders_and_files_become_objects_and_every_line_stays_where_it_was()
    {
        Write("fn/index.js", "exports.handler = () => 1");
        Write("api.yaml", "openapi: 3.0.1");
        Write("nested/inner.yaml", "Resources: { F: { Type: AWS::Serverless::Function, Properties: { CodeUri: ../fn } } }");
        const string template = """
            # a comment
            Transform: AWS::Serverless-2016-10-31
            Resources:
              F: { Type: AWS::Serverless::Function, Properties: { CodeUri: fn/, Handler: a.b } }
              G:
                Type: AWS::Lambda::Function
                Properties:
                  Code: "./fn"   # the same
              Api: { Type: AWS::ApiGateway::RestApi, Properties: { BodyS3Location: 'api.yaml' } }
              Nested: { Type: AWS::CloudFormation::Stack, Properties: { TemplateURL: nested/inner.yaml } }
              There: { Type: AWS::Serverless::Function, Properties: { CodeUri: "s3://other/key" } }
              Said: { Type: AWS::Lambda::Function, Properties: { Code: { ZipFile: "x" } } }
            """;
        var package = Pack(template);
        Assert.Empty(package.Faults);
        var lines = Encoding.UTF8.GetString(package.Template.Span).Split('\n');
        Assert.Equal(template.Split('\n').Length, lines.Length);
        Assert.Matches(@"CodeUri: ""s3://bucket/[0-9a-f]{64}\.zip"", Handler", lines[3]);
        Assert.Matches(@"      Code: \{""S3Bucket"": ""bucket"", ""S3Key"": ""[0-9a-f]{64}\.zip""\}   # the same", lines[7]);
        Assert.Matches(@"BodyS3Location: \{""Bucket"": ""bucket"", ""Key"": ""[0-9a-f]{64}\.yaml""\}", lines[8]);
        Assert.Matches(@"TemplateURL: ""https://s3\.eu-west-1\.amazonaws\.com/bucket/[0-9a-f]{64}\.template""", lines[9]);
        Assert.Contains("s3://other/key", lines[10], StringComparison.Ordinal);

        // The folder is the same object for both functions and for the one of the nested template.
        Assert.Equal(3, package.Files.Length);
        Assert.Contains("s3://bucket/" + package.Files[0].Key, Encoding.UTF8.GetString(package.Files.Single(static file => file.Key.EndsWith(".template", StringComparison.Ordinal)).Content.Span), StringComparison.Ordinal);
    }

    [Fact]
    public void An_archive_of_the_same_files_is_the_same_whenever_it_is_made()
    {
        Write("fn/b.txt", "b");
        Write("fn/a/c.txt", "c");
        var first = FolderArchive.Pack(Path.Combine(_folder, "fn"));
        File.SetLastWriteTimeUtc(Path.Combine(_folder, "fn", "b.txt"), new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Assert.Equal(first, FolderArchive.Pack(Path.Combine(_folder, "fn")));
        using var archive = new ZipArchive(new MemoryStream(first));
        Assert.Equal(["a/c.txt", "b.txt"], archive.Entries.Select(static entry => entry.FullName));
        Write("fn/b.txt", "other");
        Assert.NotEqual(first, FolderArchive.Pack(Path.Combine(_folder, "fn")));
    }

    [Fact]
    public void What_names_nothing_beside_it_stays_as_it_is()
    {
        const string template = "Resources: { A: { Type: AWS::ApiGateway::RestApi, Properties: { Name: a } } }";
        Assert.Equal(template, Encoding.UTF8.GetString(Pack(template).Template.Span));
    }

    [Fact]
    public void What_is_not_there_is_a_fault_at_its_place()
    {
        var fault = Assert.Single(Pack("Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      CodeUri: nowhere\n").Faults);
        Assert.Equal((5, 16, "#/Resources/F/Properties/CodeUri"), (fault.Location.Line, fault.Location.Column, fault.DocumentPath));
        Assert.StartsWith("nowhere cannot be read", fault.Cause, StringComparison.Ordinal);
        Write("fn/a", "a");
        Assert.Contains("one line", Assert.Single(Pack("Resources: { F: { Type: AWS::Serverless::Function, Properties: { CodeUri: \"f\\u006e\" } } }").Faults.Concat(Pack("Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      CodeUri: >-\n        fn\n").Faults)).Cause, StringComparison.Ordinal);
    }

    private TemplatePackage Pack(string template)
    {
        Write("template.yaml", template);
        return TemplatePackage.Of(Encoding.UTF8.GetBytes(template), Path.Combine(_folder, "template.yaml"), "bucket", "eu-west-1");
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
