// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamOthers;

public sealed class CapacityProviderTests
{
    [Fact]
    public void A_provider_gets_a_role_that_manages_its_machines()
    {
        var resources = ApiTemplates.Resources("Resources: {A: {Type: AWS::Serverless::CapacityProvider, Properties: {VpcConfig: {SubnetIds: [s]}, InstanceRequirements: {AllowedTypes: [t]}, ScalingConfig: {MaxVCpuCount: 4, AverageCPUUtilization: 70}}}}");
        ApiTemplates.Same(
            """
            {"VpcConfig": {"SubnetIds": ["s"]}, "PermissionsConfig": {"CapacityProviderOperatorRoleArn": {"Fn::GetAtt": ["AOperatorRole", "Arn"]}}, "Tags": [{"Key": "lambda:createdBy", "Value": "SAM"}],
             "InstanceRequirements": {"AllowedInstanceTypes": ["t"]},
             "CapacityProviderScalingConfig": {"MaxVCpuCount": 4, "ScalingMode": "Manual", "ScalingPolicies": [{"PredefinedMetricType": "LambdaCapacityProviderAverageCPUUtilization", "TargetValue": 70}]}}
            """,
            resources["A"]!["Properties"]);
        ApiTemplates.Same("""["arn:aws:iam::aws:policy/AWSLambdaManagedEC2ResourceOperator"]""", resources["AOperatorRole"]!["Properties"]!["ManagedPolicyArns"]);
    }

    [Theory]
    [InlineData("VpcConfig: {}", "Missing required property 'SubnetIds'.")]
    [InlineData("VpcConfig: {SubnetIds: [s]}, InstanceRequirements: {AllowedTypes: [a], ExcludedTypes: [b]}", "Cannot specify 'InstanceRequirements.AllowedTypes' and 'InstanceRequirements.ExcludedTypes' together.")]
    public void Refuses_what_SAM_refuses(string properties, string cause) =>
        Assert.EndsWith(cause, ApiTemplates.Fault($"Resources: {{A: {{Type: AWS::Serverless::CapacityProvider, Properties: {{{properties}}}}}}}").Cause, StringComparison.Ordinal);
}
