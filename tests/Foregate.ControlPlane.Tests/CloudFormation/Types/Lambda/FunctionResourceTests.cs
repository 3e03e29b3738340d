// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Stacks;
using Foregate.ControlPlane.Operations.Lambda;
using Foregate.ControlPlane.Tests.CloudFormation.Stacks;

namespace Foregate.ControlPlane.Tests.CloudFormation.Types.Lambda;

public sealed class FunctionResourceTests
{
    [Theory]
    [InlineData("./code", "{S3Bucket: b, S3Key: k}", "There is no object k in the bucket b.")]
    [InlineData("./code", "{ImageUri: x}", "ImageUri \"x\" would need container images, which Foregate does not do yet.")]
    [InlineData("./code", "s3://bucket/key", "There is no object key in the bucket bucket.")]
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
        foreach (var part in (string[])["Layers would need layers", "There is no object k in the bucket b", "java21"])
        {
            Assert.Contains(lines, line => line.Contains(part, StringComparison.Ordinal));
        }
    }

    private static readonly Lifecycle s_life = new("Resources: {It: {Type: AWS::Lambda::Function, Properties: PROPERTIES}}", "Runtime: nodejs22.x, Handler: index.handler, Code: {ZipFile: a}")
    {
        Context = new StackContext
        {
            Operations = Deployments.Operations with { KeepCode = static bytes => $"/kept/{bytes.Length}.zip" },
            Artifacts = static artifact => artifact.Bucket == "b" ? TransformedTemplates.Archive : null,
        },
    };

    [Fact]
    public void Each_property_changes_in_place_and_goes_back() => s_life.Changes(
        "Runtime: nodejs20.x",
        "Handler: index.other",
        "Code: {ZipFile: b}",
        "Code: {S3Bucket: b, S3Key: k, S3ObjectVersion: v}",
        "Code: s3://b/k",
        "Description: d",
        "MemorySize: 256",
        "Timeout: 5",
        "Environment: {Variables: {NAME: v}}",
        "ReservedConcurrentExecutions: 7",
        "Role: arn:aws:iam::000000000000:role/r",
        "Tags: [{Key: k, Value: v}]",
        "Architectures: [arm64]");

    [Fact]
    public void Another_takes_its_place_where_CloudFormation_says_so() => s_life.Replaces("FunctionName: named", "TenancyConfig: {TenantIsolationMode: PER_TENANT}");

    [Fact]
    public void Its_end_leaves_nothing_and_a_call_is_seen() => s_life.Ends(static account => Functions.UpdateFunctionConfiguration(
        account, "shop-It", new Functions.UpdateFunctionConfigurationRequest { Timeout = 9 }, Deployments.Operations).Account!);

    [Fact]
    public void Code_that_the_template_says_the_same_of_is_not_fetched_again()
    {
        var account = s_life.Made("Runtime: nodejs22.x, Handler: index.handler, Code: {S3Bucket: b, S3Key: k}");
        var gone = new Lifecycle("Resources: {It: {Type: AWS::Lambda::Function, Properties: PROPERTIES}}", "");
        var outcome = gone.Deploy(account, "Runtime: nodejs22.x, Handler: index.handler, Timeout: 4, Code: {S3Bucket: b, S3Key: k}");
        Assert.Empty(outcome.Lines());
        var function = outcome.Account!.Functions.Values.Single();
        Assert.Equal((4, account.Functions.Values.Single().Code.ZipPath, account.Functions.Values.Single().CodeSha256), (function.Timeout, function.Code.ZipPath, function.CodeSha256));
    }

    [Fact]
    public void Versions_and_policies_stay_when_it_changes()
    {
        var account = Templates.Account(Text);
        var changed = Templates.Of(Text.Replace("Timeout: 3", "Timeout: 4", StringComparison.Ordinal), "template.yaml", Templates.Of(Text)).Account!.Functions.Values.Single();
        Assert.Equal((4, 1, 1), (changed.Timeout, changed.Versions.Count, changed.Permissions.Count));
        Assert.Equal(account.Functions.Values.Single().Versions[1].Timeout, changed.Versions[1].Timeout);
    }
}
