// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations.Lambda;

namespace Foregate.ControlPlane.Tests.CloudFormation.Types.Lambda;

public sealed class PermissionResourceTests
{
    private static readonly Lifecycle s_life = new(
        """
        Resources:
          F: {Type: AWS::Lambda::Function, Properties: {Runtime: nodejs22.x, Handler: index.handler, Code: {ZipFile: a}}}
          G: {Type: AWS::Lambda::Function, Properties: {Runtime: nodejs22.x, Handler: index.handler, Code: {ZipFile: a}}}
          It: {Type: AWS::Lambda::Permission, Properties: PROPERTIES}
        """,
        "FunctionName: !Ref F, Action: lambda:InvokeFunction, Principal: apigateway.amazonaws.com");

    [Fact]
    public void Another_takes_its_place_whatever_changes() => s_life.Replaces(
        "FunctionName: !GetAtt G.Arn",
        "Action: lambda:GetFunction",
        "Principal: '*'",
        "SourceArn: arn:aws:execute-api:us-east-1:000000000000:a/*/*/*",
        "SourceAccount: '000000000000'",
        "EventSourceToken: t",
        "FunctionUrlAuthType: NONE",
        "PrincipalOrgID: o-1",
        "InvokedViaFunctionUrl: true");

    [Fact]
    public void Its_end_leaves_nothing_and_a_call_is_seen() => s_life.Ends(static account => Permissions.RemovePermission(account, "shop-F", Lifecycle.It(account).PhysicalId).Account!);

    [Fact]
    public void The_old_statement_goes_when_another_takes_its_place()
    {
        var changed = s_life.Deploy(s_life.Made(), "FunctionName: !Ref F, Action: lambda:InvokeFunction, Principal: '*'").Account!;
        Assert.Equal("*", Assert.Single(changed.Functions["shop-F"].Permissions).Value.Principal);
    }
}
