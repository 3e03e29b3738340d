// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.Frame;

public sealed class PermissionsTests
{
    [Theory]
    [InlineData("Prod", "EPermissionProd")]
    [InlineData("", "EPermission")]
    [InlineData("*", "EPermissiondf58248c41")]
    public void A_suffix_that_is_no_word_is_hashed(string suffix, string id) => Assert.Equal(id, Permissions.IdOf("E", "Permission", suffix));

    [Fact]
    public void An_alias_is_permitted_where_there_is_one()
    {
        var resources = ApiTemplates.Resources(FunctionTemplates.Of("AutoPublishAlias: live", "E: {Type: AlexaSkill}"));
        ApiTemplates.Same("""{"Action": "lambda:InvokeFunction", "FunctionName": {"Ref": "FAliaslive"}, "Principal": "alexa-appkit.amazon.com"}""", resources["FEPermission"]!["Properties"]);
    }
}
