// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations.Lambda;
using Foregate.Definitions;
using Foregate.Definitions.Lambda;

namespace Foregate.ControlPlane.Tests.Operations.Lambda;

public sealed class PermissionsTests
{
    private static readonly Permission s_permission = new() { StatementId = "s", Action = "lambda:InvokeFunction", Principal = "apigateway.amazonaws.com" };

    private static readonly Quotas s_quotas = Ground.Context.Quotas;

    [Fact]
    public void A_statement_is_added_once_and_taken_away()
    {
        var account = Zips.Account();
        var statement = Permissions.AddPermission(account, "f", s_permission, s_quotas).Done(out account).Statement;
        Assert.Equal(
            """{"Sid":"s","Effect":"Allow","Principal":{"Service":"apigateway.amazonaws.com"},"Action":"lambda:InvokeFunction","Resource":"arn:aws:lambda:eu-central-1:123456789012:function:f"}""",
            statement);
        Permissions.AddPermission(account, "f", s_permission, s_quotas).Refused(
            409, "The statement id (s) provided already exists. Please provide a new statement id, or remove the existing statement.");
        var policy = Permissions.GetPolicy(account, "f").Done();
        Assert.Equal($$"""{"Version":"2012-10-17","Id":"default","Statement":[{{statement}}]}""", policy.Policy);
        Assert.Equal(account.F().RevisionId, policy.RevisionId);
        Permissions.RemovePermission(account, "f", "s").Done(out account);
        Permissions.RemovePermission(account, "f", "s").Refused(404, "Statement s is not found in resource policy.");
        Permissions.GetPolicy(account, "f").Refused(404, "The resource you requested does not exist.");
    }

    [Fact]
    public void Function_version_and_alias_have_policies_of_their_own()
    {
        var account = Zips.Account("two");
        Permissions.AddPermission(account, "f:live", s_permission, s_quotas).Refused(404, "Function not found: arn:aws:lambda:eu-central-1:123456789012:function:f:live");
        Aliases.CreateAlias(account, "f", new Aliases.CreateAliasRequest { Name = "live", FunctionVersion = "1" }).Done(out account);
        var before = (account.F().RevisionId, account.F().Aliases["live"].RevisionId, account.F().Versions[1].RevisionId);
        Permissions.AddPermission(account, "f:live", s_permission, s_quotas).Done(out account);
        var after = (account.F().RevisionId, account.F().Aliases["live"].RevisionId, account.F().Versions[1].RevisionId);
        Assert.Equal((before.Item1, before.Item3), (after.Item1, after.Item3));
        Assert.NotEqual(before.Item2, after.Item2);
        Permissions.AddPermission(account, "f", s_permission with { Qualifier = "1" }, s_quotas).Done(out account);
        Assert.NotEqual(before.Item3, account.F().Versions[1].RevisionId);
        Permissions.AddPermission(account, "f", s_permission, s_quotas).Done(out account);
        Assert.Equal(["1:s", "live:s", "s"], account.F().Permissions.Keys);
        Assert.Contains("function:f:live\"", Permissions.GetPolicy(account, "f", "live").Done().Policy, StringComparison.Ordinal);
        Permissions.RemovePermission(account, "f", "s", "live").Done(out account);
        Assert.Equal(["1:s", "s"], account.F().Permissions.Keys);
        Permissions.AddPermission(account, "f:$LATEST", s_permission, s_quotas).Refused(400, "We currently do not support adding policies for $LATEST.");
    }

    [Fact]
    public void What_the_caller_has_not_seen_is_not_changed()
    {
        var account = Zips.Account();
        const string seen = "The Revision Id provided does not match the latest Revision Id. Call the GetPolicy API to retrieve the latest Revision Id";
        Permissions.AddPermission(account, "f", s_permission, s_quotas, "x").Refused(412, seen);
        Permissions.AddPermission(account, "f", s_permission, s_quotas, account.F().RevisionId).Done(out account);
        Permissions.RemovePermission(account, "f", "s", revisionId: "x").Refused(412, seen);
        Permissions.RemovePermission(account, "f", "s", revisionId: account.F().RevisionId).Done();
    }

    [Fact]
    public void Refuses_what_AWS_refuses()
    {
        var account = Zips.Account();
        Assert.All(
            [
                s_permission with { Action = "s3:GetObject" },
                s_permission with { StatementId = "a.b" },
                s_permission with { Principal = "apigateway" },
                s_permission with { SourceArn = "api" },
                s_permission with { SourceAccount = "12" },
                s_permission with { FunctionUrlAuthType = "SOME" },
            ],
            permission => Assert.Equal(400, Permissions.AddPermission(account, "f", permission, s_quotas).Error!.StatusCode));
        Assert.Equal(
            "PolicyLengthExceededException",
            Permissions.AddPermission(account, "f", s_permission with { SourceArn = "arn:aws:execute-api:eu-central-1:123456789012:" + new string('x', 20_480) }, s_quotas).Error!.Code);
    }
}
