// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.CloudFormation.Types.Rest;

public sealed class AccountResourceTests
{
    [Fact]
    public void Is_made_changed_replaced_and_deleted() => new TypeTable(
        "Account",
        "",
        ("CloudWatchRoleArn", "\"arn:aws:iam::123456789012:role/a\"", "\"arn:aws:iam::123456789012:role/b\"")) { IsDeleted = false }.Check();

    [Fact]
    public void The_role_stays_when_the_stack_goes()
    {
        var account = RestStacks.Make("""{"Resources": {"X": {"Type": "AWS::ApiGateway::Account", "Properties": {"CloudWatchRoleArn": "arn:aws:iam::123456789012:role/a"}}}}""");
        Assert.Equal("arn:aws:iam::123456789012:role/a", RestStacks.Delete(account).Settings?.CloudwatchRoleArn);
    }

    [Fact]
    public void What_is_no_role_is_refused_at_the_property()
    {
        var fault = Assert.Single(RestStacks.Try(OpenApi.Imports.Empty, """{"Resources": {"X": {"Type": "AWS::ApiGateway::Account", "Properties": {"CloudWatchRoleArn": "me"}}}}""").Faults);
        Assert.Equal("#/Resources/X/Properties/CloudWatchRoleArn", fault.DocumentPath);
    }
}
