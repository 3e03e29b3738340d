// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Stacks;
using Foregate.ControlPlane.Tests.CloudFormation.Stacks;

namespace Foregate.ControlPlane.Tests.CloudFormation.Reading;

public sealed class TemplateExpansionTests
{
    private const string Loops = """
        Transform: AWS::LanguageExtensions
        Parameters: {Names: {Type: CommaDelimitedList, Default: 'a.x,b'}}
        Resources:
          Fn::ForEach::Keys:
            - Name
            - !Ref Names
            - Key&{Name}:
                Type: AWS::ApiGateway::ApiKey
                Properties:
                  Name: !Ref Name
                  Description: !Sub '${AWS::StackName} ${Name}'
        Outputs:
          Fn::ForEach::Ids:
            - Name
            - [ax, b]
            - {"Out${Name}": {Value: {"Ref": "Key${Name}"}}}
        """;

    [Fact]
    public void Loops_are_written_out_in_every_part()
    {
        var account = Deployments.Empty.Deployed(Loops);
        Assert.Equal(["Keyax", "Keyb"], account.Stacks["shop"].Resources.Keys);
        Assert.Equal(["a.x: shop a.x", "b: shop b"], account.ApiKeys.Values.Select(key => $"{key.Name}: {key.Description}").Order(StringComparer.Ordinal));
        Assert.Equal(["Outax", "Outb"], account.Stacks["shop"].Outputs.Select(output => output.Key));
    }

    [Theory]
    [InlineData("Transform: AWS::LanguageExtensions", "Description: none", "Fn::ForEach belongs to the transform AWS::LanguageExtensions, which the template does not name.")]
    [InlineData("!Ref Names", "!GetAtt Keyb.Arn", "The collection of Fn::ForEach must be a list of texts that is known before resources are made.")]
    [InlineData("Key&{Name}", "Key", "The key Key comes twice once loops and snippets are written out.")]
    [InlineData("[ax, b]", "Name", "The collection of Fn::ForEach must be a list of texts that is known before resources are made.")]
    public void What_is_wrong_with_a_loop_is_told(string good, string bad, string cause) =>
        Assert.Contains(Deployments.Empty.Deploy(Loops.Replace(good, bad, StringComparison.Ordinal)).Faults, fault => fault.Cause == cause);

    [Fact]
    public void A_bomb_of_loops_is_refused()
    {
        var list = string.Join(',', Enumerable.Range(0, 60).Select(i => $"v{i}"));
        var body = "{Type: AWS::ApiGateway::ApiKey}";
        var key = "K${A}${B}${C}${D}";
        var loops = $"{{'{key}': {body}}}";
        foreach (var name in "DCBA")
        {
            loops = $"{{'Fn::ForEach::{name}': [{name}, [{list}], {loops}]}}";
        }

        var outcome = Deployments.Empty.Deploy($"Transform: AWS::LanguageExtensions\nResources: {loops}");
        Assert.Contains(outcome.Faults, fault => fault.Cause == "The template stands for too much once its loops are written out.");
    }

    [Fact]
    public void Snippets_come_from_buckets()
    {
        const string template = """
            Resources:
              Key:
                Type: AWS::ApiGateway::ApiKey
                Properties: {Name: own, Fn::Transform: {Name: AWS::Include, Parameters: {Location: s3://parts/key.yaml}}}
            """;
        var context = new StackContext { Operations = Deployments.Operations, Artifacts = Deployments.Objects(("parts/key.yaml", "{Name: theirs, Description: !Ref AWS::Region}")) };
        var key = Assert.Single(Deployments.Empty.Deploy(template, context).Account!.ApiKeys).Value;
        Assert.Equal(("own", "us-east-1"), (key.Name, key.Description));
        Assert.Contains("There is no object s3://parts/key.yaml.", Assert.Single(Deployments.Empty.Deploy(template).Lines()), StringComparison.Ordinal);
        Assert.Contains("came without its folder", Assert.Single(Deployments.Empty.Deploy(template.Replace("s3://parts/", "", StringComparison.Ordinal)).Lines()), StringComparison.Ordinal);
    }
}
