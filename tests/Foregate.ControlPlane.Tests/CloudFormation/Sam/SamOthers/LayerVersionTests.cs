// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamOthers;

public sealed class LayerVersionTests
{
    [Fact]
    public void The_layers_id_ends_in_a_hash_and_references_follow()
    {
        var template = ApiTemplates.Transformed("""
            Resources:
              L: {Type: AWS::Serverless::LayerVersion, Properties: {ContentUri: s3://b/k, CompatibleRuntimes: [python3.13]}}
              X: {Type: AWS::X::Y, DependsOn: L, Properties: {A: !Ref L, B: !Sub "${L}"}}
            """);
        var id = template["Resources"]!.AsObject().First(entry => entry.Key.StartsWith('L')).Key;
        Assert.Equal(11, id.Length);
        var layer = template["Resources"]![id]!;
        Assert.Equal("Retain", (string?)layer["DeletionPolicy"]);
        ApiTemplates.Same("""{"LayerName": "L", "Content": {"S3Bucket": "b", "S3Key": "k"}, "CompatibleRuntimes": ["python3.13"]}""", layer["Properties"]);
        ApiTemplates.Same($$$"""{"Type": "AWS::X::Y", "DependsOn": "{{{id}}}", "Properties": {"A": {"Ref": "{{{id}}}"}, "B": {"Fn::Sub": "${{{{id}}}}"} } }""", template["Resources"]!["X"]);
    }

    [Fact]
    public void What_keeps_old_versions_does_not_change_the_id()
    {
        Assert.Equal(Id("", ""), Id("DeletionPolicy: Delete, Metadata: {a: b}, ", ""));
        Assert.NotEqual(Id("", ""), Id("", ", LicenseInfo: MIT"));

        static string Id(string attributes, string properties) =>
            ApiTemplates.Resources($"Resources: {{L: {{Type: AWS::Serverless::LayerVersion, {attributes}Properties: {{ContentUri: s3://b/k{properties}}}}}}}").Single().Key;
    }

    [Theory]
    [InlineData("RetentionPolicy: Perhaps", "'RetentionPolicy' must be one of the following options: ['Retain', 'Delete'].")]
    [InlineData("CompatibleArchitectures: [z80]", "CompatibleArchitectures needs to be a list of 'x86_64' or 'arm64'.")]
    public void Refuses_what_SAM_refuses(string properties, string cause) =>
        Assert.EndsWith(cause, ApiTemplates.Fault($"Resources: {{L: {{Type: AWS::Serverless::LayerVersion, Properties: {{ContentUri: s3://b/k, {properties}}}}}}}").Cause, StringComparison.Ordinal);
}
