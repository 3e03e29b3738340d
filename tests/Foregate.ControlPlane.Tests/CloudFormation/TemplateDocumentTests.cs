// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.Tests.CloudFormation;

public sealed class TemplateDocumentTests
{
    [Fact]
    public void Ids_come_from_logical_ids_and_are_the_same_in_every_run()
    {
        const string text = """
            Resources:
              One: {Type: AWS::ApiGateway::RestApi, Properties: {Name: same}}
              Two: {Type: AWS::ApiGateway::RestApi, Properties: {Name: same}}
            """;
        var first = Templates.Account(text);
        var swapped = Templates.Account(text.Replace("One", "X", StringComparison.Ordinal).Replace("Two", "One", StringComparison.Ordinal).Replace("X:", "Two:", StringComparison.Ordinal));
        Assert.Equal(2, first.RestApis.Count);
        Assert.Equal(first.RestApis.Keys, swapped.RestApis.Keys);
    }

    [Fact]
    public void Every_fault_is_told_at_once_with_line_and_path()
    {
        var lines = Templates.Of(
            """
            Transform: [AWS::Serverless-2016-10-31, MyMacro]
            Hooks: {R: {}}
            Resources:
              Nested: {Type: AWS::CloudFormation::Stack}
              Guard: {Type: AWS::ApiGateway::Authorizer, Properties: {Type: TOKEN}}
              Api:
                Type: AWS::ApiGateway::RestApi
                Properties:
                  Name: a
                  Colour: blue
                  MinimumCompressionSize: 10
            """).Lines();
        Assert.Equal(
            [
                "1: The transform MyMacro is a macro, which Foregate cannot run: macros live on AWS. [#/Transform]",
                "2: Hooks would need deployment hooks, which Foregate does not do yet. [#/Hooks]",
                "4: AWS::CloudFormation::Stack needs the property TemplateURL. [#/Resources/Nested/Properties]",
                "5: AWS::ApiGateway::Authorizer needs the property RestApiId. [#/Resources/Guard/Properties]",
                "5: AWS::ApiGateway::Authorizer needs the property Name. [#/Resources/Guard/Properties]",
                "10: The REST API has no property \"Colour\". [#/Resources/Api/Properties/Colour]",
            ],
            lines);
    }

    [Fact]
    public void Reads_json_too_and_lists_every_stage()
    {
        var result = Templates.Of(
            """
            {"AWSTemplateFormatVersion": "2010-09-09", "Resources": {
              "Api": {"Type": "AWS::ApiGatewayV2::Api", "Properties": {"Name": "quick", "ProtocolType": "HTTP", "Target": "http://127.0.0.1:9000"}}},
             "Outputs": {"Url": {"Value": {"Fn::GetAtt": ["Api", "ApiEndpoint"]}}}}
            """,
            "template.json");
        Assert.Empty(result.Lines());
        var api = Assert.Single(result.Apis);
        Assert.Equal("$default", api.StageName);
        Assert.Equal($"https://{api.ApiId}.execute-api.us-east-1.amazonaws.com", Assert.Single(result.Outputs).Value);
    }

    [Fact]
    public void Other_services_are_known_by_name_and_told_once()
    {
        var result = Templates.Of(
            """
            Resources:
              A: {Type: AWS::SQS::Queue}
              B: {Type: AWS::SQS::Queue}
              C: {Type: AWS::S3::Bucket, Properties: {BucketName: !Sub "${A.QueueName}-files"}}
            Outputs: {Files: {Value: !GetAtt C.Arn}}
            """);
        Assert.Equal("arn:aws:s3:::shop-A-files", Assert.Single(result.Outputs).Value);
        Assert.Equal("Not made here, known by name only: AWS::S3::Bucket, AWS::SQS::Queue (2).", Assert.Single(result.Notices).Text);
    }

    [Fact]
    public void A_made_up_key_stays_over_a_reload()
    {
        const string text = "Resources: {Key: {Type: AWS::ApiGateway::ApiKey}}";
        var first = Templates.Of(text);
        var second = Templates.Of(text, "template.yaml", first);
        Assert.True(Assert.Single(first.GeneratedKeys).IsNew);
        Assert.False(Assert.Single(second.GeneratedKeys).IsNew);
        Assert.Equal(first.GeneratedKeys[0].Value, second.GeneratedKeys[0].Value);
    }

    [Fact]
    public void An_OpenApi_document_that_takes_a_templates_place_leaves_nothing_of_it()
    {
        var template = Templates.Of(
            """
            Resources:
              One: {Type: AWS::ApiGateway::RestApi, Properties: {Name: one}}
              Two: {Type: AWS::ApiGateway::RestApi, Properties: {Name: two}}
              Key: {Type: AWS::ApiGateway::ApiKey}
            """);
        var document = Templates.Of(
            """
            openapi: 3.0.3
            info: {title: alone, version: "1"}
            paths: {/a: {get: {responses: {}, x-amazon-apigateway-integration: {type: http_proxy, httpMethod: GET, uri: "http://127.0.0.1"}}}}
            """,
            "template.yaml",
            template);
        Assert.Equal("alone", Assert.Single(document.Account!.RestApis).Value.Name);
        Assert.Empty(document.Account.ApiKeys);
    }
}
