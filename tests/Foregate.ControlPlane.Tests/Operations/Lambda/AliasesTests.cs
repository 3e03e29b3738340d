// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations.Lambda;
using Foregate.Definitions.Lambda;

namespace Foregate.ControlPlane.Tests.Operations.Lambda;

public sealed class AliasesTests
{
    private const string Arn = "arn:aws:lambda:eu-central-1:123456789012:function:f";

    [Fact]
    public void An_alias_names_a_version_that_was_published()
    {
        var account = Zips.Account("two");
        var live = new Aliases.CreateAliasRequest { Name = "live", FunctionVersion = "1" };
        Aliases.CreateAlias(account, "f", live with { FunctionVersion = "2" }).Refused(404, $"Function not found: {Arn}:2");
        Assert.Equal(400, Aliases.CreateAlias(account, "f", live with { FunctionVersion = "live" }).Error!.StatusCode);
        Assert.Equal(400, Aliases.CreateAlias(account, "f", live with { Name = "17" }).Error!.StatusCode);
        var made = Aliases.CreateAlias(account, "f", live).Done(out account);
        Assert.Equal(($"{Arn}:live", "live", "1", ""), (made.AliasArn, made.Name, made.FunctionVersion, made.Description));
        Aliases.CreateAlias(account, "f", live).Refused(409, $"Alias already exists: {Arn}:live");
        Assert.Equal("1", Functions.GetFunctionConfiguration(account, "f:live").Done().Version);

        var moved = Aliases.UpdateAlias(account, "f", "live", new Aliases.UpdateAliasRequest { FunctionVersion = "$LATEST", RevisionId = made.RevisionId }).Done(out account);
        Assert.NotEqual(made.RevisionId, moved.RevisionId);
        Assert.Equal(412, Aliases.UpdateAlias(account, "f", "live", new Aliases.UpdateAliasRequest { RevisionId = made.RevisionId }).Error!.StatusCode);
        Assert.Equal(moved, Aliases.GetAlias(account, "f", "live").Done());
        Aliases.DeleteAlias(account, "f", "live").Done(out account);
        Aliases.GetAlias(account, "f", "live").Refused(404, $"Cannot find alias arn: {Arn}:live");
        Aliases.DeleteAlias(account, "f", "live").Done();
    }

    [Fact]
    public void Aliases_are_listed_by_name_or_of_one_version()
    {
        var account = Zips.Account("two", "three");
        foreach (var (name, version) in new[] { ("b", "1"), ("a", "2"), ("c", "2") })
        {
            Aliases.CreateAlias(account, "f", new Aliases.CreateAliasRequest { Name = name, FunctionVersion = version }).Done(out account);
        }

        Assert.Equal(["a", "b", "c"], Aliases.ListAliases(account, "f").Done().Items.Select(alias => alias.Name));
        Assert.Equal(["a", "c"], Aliases.ListAliases(account, "f", "2").Done().Items.Select(alias => alias.Name));
    }

    [Fact]
    public void The_policy_of_an_alias_goes_with_it()
    {
        var account = Zips.Account("two");
        Aliases.CreateAlias(account, "f", new Aliases.CreateAliasRequest { Name = "live", FunctionVersion = "1" }).Done(out account);
        var permission = new Permission { StatementId = "s", Action = "lambda:InvokeFunction", Principal = "apigateway.amazonaws.com" };
        Permissions.AddPermission(account, "f:live", permission, Ground.Context.Quotas).Done(out account);
        Permissions.AddPermission(account, "f", permission, Ground.Context.Quotas).Done(out account);
        Aliases.DeleteAlias(account, "f", "live").Done(out account);
        Assert.Equal(["s"], account.F().Permissions.Keys);
    }
}
