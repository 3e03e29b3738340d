// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Stacks;
using Foregate.ControlPlane.Tests.CloudFormation.Stacks;
using Foregate.Definitions;
using Foregate.Definitions.CloudFormation;

namespace Foregate.ControlPlane.Tests.CloudFormation.Types.Stacks;

public sealed class NestedStackResourceTests
{
    private const string Parent = """
        Resources:
          Nested:
            Type: AWS::CloudFormation::Stack
            Properties:
              TemplateURL: https://b.s3.us-east-1.amazonaws.com/nested.yaml
              Parameters: {Name: pets, List: [a, b]}
              Tags: [{Key: k, Value: v}]
          Key: {Type: AWS::ApiGateway::ApiKey, Properties: {Name: !GetAtt Nested.Outputs.Api}}
        """;

    private const string Nested = """
        Parameters: {Name: {Type: String}, List: {Type: CommaDelimitedList}}
        Resources: {Api: {Type: AWS::ApiGatewayV2::Api, Properties: {Name: !Ref Name, ProtocolType: HTTP, Description: !Join ["+", !Ref List]}}}
        Outputs: {Api: {Value: !Ref Api}}
        """;

    [Fact]
    public void A_nested_stack_is_a_stack_of_its_own()
    {
        var account = Deploy(Deployments.Empty).Account!;
        var (parent, nested) = (account.Stacks["shop"], NestedOf(account));
        Assert.Matches("^shop-Nested-[0-9A-Z]{12}$", nested.StackName);
        Assert.Equal((parent.StackId, parent.StackId), (nested.ParentId, nested.RootId));
        Assert.Equal(nested.StackId, parent.Resources["Nested"].PhysicalId);
        Assert.Equal("v", nested.Tags["k"]);
        var api = account.Apis.Values.Single();
        Assert.Equal(("pets", "a+b"), (api.Name, api.Description));
        Assert.Equal(api.ApiId, account.ApiKeys.Values.Single().Name);
    }

    [Fact]
    public void The_same_again_changes_nothing_and_another_template_goes_down()
    {
        var account = Deploy(Deployments.Empty).Account!;
        Assert.True(Deploy(account).IsUnchanged);
        var changed = Deploy(account, nested: Nested.Replace("ProtocolType: HTTP", "ProtocolType: HTTP, Version: v2", StringComparison.Ordinal));
        Assert.Equal("Modify", Assert.Single(changed.Changes).Action);
        Assert.Equal("v2", changed.Account!.Apis.Values.Single().Version);
        Assert.Equal(NestedOf(account).StackId, NestedOf(changed.Account!).StackId);
        Assert.Equal(StackStatus.UpdateComplete, NestedOf(changed.Account!).Status);
    }

    [Fact]
    public void Parameters_go_down_too() => Assert.Equal("cats", Deploy(Deploy(Deployments.Empty).Account!, Parent.Replace("Name: pets", "Name: cats", StringComparison.Ordinal)).Account!.Apis.Values.Single().Name);

    [Fact]
    public void What_fails_below_rolls_everything_back()
    {
        var outcome = Deploy(Deployments.Empty, nested: Nested.Replace("ProtocolType: HTTP", "ProtocolType: SMTP", StringComparison.Ordinal));
        Assert.Equal("2: ProtocolType cannot be \"SMTP\" here. [#/Resources/Nested/Properties]", outcome.Lines()[0]);
        Assert.Empty(outcome.RolledBack!.Apis);
        Assert.Equal(StackStatus.RollbackComplete, Assert.Single(outcome.RolledBack!.Stacks).Value.Status);
    }

    [Fact]
    public void It_goes_with_its_parent_and_when_it_leaves_it()
    {
        var account = Deploy(Deployments.Empty).Account!;
        var deleted = StackRemoval.Delete(account, account.Stacks["shop"], Deployments.Operations, new HashSet<string>());
        Assert.Empty(deleted.Apis);
        Assert.All(deleted.Stacks.Values, static stack => Assert.Equal(StackStatus.DeleteComplete, stack.Status));
        var left = account.Deployed("Resources: {Key: {Type: AWS::ApiGateway::ApiKey, Properties: {Name: n}}}");
        Assert.Empty(left.Apis);
        Assert.Equal(["shop"], left.Stacks.Values.Where(static stack => stack.Status != StackStatus.DeleteComplete).Select(static stack => stack.StackName));
    }

    [Theory]
    [InlineData("https://b.s3.us-east-1.amazonaws.com/else.yaml", "There is no object else.yaml in the bucket b.")]
    [InlineData("https://example.com/nested.yaml", "The template https://example.com/nested.yaml is in no bucket.")]
    [InlineData("./nested.yaml", "The template ./nested.yaml lies beside the template, which came without its folder.")]
    public void A_template_that_cannot_be_had_is_told(string url, string cause) => Assert.Contains(
        $"5: {cause} [#/Resources/Nested/Properties/TemplateURL]", Deploy(Deployments.Empty, Parent.Replace("https://b.s3.us-east-1.amazonaws.com/nested.yaml", url, StringComparison.Ordinal)).Lines());

    [Fact]
    public void A_template_that_names_itself_ends()
    {
        const string template = "Resources: {Nested: {Type: AWS::CloudFormation::Stack, Properties: {TemplateURL: s3://b/nested.yaml}}}";
        Assert.Contains(Deploy(Deployments.Empty, template, template).Lines(), static line => line.Contains("nested more than 16 deep", StringComparison.Ordinal));
    }

    [Fact]
    public void Files_beside_the_template_are_read()
    {
        var folder = Directory.CreateTempSubdirectory("foregate-nested-");
        Directory.CreateDirectory(Path.Combine(folder.FullName, "below"));
        File.WriteAllText(Path.Combine(folder.FullName, "below", "nested.yaml"), Nested);
        var outcome = Deployments.Empty.Deploy(Parent.Replace("https://b.s3.us-east-1.amazonaws.com/nested.yaml", "below/nested.yaml", StringComparison.Ordinal), new StackContext { Operations = Deployments.Operations, Folder = folder.FullName });
        Assert.Empty(outcome.Lines());
        Assert.Equal("pets", outcome.Account!.Apis.Values.Single().Name);
        folder.Delete(recursive: true);
    }

    private static Stack NestedOf(Account account) => account.Stacks.Values.Single(static stack => stack.ParentId is not null);

    private static StackOutcome Deploy(Account account, string parent = Parent, string nested = Nested) =>
        account.Deploy(parent, new StackContext { Operations = Deployments.Operations, Artifacts = Deployments.Objects(("b/nested.yaml", nested)) });
}
