// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam.SamPolicies;

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamPolicies;

public sealed class ManagedPoliciesTests
{
    [Theory]
    [InlineData("ReadOnlyAccess", "arn:aws:iam::aws:policy/ReadOnlyAccess")]
    [InlineData("AWSLambdaRole", "arn:aws:iam::aws:policy/service-role/AWSLambdaRole")]
    [InlineData("DatabaseAdministrator", "arn:aws:iam::aws:policy/job-function/DatabaseAdministrator")]
    [InlineData("MyOwnPolicy", "MyOwnPolicy")]
    [InlineData("arn:aws:iam::123456789012:policy/Mine", "arn:aws:iam::123456789012:policy/Mine")]
    public void Names_of_AWSs_policies_become_ARNs(string name, string arn) => Assert.Equal(arn, ManagedPolicies.ArnOf(name, "aws"));
}
