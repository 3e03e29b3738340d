// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations.Lambda;

namespace Foregate.ControlPlane.Tests.CloudFormation.Types.Lambda;

public sealed class AliasResourceTests
{
    private static readonly Lifecycle s_life = new(
        """
        Resources:
          F: {Type: AWS::Lambda::Function, Properties: {Runtime: nodejs22.x, Handler: index.handler, Code: {ZipFile: a}}}
          G: {Type: AWS::Lambda::Function, Properties: {Runtime: nodejs22.x, Handler: index.handler, Code: {ZipFile: a}}}
          V: {Type: AWS::Lambda::Version, Properties: {FunctionName: !Ref F}}
          It: {Type: AWS::Lambda::Alias, DependsOn: V, Properties: PROPERTIES}
        """,
        "FunctionName: !Ref F, FunctionVersion: $LATEST, Name: live");

    [Fact]
    public void Each_property_changes_in_place_and_goes_back() => s_life.Changes("FunctionVersion: !GetAtt V.Version");

    [Fact]
    public void Another_takes_its_place_where_CloudFormation_says_so() => s_life.Replaces("Name: dev", "FunctionName: !Ref G");

    [Fact]
    public void Its_end_leaves_nothing_and_a_call_is_seen() => s_life.Ends(static account => Aliases.UpdateAlias(account, "shop-F", "live", new Aliases.UpdateAliasRequest { Description = "else" }).Account!);

    [Fact]
    public void It_is_known_by_its_arn() => Assert.Equal("arn:aws:lambda:us-east-1:000000000000:function:shop-F:live", Lifecycle.It(s_life.Made()).PhysicalId);
}
