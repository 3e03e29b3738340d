// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.SamApis;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

public sealed class SwaggerEditorTests
{
    [Fact]
    public void The_skeleton_s_text_is_the_one_that_AWS_hashes() => Assert.Equal(
        "{'info': {'version': '1.0', 'title': {'Ref': 'AWS::StackName'}}, 'paths': {}, 'swagger': '2.0'}", PythonText.Of(SwaggerEditor.Skeleton()));

    [Fact]
    public void A_method_under_a_condition_has_its_integration_under_it_too()
    {
        var editor = new SwaggerEditor(SwaggerEditor.Skeleton(), null);
        editor.AddLambda("/a", "get", "uri", null, null, "C", "aws");
        var branch = editor.Document["paths"]!["/a"]!["get"]!["Fn::If"]!;
        Assert.Equal("C", branch.Items[0].Text);
        Assert.Equal("uri", branch.Items[1][ApiPaths.Integration]!["uri"]!["Fn::If"]!.Items[1].Text);
    }

    [Fact]
    public void The_caller_s_credentials_are_passed_where_IAM_authorizes()
    {
        Assert.Equal("arn:aws:iam::*:user/*", Credentials(SamNode.Map(("Authorizer", "AWS_IAM")))?.Text);
        Assert.Equal("arn:r", Credentials(SamNode.Map(("Authorizer", "AWS_IAM"), ("InvokeRole", "arn:r")))?.Text);
        Assert.Null(Credentials(SamNode.Map(("Authorizer", "AWS_IAM"), ("InvokeRole", "NONE"))));
        Assert.Null(Credentials(SamNode.Map(("Authorizer", "C"))));
    }

    [Fact]
    public void Refuses_what_is_no_document()
    {
        Assert.Throws<SamRefusal>(() => new SwaggerEditor(SamNode.Map(("swagger", "2.0")), null));
        Assert.Throws<SamRefusal>(() => new SwaggerEditor(SamNode.Map(("openapi", "4.0.0"), ("paths", SamNode.Map())), null));
    }

    private static SamNode? Credentials(SamNode auth)
    {
        var editor = new SwaggerEditor(SwaggerEditor.Skeleton(), null);
        editor.AddLambda("/a", "get", "uri", auth, null, null, "aws");
        return editor.Document["paths"]!["/a"]!["get"]![ApiPaths.Integration]!["credentials"];
    }
}
