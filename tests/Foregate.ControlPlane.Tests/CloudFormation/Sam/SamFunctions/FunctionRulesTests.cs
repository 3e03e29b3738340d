// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamFunctions;

public sealed class FunctionRulesTests
{
    [Theory]
    [InlineData("CapacityProviderConfig: {Arn: a}, VpcConfig: {}", "Cannot specify 'CapacityProviderConfig' and 'VpcConfig' together.")]
    [InlineData("FunctionScalingConfig: {}", "'FunctionScalingConfig' requires 'CapacityProviderConfig'.")]
    [InlineData("VersionDeletionPolicy: Delete", "'VersionDeletionPolicy' requires 'AutoPublishAlias'.")]
    [InlineData("ProvisionedConcurrencyConfig: {ProvisionedConcurrentExecutions: 1}", "To set ProvisionedConcurrencyConfig AutoPublishALias must be defined on the function.")]
    [InlineData("DeadLetterQueue: {Type: SES, TargetArn: a}", "'DeadLetterQueue' requires Type of ['SQS', 'SNS'].")]
    [InlineData("TenancyConfig: {TenantIsolationMode: PER_TENANT}, SnapStart: {ApplyOn: x}", "SnapStart is not supported for functions enabled with tenancy configuration.")]
    [InlineData("ImageConfig: {Command: [a]}", "ImageUri or ImageConfig cannot be present when PackageType is of type `Zip`.")]
    [InlineData("PackageType: Image, ImageUri: i", "Runtime, Handler, Layers cannot be present when PackageType is of type `Image`.")]
    [InlineData("PackageType: Image", "'ImageUri' must be set.")]
    [InlineData("PackageType: Tar", "invalid 'PackageType' : Tar.")]
    [InlineData("CapacityProviderConfig: {Name: a}", "Invalid CapacityProviderConfig: Name is not known.")]
    public void Refuses_what_does_not_go_together(string properties, string cause) => Assert.EndsWith(cause, ApiTemplates.Fault(FunctionTemplates.Of(properties)).Cause, StringComparison.Ordinal);

    [Fact]
    public void A_tenants_function_has_events_of_APIs_only() => Assert.Contains(
        "Event source 'SQS' is not supported for functions enabled with tenancy configuration.",
        ApiTemplates.Fault(FunctionTemplates.Of("TenancyConfig: {TenantIsolationMode: PER_TENANT}", "E: {Type: SQS, Properties: {Queue: q}}")).Cause,
        StringComparison.Ordinal);

    [Fact]
    public void A_capacity_provider_is_named_as_CloudFormation_does() => ApiTemplates.Same(
        """{"LambdaManagedInstancesCapacityProviderConfig": {"CapacityProviderArn": "a", "PerExecutionEnvironmentMaxConcurrency": 2}}""",
        ApiTemplates.Properties(FunctionTemplates.Of("CapacityProviderConfig: {Arn: a, PerExecutionEnvironmentMaxConcurrency: 2}"), "F")["CapacityProviderConfig"]);
}
