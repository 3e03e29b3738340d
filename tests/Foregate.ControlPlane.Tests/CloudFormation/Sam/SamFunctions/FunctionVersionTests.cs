// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamFunctions;

public sealed class FunctionVersionTests
{
    // The hash is that of {"MemorySize":256,"S3Bucket":"bucket","S3Key":"key","Variables":{"A":"1"}}.
    [Fact]
    public void The_versions_id_changes_with_code_environment_and_memory()
    {
        var resources = ApiTemplates.Resources(FunctionTemplates.Of("AutoPublishAlias: live, MemorySize: 256, Environment: {Variables: {A: \"1\"}}, Timeout: 3"));
        var version = resources["FVersion59073b1b9e"]!;
        Assert.Equal("Retain", (string?)version["DeletionPolicy"]);
        ApiTemplates.Same("""{"Name": "live", "FunctionName": {"Ref": "F"}, "FunctionVersion": {"Fn::GetAtt": ["FVersion59073b1b9e", "Version"]}}""", resources["FAliaslive"]!["Properties"]);
    }

    [Fact]
    public void A_given_hash_of_the_code_is_the_versions_and_described()
    {
        var resources = ApiTemplates.Resources(FunctionTemplates.Of("AutoPublishAlias: my-li_ve, AutoPublishCodeSha256: 0123456789abcdef, Description: mine, VersionDeletionPolicy: Delete".Replace("0123456789abcdef", "\"0123456789abcdef\"", StringComparison.Ordinal)));
        Assert.Equal("Delete", (string?)resources["FVersion0123456789"]!["DeletionPolicy"]);
        Assert.Equal("mine 0123456789abcdef", (string?)resources["F"]!["Properties"]!["Description"]);
        Assert.True(resources.ContainsKey("FAliasmyDliUve"));
    }

    [Fact]
    public void All_properties_count_when_that_is_asked_for()
    {
        Assert.NotEqual(Id("AutoPublishAliasAllProperties: true, Timeout: 3"), Id("AutoPublishAliasAllProperties: true, Timeout: 4"));
        Assert.Equal(Id("Timeout: 3"), Id("Timeout: 4"));

        static string Id(string properties) => ApiTemplates.Resources(FunctionTemplates.Of($"AutoPublishAlias: live, {properties}")).Single(entry => entry.Key.StartsWith("FVersion", StringComparison.Ordinal)).Key;
    }

    [Theory]
    [InlineData("AutoPublishAlias: \"12\"", "must contain only alphanumeric characters")]
    [InlineData("AutoPublishAlias: a.b", "must contain only alphanumeric characters")]
    [InlineData("AutoPublishAlias: !Sub \"${X}\"", "'AutoPublishAlias' must be a string or a Ref to a template parameter.")]
    public void Refuses_what_is_no_name(string properties, string cause) => Assert.Contains(cause, ApiTemplates.Fault(FunctionTemplates.Of(properties)).Cause, StringComparison.Ordinal);
}
