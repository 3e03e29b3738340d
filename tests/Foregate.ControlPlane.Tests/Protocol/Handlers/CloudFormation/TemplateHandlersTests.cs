// SPDX-License-Identifier: Apache-2.0
using System.Xml.Linq;

namespace Foregate.ControlPlane.Tests.Protocol.Handlers.CloudFormation;

public sealed class TemplateHandlersTests : IDisposable
{
    private const string Sam = """
        Transform: AWS::Serverless-2016-10-31
        Parameters: { Colour: { Type: String, AllowedValues: [red, blue] } }
        Resources:
          Api: { Type: AWS::Serverless::HttpApi }
          F: { Type: AWS::Serverless::Function, Properties: { Runtime: nodejs22.x, Handler: index.handler, InlineCode: "exports.handler = () => 1" } }
        """;

    private readonly StackClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void Gives_a_template_as_it_was_given_and_as_its_transform_left_it()
    {
        _client.Create(Sam.Replace("[red, blue]", "[red, blue], Default: red", StringComparison.Ordinal), ("Capabilities.member.1", "CAPABILITY_IAM"), ("Capabilities.member.2", "CAPABILITY_AUTO_EXPAND"));
        Assert.Equal("CREATE_COMPLETE", _client.Status());
        Assert.StartsWith("Transform:", _client.All("GetTemplate", "TemplateBody", ("StackName", "pets"))[0], StringComparison.Ordinal);
        var processed = _client.All("GetTemplate", "TemplateBody", ("StackName", "pets"), ("TemplateStage", "Processed"))[0];
        Assert.Contains("AWS::ApiGatewayV2::Api", processed, StringComparison.Ordinal);
        Assert.DoesNotContain("AWS::Serverless", processed, StringComparison.Ordinal);
        Assert.Equal(("ValidationError", "Stack with id nobody does not exist"), _client.Refused("GetTemplate", ("StackName", "nobody")));
    }

    [Fact]
    public void Summarizes_a_template_whose_parameters_have_no_values_yet()
    {
        var summary = _client.Ask("GetTemplateSummary", ("TemplateBody", Sam));
        Assert.Equal(["AWS::Serverless::Function", "AWS::Serverless::HttpApi"], summary.Element("ResourceTypes")!.Elements().Select(static type => type.Value));
        Assert.Equal(["CAPABILITY_AUTO_EXPAND", "CAPABILITY_IAM"], summary.Element("Capabilities")!.Elements().Select(static capability => capability.Value));
        Assert.Equal("The following resource(s) require capabilities: [AWS::IAM::Role]", summary.Element("CapabilitiesReason")!.Value);
        Assert.Equal(["red", "blue"], summary.Descendants("AllowedValues").Elements().Select(static value => value.Value));
        Assert.Equal("AWS::Serverless-2016-10-31", summary.Element("DeclaredTransforms")!.Value);
    }

    [Fact]
    public void Validates_what_can_be_seen_without_values()
    {
        Assert.Equal(["Colour"], _client.All("ValidateTemplate", "ParameterKey", ("TemplateBody", Sam)));
        Assert.Equal("Template format error: At least one Resources member must be defined.", _client.Refused("ValidateTemplate", ("TemplateBody", "Description: nothing")).Message);
        Assert.Contains("template:1:", _client.Refused("ValidateTemplate", ("TemplateBody", "Resources: { A: !Nobody x }")).Message, StringComparison.Ordinal);
        Assert.Equal("Template format error: unsupported structure.", _client.Refused("ValidateTemplate", ("TemplateBody", "[]")).Message);
    }
}
