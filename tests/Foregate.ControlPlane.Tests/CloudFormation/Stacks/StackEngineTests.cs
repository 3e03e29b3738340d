// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Stacks;
using Foregate.ControlPlane.Operations.ApiGateway;

namespace Foregate.ControlPlane.Tests.CloudFormation.Stacks;

public sealed class StackEngineTests
{
    private const string Shop = """
        Description: A shop
        Parameters:
          Title: {Type: String, Default: Shop}
        Resources:
          Api: {Type: AWS::ApiGateway::RestApi, Properties: {Name: !Ref Title}}
          Pets: {Type: AWS::ApiGateway::Resource, Properties: {RestApiId: !Ref Api, ParentId: !GetAtt Api.RootResourceId, PathPart: pets}}
          List:
            Type: AWS::ApiGateway::Method
            Properties: {RestApiId: !Ref Api, ResourceId: !Ref Pets, HttpMethod: GET, AuthorizationType: NONE, Integration: {Type: MOCK}}
          Table: {Type: AWS::DynamoDB::Table, Properties: {TableName: pets}}
        Outputs:
          Id: {Value: !Ref Api, Description: the API, Export: {Name: shop-api}}
        """;

    [Fact]
    public void A_stack_owns_what_its_template_makes()
    {
        var account = Deployments.Empty.Deployed(Shop, given: ("Title", "Pet shop"));
        var stack = account.Stacks["shop"];
        var api = Assert.Single(account.RestApis).Value;
        Assert.Equal("Pet shop", api.Name);
        Assert.Equal(api.Id, stack.Resources["Api"].PhysicalId);
        Assert.Equal(["Api", "Pets", "List", "Table"], stack.Resources.Values.OrderBy(resource => resource.Order).Select(resource => resource.LogicalId));
        Assert.True(stack.Resources["Table"].IsExternal);
        Assert.Equal(("A shop", StackStatus.CreateComplete, "Pet shop"), (stack.Description, stack.Status, stack.Parameters["Title"].Value));
        var output = Assert.Single(stack.Outputs);
        Assert.Equal(("Id", api.Id, "the API", "shop-api"), (output.Key, output.Value, output.Description, output.ExportName));
        Assert.Matches("^arn:aws:cloudformation:us-east-1:000000000000:stack/shop/[0-9a-f-]{36}$", stack.StackId);
        Assert.Equal(
            ["shop CREATE_IN_PROGRESS", "Api CREATE_IN_PROGRESS", "Api CREATE_IN_PROGRESS", "Api CREATE_COMPLETE"], account.Story().Take(4));
        Assert.Equal("shop CREATE_COMPLETE", account.Story()[^1]);
    }

    [Fact]
    public void The_same_template_again_changes_nothing()
    {
        var account = Deployments.Empty.Deployed(Shop);
        var again = account.Deploy(Shop);
        Assert.True(again.IsUnchanged);
        Assert.Empty(again.Changes);
        Assert.Same(account.RestApis, again.Account!.RestApis);
    }

    [Fact]
    public void Another_output_is_a_change_though_no_resource_is()
    {
        var account = Deployments.Empty.Deployed(Shop);
        var outcome = account.Deploy(Shop.Replace("the API", "its id", StringComparison.Ordinal));
        Assert.False(outcome.IsUnchanged);
        Assert.Empty(outcome.Changes);
    }

    [Fact]
    public void What_cannot_change_in_place_is_made_anew_before_the_old_one_goes()
    {
        var account = Deployments.Empty.Deployed(Shop);
        var outcome = account.Deploy(Shop.Replace("PathPart: pets", "PathPart: animals", StringComparison.Ordinal));
        Assert.Empty(outcome.Lines());
        Assert.Equal(["Modify Pets True", "Modify List True"], outcome.Changes.Select(change => $"{change.Action} {change.LogicalId} {change.IsReplaced}"));
        Assert.Equal(("PathPart", true), (outcome.Changes[0].Properties.Single().Name, outcome.Changes[0].Properties.Single().NeedsReplacement));
        var api = Assert.Single(outcome.Account!.RestApis).Value;
        Assert.Equal(["/", "/animals"], api.Resources.Values.Select(resource => resource.Path).Order(StringComparer.Ordinal));
        Assert.NotEqual(account.Stacks["shop"].Resources["Pets"].PhysicalId, outcome.Stack!.Resources["Pets"].PhysicalId);
        Assert.Equal(["shop UPDATE_COMPLETE_CLEANUP_IN_PROGRESS", "List DELETE_IN_PROGRESS", "List DELETE_COMPLETE", "Pets DELETE_IN_PROGRESS", "Pets DELETE_COMPLETE", "shop UPDATE_COMPLETE"], outcome.Account.Story()[^6..]);
    }

    [Fact]
    public void What_leaves_the_template_is_removed_or_retained_as_it_said()
    {
        var template = Shop.Replace("  List:\n", "  Keys: {Type: AWS::ApiGateway::ApiKey, DeletionPolicy: Retain}\n  Key: {Type: AWS::ApiGateway::ApiKey}\n  List:\n", StringComparison.Ordinal);
        var account = Deployments.Empty.Deployed(template);
        Assert.Equal(2, account.ApiKeys.Count);
        var kept = account.Stacks["shop"].Resources["Keys"].PhysicalId;
        var outcome = account.Deploy(Shop);
        Assert.Equal(["Remove Key", "Remove Keys"], outcome.Changes.Select(change => $"{change.Action} {change.LogicalId}").Order(StringComparer.Ordinal));
        Assert.Equal([kept], outcome.Account!.ApiKeys.Keys);
        Assert.Contains("Keys DELETE_SKIPPED", outcome.Account.Story());
    }

    [Theory]
    [InlineData("Api", "Name: !Ref Title", "Name: ''")]
    [InlineData("Pets", "PathPart: pets", "PathPart: 'no/part'")]
    [InlineData("List", "HttpMethod: GET", "HttpMethod: FETCH")]
    public void A_resource_that_fails_leaves_everything_as_it_was(string id, string good, string bad)
    {
        var broken = Shop.Replace(good, bad, StringComparison.Ordinal);
        var created = Deployments.Empty.Deploy(broken);
        Assert.Null(created.Account);
        Assert.Equal(Deployments.Empty with { Stacks = created.RolledBack!.Stacks }, created.RolledBack);
        Assert.Equal(StackStatus.RollbackComplete, created.RolledBack.Stacks["shop"].Status);
        Assert.Contains($"{id} CREATE_FAILED", created.RolledBack.Story());
        Assert.Empty(created.RolledBack.Stacks["shop"].Resources);

        var account = Deployments.Empty.Deployed(Shop);
        var updated = account.Deploy(broken);
        Assert.Null(updated.Account);
        Assert.Equal(account with { Stacks = updated.RolledBack!.Stacks }, updated.RolledBack);
        var (before, after) = (account.Stacks["shop"], updated.RolledBack.Stacks["shop"]);
        Assert.Equal(StackStatus.UpdateRollbackComplete, after.Status);
        Assert.Equal(before with { Status = after.Status, StatusReason = after.StatusReason, Events = after.Events }, after);
        Assert.Contains($"{id} UPDATE_FAILED", updated.RolledBack.Story());
        Assert.Contains(after.Events.Values, happened => happened.LogicalId == id && happened.Reason?.Contains("template:", StringComparison.Ordinal) == true);
    }

    [Fact]
    public void A_wrong_template_begins_nothing()
    {
        var outcome = Deployments.Empty.Deploy(Shop.Replace("!Ref Title", "!Ref Nobody", StringComparison.Ordinal));
        Assert.NotEmpty(outcome.Faults);
        Assert.Null(outcome.Account);
        Assert.Null(outcome.RolledBack);
    }

    [Fact]
    public void A_resource_cannot_become_one_of_another_type()
    {
        var account = Deployments.Empty.Deployed(Shop);
        var outcome = account.Deploy(Shop.Replace("Type: AWS::DynamoDB::Table, Properties: {TableName: pets}", "Type: AWS::ApiGateway::ApiKey", StringComparison.Ordinal));
        Assert.StartsWith("10: Update of resource type is not permitted.", Assert.Single(outcome.Lines()), StringComparison.Ordinal);
    }

    [Fact]
    public void Stacks_of_one_template_have_things_of_their_own()
    {
        var template = Shop[..Shop.IndexOf("Outputs:", StringComparison.Ordinal)];
        var account = Deployments.Empty.Deployed(template).Deployed(template, "other");
        Assert.Equal(2, account.RestApis.Count);
        Assert.NotEqual(account.Stacks["shop"].Resources["Api"].PhysicalId, account.Stacks["other"].Resources["Api"].PhysicalId);
    }

    [Fact]
    public void What_somebody_changed_by_a_call_is_told_until_the_template_changes_it()
    {
        var account = Deployments.Empty.Deployed(Shop);
        var resource = account.Stacks["shop"].Resources["Pets"];
        var moved = Resources.UpdateResource(account, account.RestApis.Keys.Single(), resource.PhysicalId, account.RestApis.Values.Single().RootResourceId, "animals").Account!;
        var again = moved.Deploy(Shop);
        Assert.True(again.IsUnchanged);
        Assert.Equal(resource.Definition, again.Stack!.Resources["Pets"].Definition);
        Assert.Contains("/pets", resource.Definition, StringComparison.Ordinal);
    }

    [Fact]
    public void A_deployment_is_made_anew_only_where_that_is_asked_for()
    {
        var template = Shop.Replace("Outputs:", "  Deployed: {Type: AWS::ApiGateway::Deployment, DependsOn: List, Properties: {RestApiId: !Ref Api}}\n  Stage: {Type: AWS::ApiGateway::Stage, Properties: {RestApiId: !Ref Api, DeploymentId: !Ref Deployed, StageName: prod}}\nOutputs:", StringComparison.Ordinal);
        var edited = template.Replace("HttpMethod: GET", "HttpMethod: POST", StringComparison.Ordinal);
        var account = Deployments.Empty.Deployed(template);
        var before = account.RestApis.Values.Single().Stages["prod"].DeploymentId;
        Assert.Equal(before, account.Deployed(edited).RestApis.Values.Single().Stages["prod"].DeploymentId);
        var outcome = account.Deploy(edited, new StackContext { Operations = Deployments.Operations, RenewsDeployments = true });
        Assert.Empty(outcome.Lines());
        var renewed = outcome.Account!.RestApis.Values.Single();
        Assert.NotEqual(before, renewed.Stages["prod"].DeploymentId);
        Assert.Equal(["POST"], Assert.Single(renewed.Deployments).Value.Snapshot.Resources.Values.SelectMany(resource => resource.ResourceMethods.Keys));
    }

    [Fact]
    public void A_document_in_a_circle_is_told()
    {
        var outcome = Deployments.Empty.Deploy("Resources: {A: {Type: AWS::ApiGateway::ApiKey, DependsOn: B}, B: {Type: AWS::ApiGateway::ApiKey, DependsOn: A}}");
        Assert.StartsWith("1: Circular dependency between resources: [A, B].", Assert.Single(outcome.Lines()), StringComparison.Ordinal);
    }
}
