// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Stacks;
using Foregate.ControlPlane.Tests.CloudFormation.Stacks;
using Foregate.ControlPlane.Tests.OpenApi;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Tests.CloudFormation.Types.Rest;

public sealed class DeploymentResourceTests
{
    [Fact]
    public void Is_made_changed_replaced_and_deleted() => new TypeTable(
        "Deployment",
        Given.Stages,
        ("DeploymentCanarySettings", """{"PercentTraffic": 10, "StageVariableOverrides": {"a": "c"}, "UseStageCache": true}""", """{"PercentTraffic": 20}"""),
        ("Description", "\"c\"", "\"d\""),
        ("RestApiId", """{"Ref": "A"}""", ""),
        ("StageDescription~!", """{"Description": "d"}""", ""),
        ("StageName~!", """{"Ref": "S"}""", "")).Check();

    private static string Template(string properties) =>
        RestStacks.Template("Deployment", Given.Methods, $$""" "RestApiId": {"Ref": "A"}{{properties}} """);

    private static RestApi Api(Account account) => account.RestApis[RestStacks.Resource(account, "A").PhysicalId];

    [Fact]
    public void The_stage_that_it_names_is_its_own()
    {
        var account = RestStacks.Make(Template(
            """
            , "StageName": "one", "StageDescription": {"Description": "d", "Variables": {"a": "b"}, "CachingEnabled": true, "CacheTtlInSeconds": 5, "ThrottlingRateLimit": 3, "Tags": [{"Key": "k", "Value": "v"}],
            "CacheClusterEnabled": true, "TracingEnabled": true, "CanarySetting": {"PercentTraffic": 5}, "MethodSettings": [{"HttpMethod": "GET", "ResourcePath": "/", "ThrottlingBurstLimit": 4}]}
            """));
        var stage = Assert.Single(Api(account).Stages).Value;
        Assert.Equal(RestStacks.Resource(account).PhysicalId, stage.DeploymentId);
        Assert.Equal(("d", "b", true, true, 5), (stage.Description, stage.Variables["a"], stage.CacheClusterEnabled, stage.TracingEnabled, stage.CanarySettings!.PercentTraffic));
        Assert.Equal(new MethodSetting { CachingEnabled = true, CacheTtlInSeconds = 5, ThrottlingRateLimit = 3 }, stage.MethodSettings["*/*"]);
        Assert.Equal(new MethodSetting { ThrottlingBurstLimit = 4 }, stage.MethodSettings["/GET"]);
        Assert.Equal("v", stage.Tags["k"]);

        var renamed = RestStacks.Deploy(account, Template(""", "StageName": "two" """)).Account!;
        var two = Assert.Single(Api(renamed).Stages).Value;
        Assert.Equal(("two", null, true), (two.StageName, two.Description, two.MethodSettings.IsEmpty));
        Assert.Equal(RestStacks.Resource(account).PhysicalId, two.DeploymentId);
        Assert.Empty(Api(RestStacks.Deploy(renamed, Template("")).Account!).Stages);
        Assert.Empty(RestStacks.Delete(renamed).RestApis);
    }

    [Fact]
    public void A_new_deployment_takes_over_the_stage_of_the_old_one()
    {
        var template = Template(""", "StageName": "one", "StageDescription": {"Description": "d"} """);
        var account = RestStacks.Make(template);
        var after = RestStacks.Deploy(account, template.Replace("\"X\"", "\"Y\"", StringComparison.Ordinal).Replace("\"MOCK\"", "\"MOCK\", \"TimeoutInMillis\": 100", StringComparison.Ordinal)).Account!;
        var stage = Assert.Single(Api(after).Stages).Value;
        Assert.Equal(RestStacks.Resource(after, "Y").PhysicalId, stage.DeploymentId);
        Assert.Equal("d", stage.Description);
        Assert.Equal([stage.DeploymentId], Api(after).Deployments.Keys);
    }

    [Fact]
    public void The_canary_that_it_gives_goes_with_it()
    {
        const string canary = """ "RestApiId": {"Ref": "A"}, "StageName": {"Ref": "S"}, "DeploymentCanarySettings": {"PercentTraffic": 10} """;
        string Canary(bool there) => there ? RestStacks.Template("Deployment", Given.Stages, canary) : "{\"Resources\": {" + Given.Stages + "}}";
        var account = RestStacks.Make(Canary(true));
        Assert.Equal(RestStacks.Resource(account).PhysicalId, Api(account).Stages["s"].CanarySettings!.DeploymentId);
        var after = RestStacks.Deploy(account, Canary(false)).Account!;
        Assert.Null(Api(after).Stages["s"].CanarySettings);
        Assert.Equal(2, Api(after).Deployments.Count);
    }

    [Fact]
    public void A_description_of_no_stage_is_refused() => Assert.Equal(
        "#/Resources/X/Properties/StageDescription", Assert.Single(RestStacks.Try(Imports.Empty, Template(""", "StageDescription": {"Description": "d"} """)).Faults).DocumentPath);

    [Fact]
    public void A_new_deployment_for_a_stage_with_a_canary_is_refused_unless_it_is_one()
    {
        var template = Template(""", "StageName": "one", "StageDescription": {"CanarySetting": {"PercentTraffic": 5}} """);
        var account = RestStacks.Make(template);
        var next = template.Replace("\"X\"", "\"Y\"", StringComparison.Ordinal);
        var fault = Assert.Single(RestStacks.Try(account, next).Faults);
        Assert.Contains("Non canary deployment not supported on stage one because Canary is enabled.", fault.Cause, StringComparison.Ordinal);
        Assert.Equal("#/Resources/Y/Properties/StageName", fault.DocumentPath);

        // Nor is one moved there that served another stage.
        const string canary = """ "Z": {"Type": "AWS::ApiGateway::Stage", "Properties": {"RestApiId": {"Ref": "A"}, "DeploymentId": {"Ref": "D"}, "StageName": "z", "CanarySetting": {"PercentTraffic": 5}}} """;
        string Moved(string name) => RestStacks.Template("Deployment", Given.Deployments + "," + canary, $$""" "RestApiId": {"Ref": "A"}, "StageName": "{{name}}" """).Replace("\"X\": {", "\"X\": {\"DependsOn\": \"Z\", ", StringComparison.Ordinal);
        var moved = RestStacks.Make(Moved("y"));
        Assert.Contains("Non canary deployment not supported on stage z", Assert.Single(RestStacks.Try(moved, Moved("z")).Faults).Cause, StringComparison.Ordinal);

        var without = RestStacks.Deploy(account, Template(""", "StageName": "one" """)).Account!;
        Assert.Null(Api(without).Stages["one"].CanarySettings);
        RestStacks.Deploy(without, next);
    }

    [Fact]
    public void A_deployment_that_is_renewed_by_itself_takes_its_stage_along_with_the_canary()
    {
        const string stages = """ "StageName": "one", "StageDescription": {"CanarySetting": {"PercentTraffic": 5, "StageVariableOverrides": {"a": "b"}}} """;
        var template = Template(", " + stages);
        var account = RestStacks.Make(template);
        var before = RestStacks.Resource(account).PhysicalId;
        var edited = account.Deploy(
            template.Replace("\"MOCK\"", "\"MOCK\", \"TimeoutInMillis\": 100", StringComparison.Ordinal),
            new StackContext { Operations = RestStacks.Operations, RenewsDeployments = true },
            RestStacks.Name);
        Assert.Empty(edited.Faults);
        var renewed = RestStacks.Resource(edited.Account!).PhysicalId;
        var stage = Assert.Single(Api(edited.Account!).Stages).Value;
        Assert.NotEqual(before, renewed);
        Assert.Equal((renewed, renewed, "b"), (stage.DeploymentId, stage.CanarySettings!.DeploymentId, stage.CanarySettings.StageVariableOverrides["a"]));
        Assert.Single(Api(edited.Account!).Deployments);
    }
}
