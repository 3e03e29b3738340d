// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.ControlPlane.CloudFormation.Stacks;
using Foregate.Definitions;

namespace Foregate.ControlPlane.Tests.CloudFormation.Stacks;

public sealed class StackRemovalTests
{
    private const string Keys = """
        Resources:
          One: {Type: AWS::ApiGateway::ApiKey}
          Two: {Type: AWS::ApiGateway::ApiKey, DeletionPolicy: Retain}
        Outputs:
          Id: {Value: !Ref One, Export: {Name: one}}
        """;

    [Fact]
    public void A_deleted_stack_takes_what_it_made_and_is_remembered_by_its_id()
    {
        var account = Deployments.Empty.Deployed(Keys);
        var (id, kept) = (account.Stacks["shop"].StackId, account.Stacks["shop"].Resources["Two"].PhysicalId);
        account = Delete(account, "shop");
        Assert.Equal([kept], account.ApiKeys.Keys);
        var gone = Assert.Single(account.Stacks);
        Assert.Equal((id, StackStatus.DeleteComplete, Deployments.Now), (gone.Key, gone.Value.Status, gone.Value.DeletionTime));
        Assert.Equal(["shop DELETE_IN_PROGRESS", "Two DELETE_SKIPPED", "One DELETE_IN_PROGRESS", "One DELETE_COMPLETE", "shop DELETE_COMPLETE"], account.Story()[^5..]);
    }

    [Fact]
    public void A_name_is_free_again_after_its_stack()
    {
        var account = Delete(Deployments.Empty.Deployed(Keys), "shop").Deployed(Keys.Replace("DeletionPolicy: Retain", "", StringComparison.Ordinal).Replace(", }", "}", StringComparison.Ordinal));
        Assert.Equal(2, account.Stacks.Count);
        Assert.Equal(StackStatus.CreateComplete, account.Stacks["shop"].Status);
    }

    [Fact]
    public void What_another_stack_imports_stays()
    {
        var account = Deployments.Empty.Deployed(Keys).Deployed("Resources: {Key: {Type: AWS::ApiGateway::ApiKey, Properties: {Description: !ImportValue one}}}", "user");
        Assert.Equal(account.Stacks["shop"].Outputs[0].Value, account.ApiKeys[account.Stacks["user"].Resources["Key"].PhysicalId].Description);
        var refused = Delete(account, "shop");
        Assert.Equal((StackStatus.DeleteFailed, "Export one cannot be deleted as it is in use by user."), (refused.Stacks["shop"].Status, refused.Stacks["shop"].StatusReason));
        Assert.Same(account.ApiKeys, refused.ApiKeys);
        Assert.DoesNotContain("shop", Delete(Delete(account, "user"), "shop").Stacks.Keys);
    }

    [Fact]
    public void Only_the_last_deleted_ones_are_remembered()
    {
        var account = Deployments.Empty;
        for (var i = 0; i < 55; i++)
        {
            account = Delete(account.Deployed("Resources: {One: {Type: AWS::ApiGateway::ApiKey}}", $"s{i}"), $"s{i}");
        }

        Assert.Equal(50, account.Stacks.Count);
        Assert.Empty(account.ApiKeys);
    }

    private static Account Delete(Account account, string name) => StackRemoval.Delete(account, account.Stacks[name], Deployments.Operations, ImmutableHashSet<string>.Empty);
}
