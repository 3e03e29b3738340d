// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.CloudFormation.Sam.SamApis;
using Foregate.ControlPlane.CloudFormation.Sam.Trees;

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

public sealed class OpenApiEditorTests
{
    [Fact]
    public void Knows_whether_a_route_invokes_a_function()
    {
        var editor = new OpenApiEditor(OpenApiEditor.Skeleton(), null);
        editor.AddLambda("$default", ApiPaths.AnyMethod, SamNode.Sub("arn:${F.Arn}/invocations"), null);
        Assert.True(editor.Invokes("$default", ApiPaths.AnyMethod, "F"));
        Assert.False(editor.Invokes("$default", ApiPaths.AnyMethod, "G"));
        Assert.False(editor.Invokes("/a", "get", "F"));
    }

    [Theory]
    [InlineData("/a/{b}/{proxy+}", "/a/*/*")]
    [InlineData("/a/{rest+}", "/a/{rest+}")]
    public void Only_a_greedy_variable_called_proxy_is_a_wildcard(string path, string expected) => Assert.Equal(expected, OpenApiEditor.Wildcards(path));

    [Fact]
    public void Refuses_a_document_that_is_not_OpenAPI_3()
    {
        Assert.Throws<SamRefusal>(() => new OpenApiEditor(SamNode.Map(("openapi", "3.0.1")), null));
        Assert.Throws<SamRefusal>(() => new OpenApiEditor(SamNode.Map(("swagger", "2.0"), ("paths", SamNode.Map())), null));
    }

    [Fact]
    public void Leaves_an_integration_of_the_document_alone()
    {
        var editor = new OpenApiEditor(OpenApiEditor.Skeleton(), null);
        editor.AddLambda("/a", "get", "first", null);
        editor.AddLambda("/a", "get", "second", null);
        Assert.Equal("first", editor.Document["paths"]!["/a"]!["get"]![ApiPaths.Integration]!["uri"]!.Text);
    }
}
