// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Stacks;
using Foregate.ControlPlane.Tests.CloudFormation.Stacks;
using Foregate.Definitions;

namespace Foregate.ControlPlane.Tests.CloudFormation.Reading;

public sealed class TemplateQuotasTests
{
    [Theory]
    [InlineData(500, 200, 200, null)]
    [InlineData(501, 1, 1, "Template format error: Number of resources, 501, is greater than maximum allowed, 500.")]
    [InlineData(1, 201, 1, "Template format error: Number of parameters, 201, is greater than maximum allowed, 200.")]
    [InlineData(1, 1, 201, "Template format error: Number of outputs, 201, is greater than maximum allowed, 200.")]
    public void AWSs_own_numbers_are_kept_where_they_are_asked_for(int resources, int parameters, int outputs, string? cause)
    {
        var template = $"""
            Parameters: {Many(parameters, "P", "{Type: String, Default: a}")}
            Resources: {Many(resources, "R", "{Type: AWS::SNS::Topic}")}
            Outputs: {Many(outputs, "O", "{Value: a}")}
            """;
        var strict = Deployments.Empty.Deploy(template, new StackContext { Operations = Deployments.Operations with { Quotas = Quotas.Default } });
        Assert.Equal(cause, strict.Faults.Select(static fault => fault.Cause).SingleOrDefault());
        Assert.Empty(Deployments.Empty.Deploy(template).Lines());
    }

    private static string Many(int count, string name, string value) => $"{{{string.Join(", ", Enumerable.Range(0, count).Select(i => $"{name}{i}: {value}"))}}}";
}
