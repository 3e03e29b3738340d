// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamEvents;

public sealed class EventTypesTests
{
    [Theory]
    [InlineData("{Type: Telegram, Properties: {}}", "Event with id [E] is invalid. Event Type is: Telegram.", "/E/Type")]
    [InlineData("{Properties: {}}", "Event with id [E] is invalid. Resource dict missing key 'Type'.", "/E")]
    [InlineData("{Type: SQS}", "Missing required property 'Queue'.", "/E")]
    [InlineData("{Type: SQS, Properties: {Queue: q, Colour: red}}", "Property Colour is not defined for an event of type SQS.", "/E/Properties/Colour")]
    public void What_is_no_event_is_told_where_it_stands(string happening, string cause, string path)
    {
        var fault = ApiTemplates.Fault(FunctionTemplates.Of(events: $"E: {happening}"));
        Assert.EndsWith(cause, fault.Cause, StringComparison.Ordinal);
        Assert.Equal($"#/Resources/F/Properties/Events{path}", fault.DocumentPath);
    }

    [Fact]
    public void Every_event_that_is_wrong_is_told() =>
        Assert.Equal(3, PublishedTransforms.Run(FunctionTemplates.Of(events: "A: {Type: X}, B: {Type: SQS}, C: {Type: S3, Properties: {Bucket: b, Events: x}}")).Faults.Count);
}
