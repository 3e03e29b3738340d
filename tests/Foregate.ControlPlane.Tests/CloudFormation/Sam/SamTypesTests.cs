// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Sam;
using Foregate.ControlPlane.CloudFormation.Sam.Frame;
using Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam;

public sealed class SamTypesTests
{
    [Theory]
    [InlineData("AWS::Serverless::Connector")]
    [InlineData("AWS::Serverless::GraphQLApi")]
    [InlineData("AWS::Serverless::Funktion")]
    public void What_is_not_transformed_is_refused(string type) =>
        Assert.Equal($"{type} is not transformed by Foregate.", ApiTemplates.Fault($"Resources: {{A: {{Type: {type}}}}}").Cause);

    [Fact]
    public void Connectors_of_a_resource_are_refused() =>
        Assert.Equal("Connectors are not transformed by Foregate.", ApiTemplates.Fault(FunctionTemplates.Of(attributes: "Connectors: {A: {}}")).Cause);

    [Fact]
    public void Functions_come_before_the_APIs_that_their_events_change() => Assert.Equal(
        [SamNames.Function, SamNames.StateMachine, SamNames.Api, SamNames.LayerVersion],
        new[] { SamNames.LayerVersion, SamNames.Api, SamNames.StateMachine, SamNames.Function }.OrderBy(SamTypes.Turn));
}
