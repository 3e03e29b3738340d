// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.Tests.CloudFormation.Types.Functions;

public sealed class FunctionResourceTests
{
    [Theory]
    [InlineData("./code", "{S3Bucket: b, S3Key: k}", "S3Bucket \"b\" is in S3, which Foregate does not reach.")]
    [InlineData("./code", "{ImageUri: x}", "ImageUri \"x\" would need container images, which Foregate does not do yet.")]
    [InlineData("./code", "s3://bucket/key", "The code s3://bucket/key is in S3, which Foregate does not reach.")]
    [InlineData("./code", "./nowhere", "The code ./nowhere is not there.")]
    [InlineData("Timeout: 3", "Timeout: 901", "1 validation error detected: Value '901' at 'timeout' failed to satisfy constraint: Member must have value less than or equal to 900.")]
    [InlineData("Timeout: 3", "Layers: [arn:x]", "Layers would need layers, which Foregate does not do yet.")]
    public void What_cannot_run_is_refused_with_the_reason(string good, string bad, string cause) =>
        Assert.Contains(Templates.Of(Text.Replace(good, bad, StringComparison.Ordinal)).Faults, fault => fault.Cause == cause);

    [Fact]
    public void Local_code_becomes_an_absolute_folder_and_the_rest_is_taken_over()
    {
        var function = Assert.Single(Templates.Account(Text).Functions).Value;
        Assert.Equal("shop-F", function.FunctionName);
        Assert.True(Path.IsPathFullyQualified(function.Code.Folder!) && function.Code.Folder!.EndsWith("/code", StringComparison.Ordinal));
        Assert.Equal("nodejs22.x", function.Runtime);
        Assert.Equal("v", function.Environment["NAME"]);
        Assert.Equal("1", function.Aliases["live"].FunctionVersion);
        Assert.Equal("apigateway.amazonaws.com", Assert.Single(function.Permissions).Value.Principal);
    }

    [Fact]
    public void A_function_that_is_read_again_is_as_it_was()
    {
        var first = Templates.Of(Text);
        var second = Templates.Of(Text, "template.yaml", first);
        var (before, now) = (Assert.Single(first.Account!.Functions).Value, Assert.Single(second.Account!.Functions).Value);
        Assert.Same(before, now);
    }

    [Fact]
    public void Zip_files_and_inline_code_are_code_too()
    {
        Assert.EndsWith("/code.zip", Assert.Single(Templates.Account(Text.Replace("./code", "./code.zip", StringComparison.Ordinal)).Functions).Value.Code.ZipPath, StringComparison.Ordinal);
        Assert.Equal("source", Assert.Single(Templates.Account(Text.Replace("./code", "{ZipFile: source}", StringComparison.Ordinal)).Functions).Value.Code.InlineCode);
    }

    private const string Text = """
        Resources:
          F:
            Type: AWS::Lambda::Function
            Properties:
              Runtime: nodejs22.x
              Handler: index.handler
              Code: ./code
              Timeout: 3
              Environment: {Variables: {NAME: v}}
          V: {Type: AWS::Lambda::Version, Properties: {FunctionName: !Ref F}}
          A: {Type: AWS::Lambda::Alias, Properties: {FunctionName: !Ref F, FunctionVersion: !GetAtt V.Version, Name: live}}
          P: {Type: AWS::Lambda::Permission, Properties: {FunctionName: !GetAtt F.Arn, Action: lambda:InvokeFunction, Principal: apigateway.amazonaws.com}}
        """;

    [Fact]
    public void All_that_is_wrong_with_a_function_is_told_at_once()
    {
        var lines = Templates.Of("""
            Resources:
              F:
                Type: AWS::Lambda::Function
                Properties: {Runtime: java21, Handler: a.b, Code: {S3Bucket: b, S3Key: k}, Layers: [a], Role: r}
            """).Lines();
        foreach (var part in (string[])["Layers would need layers", "is in S3, which Foregate does not reach", "java21"])
        {
            Assert.Contains(lines, line => line.Contains(part, StringComparison.Ordinal));
        }
    }
}
