// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamFunctions;

public sealed class FunctionEventsTests
{
    [Fact]
    public void Events_come_by_path_and_others_by_name()
    {
        var paths = ApiTemplates.Properties(
            FunctionTemplates.Of(events: "B: {Type: Api, Properties: {Path: /a, Method: get}}, A: {Type: Api, Properties: {Path: /b, Method: get}}, C: {Type: AlexaSkill}"), "ServerlessRestApi")["Body"]!["paths"]!;
        Assert.Equal(2, paths.AsObject().Count);
    }

    [Fact]
    public void An_event_invokes_the_alias_where_there_is_one()
    {
        var resources = ApiTemplates.Resources(FunctionTemplates.Of("AutoPublishAlias: live", "E: {Type: SQS, Properties: {Queue: q}}, S: {Type: Schedule, Properties: {Schedule: x}}"));
        ApiTemplates.Same("""{"Ref": "FAliaslive"}""", resources["FE"]!["Properties"]!["FunctionName"]);
        ApiTemplates.Same("""{"Ref": "FAliaslive"}""", resources["FS"]!["Properties"]!["Targets"]![0]!["Arn"]);
    }
}
