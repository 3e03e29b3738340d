// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

public sealed class FunctionNamesTests
{
    [Fact]
    public void Another_name_of_a_function_makes_another_deployment()
    {
        var one = Deployment("FunctionName: one");
        Assert.Equal(one, Deployment("FunctionName: one"));
        Assert.NotEqual(one, Deployment("FunctionName: two"));
        Assert.NotEqual(one, Deployment("MemorySize: 128"));
    }

    private static string Deployment(string property) => ApiTemplates.Resources(ApiTemplates.Rest().Replace("InlineCode: x", $"InlineCode: x\n      {property}", StringComparison.Ordinal))
        .Single(entry => (string?)entry.Value!["Type"] == "AWS::ApiGateway::Deployment").Key;
}
