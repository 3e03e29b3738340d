// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Frame;

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

public sealed class InvocationsTests
{
    [Fact]
    public void The_stage_s_name_ends_the_permission_s_id_when_it_can()
    {
        Assert.True(ApiTemplates.Resources(ApiTemplates.Rest()).ContainsKey("FEPermissionProd"));

        var ids = ApiTemplates.Resources(ApiTemplates.Rest().Replace("StageName: Prod", "StageName: a-b", StringComparison.Ordinal)).Select(entry => entry.Key);
        Assert.Contains(ids, id => id == $"FEPermission{LogicalIds.Hash("a-b", 10)}");
    }

    [Fact]
    public void An_alias_is_invoked_in_the_function_s_place() => Assert.Equal(
        "arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${FAliaslive}/invocations",
        (string?)ApiTemplates.Properties(ApiTemplates.Rest().Replace("InlineCode: x", "InlineCode: x\n      AutoPublishAlias: live", StringComparison.Ordinal))
            ["Body"]!["paths"]!["/users/{id}"]!["get"]!["x-amazon-apigateway-integration"]!["uri"]!["Fn::Sub"]);
}
