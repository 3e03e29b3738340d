// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations.Lambda;
using Foregate.ControlPlane.Tests.CloudFormation.Stacks;

namespace Foregate.ControlPlane.Tests.CloudFormation.Types.Lambda;

public sealed class VersionResourceTests
{
    private static readonly Lifecycle s_life = new(
        """
        Resources:
          F: {Type: AWS::Lambda::Function, Properties: {Runtime: nodejs22.x, Handler: index.handler, Code: {ZipFile: a}}}
          G: {Type: AWS::Lambda::Function, Properties: {Runtime: nodejs22.x, Handler: index.handler, Code: {ZipFile: a}}}
          It: {Type: AWS::Lambda::Version, Properties: PROPERTIES}
        """,
        "FunctionName: !Ref F");

    [Fact]
    public void Another_takes_its_place_where_CloudFormation_says_so() => s_life.Replaces("Description: d", "FunctionName: !Ref G");

    [Fact]
    public void Its_end_leaves_nothing_and_a_call_is_seen() => s_life.Ends(static account => Functions.DeleteFunction(account, "shop-F", "1").Account!);

    [Fact]
    public void Two_resources_are_never_one_version()
    {
        var outcome = Deployments.Empty.Deploy("Resources: {F: {Type: AWS::Lambda::Function, Properties: {Runtime: nodejs22.x, Handler: index.handler, Code: {ZipFile: a}}}, V: {Type: AWS::Lambda::Version, Properties: {FunctionName: !Ref F}}, W: {Type: AWS::Lambda::Version, DependsOn: V, Properties: {FunctionName: !Ref F}}}");
        Assert.Equal("1: A version for this Lambda function exists ( 1 ). Modify the function to create a new version. [#/Resources/W/Properties/FunctionName]", Assert.Single(outcome.Lines()));
    }

    [Fact]
    public void A_version_that_is_kept_stays_when_another_takes_its_name()
    {
        const string template = "Resources: {F: {Type: AWS::Lambda::Function, Properties: {Runtime: nodejs22.x, Handler: index.handler, Code: {ZipFile: a}}}, V1: {Type: AWS::Lambda::Version, DeletionPolicy: Retain, Properties: {FunctionName: !Ref F}}}";
        var account = Deployments.Empty.Deployed(template);
        var changed = account.Deployed(template.Replace("ZipFile: a", "ZipFile: b", StringComparison.Ordinal).Replace("V1:", "V2:", StringComparison.Ordinal));
        Assert.Equal([1, 2], changed.Functions["shop-F"].Versions.Keys);
    }
}
