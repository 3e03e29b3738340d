// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamPolicies;

public sealed class ExecutionRoleTests
{
    [Fact]
    public void A_role_has_what_the_function_needs_and_what_it_asks_for()
    {
        var role = ApiTemplates.Properties(FunctionTemplates.Of(
            "Tracing: Active, VpcConfig: {SubnetIds: [s]}, DeadLetterQueue: {Type: SNS, TargetArn: arn}, RolePath: /x/, PermissionsBoundary: pb, Policies: [ReadOnlyAccess, ReadOnlyAccess, {Version: \"2012-10-17\", Statement: []}]"), "FRole");
        ApiTemplates.Same(
            """
            ["arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole", "arn:aws:iam::aws:policy/AWSXrayWriteOnlyAccess",
             "arn:aws:iam::aws:policy/service-role/AWSLambdaVPCAccessExecutionRole", "arn:aws:iam::aws:policy/ReadOnlyAccess"]
            """,
            role["ManagedPolicyArns"]);
        Assert.Equal(["DeadLetterQueuePolicy", "FRolePolicy2"], role["Policies"]!.AsArray().Select(policy => (string?)policy!["PolicyName"]));
        Assert.Equal(("/x/", "pb"), ((string?)role["Path"], (string?)role["PermissionsBoundary"]));
    }

    [Fact]
    public void A_function_with_a_role_gets_none() =>
        Assert.False(ApiTemplates.Resources(FunctionTemplates.Of("Role: arn, Policies: ReadOnlyAccess")).ContainsKey("FRole"));
}
