// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

public sealed class ImplicitApisTests
{
    private const string Event = "      Events:\n        E:\n          Type: Api\n          Properties: {Path: /a, Method: get}\n";

    [Fact]
    public void Makes_one_API_of_all_events_that_name_none()
    {
        var resources = ApiTemplates.Resources($"Resources:\n{ApiTemplates.Function}{Event}");
        Assert.Equal("AWS::ApiGateway::RestApi", (string?)resources["ServerlessRestApi"]!["Type"]);
        Assert.Equal("Prod", (string?)resources["ServerlessRestApiProdStage"]!["Properties"]!["StageName"]);
        Assert.False(resources.ContainsKey("ServerlessHttpApi"));
    }

    [Fact]
    public void Is_there_when_any_of_its_functions_is()
    {
        var template = ApiTemplates.Transformed(
            $"Conditions:\n  C: !Equals [a, b]\n  D: !Equals [a, b]\nResources:\n{Conditional("F", "C", "/a")}{Conditional("G", "D", "/a", "put")}");
        Assert.Equal("ServerlessRestApiCondition", (string?)template["Resources"]!["ServerlessRestApi"]!["Condition"]);
        ApiTemplates.Same("""{"Fn::Or": [{"Condition": "C"}, {"Condition": "D"}]}""", template["Conditions"]!["ServerlessRestApiCondition"]);
        Assert.Equal("ServerlessRestApiSLASHaPathCondition", (string?)template["Resources"]!["ServerlessRestApi"]!["Properties"]!["Body"]!["paths"]!["/a"]!["Fn::If"]![0]);
    }

    [Fact]
    public void Has_no_condition_when_one_of_its_functions_has_none()
    {
        var api = ApiTemplates.Resources($"Conditions:\n  C: !Equals [a, b]\nResources:\n{Conditional("G", "C", "/g")}{ApiTemplates.Function}{Event}")["ServerlessRestApi"]!;
        Assert.Null(api["Condition"]);
        Assert.Equal("C", (string?)api["Properties"]!["Body"]!["paths"]!["/g"]!["Fn::If"]![0]);
    }

    [Fact]
    public void Is_retained_when_one_of_its_functions_is()
    {
        var function = ApiTemplates.Function.Replace("    Properties:", "    DeletionPolicy: Retain\n    UpdateReplacePolicy: Snapshot\n    Properties:", StringComparison.Ordinal);
        var api = ApiTemplates.Resources($"Resources:\n{function}{Event}")["ServerlessRestApi"]!;
        Assert.Equal("Retain", (string?)api["DeletionPolicy"]);
        Assert.Equal("Snapshot", (string?)api["UpdateReplacePolicy"]);
    }

    [Fact]
    public void Has_the_tags_that_its_functions_hand_on()
    {
        var function = ApiTemplates.Function.Replace("InlineCode: x", "InlineCode: x\n      PropagateTags: true\n      Tags: {a: b}", StringComparison.Ordinal);
        ApiTemplates.Same("""[{"Key": "a", "Value": "b"}]""", ApiTemplates.Properties($"Resources:\n{function}{Event}", "ServerlessRestApi")["Tags"]);
    }

    [Fact]
    public void Tells_of_every_event_that_says_too_little()
    {
        var faults = PublishedTransforms.Run(
            $"Resources:\n{ApiTemplates.Function}      Events:\n        E: {{Type: Api, Properties: {{Path: /a}}}}\n        G: {{Type: HttpApi, Properties: {{Method: get}}}}\n        H: {{Type: Api, Properties: x}}\n").Faults;
        Assert.Contains(faults, fault => fault.Cause.EndsWith("Event with id [E] is invalid. Event is missing key 'Method'.", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Cause.EndsWith("Event with id [G] is invalid. Event is missing key 'Path'.", StringComparison.Ordinal));
        Assert.Contains(faults, fault => fault.Cause.EndsWith("Event with id [H] is invalid. Properties should be a map.", StringComparison.Ordinal));
        Assert.All(faults, fault => Assert.StartsWith("#/Resources/F/Properties/Events/", fault.DocumentPath, StringComparison.Ordinal));
    }

    [Fact]
    public void Twelve_conditions_are_joined_ten_at_a_time()
    {
        var names = Enumerable.Range(10, 12).Select(n => $"C{n}").ToList();
        var conditions = string.Concat(names.Select(name => $"  {name}: !Equals [a, b]\n"));
        var template = ApiTemplates.Transformed($"Conditions:\n{conditions}Resources:\n{string.Concat(names.Select(name => Conditional($"F{name}", name, $"/{name}")))}");
        Assert.Equal(10, template["Conditions"]!["ServerlessRestApiCondition1"]!["Fn::Or"]!.AsArray().Count);
        Assert.Equal(3, template["Conditions"]!["ServerlessRestApiCondition"]!["Fn::Or"]!.AsArray().Count);
    }

    private static string Conditional(string id, string condition, string path, string method = "get") =>
        $"  {id}:\n    Type: AWS::Serverless::Function\n    Condition: {condition}\n    Properties:\n      InlineCode: x\n      Handler: index.handler\n      Runtime: nodejs20.x\n"
        + $"      Events:\n        E:\n          Type: Api\n          Properties: {{Path: {path}, Method: {method}}}\n";
}
