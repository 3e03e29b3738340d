// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Tests.OpenApi;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Tests.CloudFormation.Types.Rest;

public sealed class StageResourceTests
{
    private const string More = Given.Deployments + """
        ,
        "C": {"Type": "AWS::ApiGateway::ClientCertificate"},
        "V": {"Type": "AWS::ApiGateway::DocumentationVersion", "Properties": {"RestApiId": {"Ref": "A"}, "DocumentationVersion": "1"}},
        "W": {"Type": "AWS::ApiGateway::DocumentationVersion", "Properties": {"RestApiId": {"Ref": "A"}, "DocumentationVersion": "2"}}
        """;

    [Fact]
    public void Is_made_changed_replaced_and_deleted() => new TypeTable(
        "Stage",
        More,
        ("AccessLogSetting", """{"Format": "$context.requestId", "DestinationArn": "arn:aws:logs:us-east-1:123456789012:log-group:g"}""", """{"Format": "$context.requestId"}"""),
        ("CacheClusterEnabled", "true", "false"),
        ("CacheClusterSize", "\"1.6\"", "6.1"),
        ("CanarySetting", """{"DeploymentId": {"Ref": "D2"}, "PercentTraffic": 10, "StageVariableOverrides": {"a": "c"}, "UseStageCache": true}""", """{"PercentTraffic": 20}"""),
        ("ClientCertificateId~", """{"Ref": "C"}""", ""),
        ("DeploymentId!", """{"Ref": "D"}""", """{"Ref": "D2"}"""),
        ("Description", "\"c\"", "\"d\""),
        ("DocumentationVersion", """{"Ref": "V"}""", """{"Ref": "W"}"""),
        ("MethodSettings", Settings, """[{"HttpMethod": "*", "ResourcePath": "/*", "CachingEnabled": true}]"""),
        ("RestApiId", """{"Ref": "A"}""", ""),
        ("StageName", "\"one\"", "\"two\""),
        ("Tags", Given.Tags, Given.OtherTags),
        ("TracingEnabled", "true", "false"),
        ("Variables", """{"a": "b"}""", """{"b": "c"}""")) { IsRepeatable = false }.Check();

    private const string Settings = """
        [{"HttpMethod": "*", "ResourcePath": "/*", "LoggingLevel": "INFO", "MetricsEnabled": true, "DataTraceEnabled": true, "ThrottlingBurstLimit": 1, "ThrottlingRateLimit": 2},
        {"HttpMethod": "GET", "ResourcePath": "/~1a~1{b}", "CachingEnabled": true, "CacheTtlInSeconds": 3, "CacheDataEncrypted": true}]
        """;

    [Fact]
    public void What_is_gone_goes_back_to_its_default()
    {
        string Template(string more) =>
            RestStacks.Template("Stage", Given.Deployments, """ "RestApiId": {"Ref": "A"}, "DeploymentId": {"Ref": "D"}, "StageName": "s" """ + more);
        var bare = RestStacks.Make(Template(""));
        var rich = RestStacks.Deploy(bare, Template($$""", "Description": "d", "MethodSettings": {{Settings}}, "Variables": {"a": "b"}, "TracingEnabled": true, "Tags": {{Given.Tags}}, "CacheClusterEnabled": true, "CanarySetting": {"PercentTraffic": 1}, "AccessLogSetting": {"Format": "$context.requestId"}"""));
        Assert.NotEqual(RestStacks.Read(bare, RestStacks.Resource(bare)), RestStacks.Read(rich.Account!, RestStacks.Resource(rich.Account!)));
        var again = RestStacks.Deploy(rich.Account!, Template("")).Account!;
        Assert.Equal(RestStacks.Read(bare, RestStacks.Resource(bare)), RestStacks.Read(again, RestStacks.Resource(again)));
    }

    [Fact]
    public void Settings_of_methods_go_by_path_and_method_and_need_no_role()
    {
        var account = RestStacks.Make(RestStacks.Template("Stage", Given.Deployments, $$""" "RestApiId": {"Ref": "A"}, "DeploymentId": {"Ref": "D"}, "StageName": "s", "MethodSettings": {{Settings}} """));
        Assert.Null(account.Settings);
        var settings = account.RestApis[RestStacks.Resource(account, "A").PhysicalId].Stages["s"].MethodSettings;
        Assert.Equal(new MethodSetting { LoggingLevel = "INFO", MetricsEnabled = true, DataTraceEnabled = true, ThrottlingBurstLimit = 1, ThrottlingRateLimit = 2 }, settings["*/*"]);
        Assert.Equal(new MethodSetting { CachingEnabled = true, CacheTtlInSeconds = 3, CacheDataEncrypted = true }, settings["a/{b}/GET"]);
    }

    [Fact]
    public void What_the_operation_refuses_is_told_at_its_property() => Assert.Equal(
        "#/Resources/X/Properties/CacheClusterSize",
        Assert.Single(RestStacks.Try(
            Imports.Empty,
            RestStacks.Template("Stage", Given.Deployments, """ "RestApiId": {"Ref": "A"}, "DeploymentId": {"Ref": "D"}, "StageName": "s", "CacheClusterSize": "7" """)).Faults).DocumentPath);
}
