// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations.Lambda;

namespace Foregate.ControlPlane.Tests.Operations.Lambda;

public sealed class FunctionTagsTests
{
    private const string Arn = "arn:aws:lambda:eu-central-1:123456789012:function:f";

    [Fact]
    public void Tags_come_change_and_go_and_revise_nothing()
    {
        var account = Zips.Account();
        var revision = account.F().RevisionId;
        FunctionTags.TagResource(account, Arn, Ground.Map(("a", "1"), ("b", "2")), Ground.Context.Quotas).Done(out account);
        FunctionTags.TagResource(account, Arn, Ground.Map(("b", "3")), Ground.Context.Quotas).Done(out account);
        Assert.Equal(Ground.Map(("a", "1"), ("b", "3")), FunctionTags.ListTags(account, Arn).Done().Tags);
        FunctionTags.UntagResource(account, Arn, ["a", "c"]).Done(out account);
        Assert.Equal(["b"], FunctionTags.ListTags(account, Arn).Done().Tags.Keys);
        Assert.Equal(revision, account.F().RevisionId);
    }

    [Fact]
    public void What_may_not_be_a_tag_is_refused()
    {
        var account = Zips.Account();
        FunctionTags.TagResource(account, Arn, Ground.Map(("aws:a", "1")), Ground.Context.Quotas).Refused(400, "System tags cannot be added/updated by requester.");
        FunctionTags.TagResource(account, Arn, Ground.Map([.. Enumerable.Range(0, 51).Select(static n => ($"k{n}", ""))]), Ground.Context.Quotas)
            .Refused(400, "Number of tags exceeds resource tag limit.");
        FunctionTags.ListTags(account, Arn + "x").Refused(404, $"Function not found: {Arn}x");
        FunctionTags.ListTags(account, Arn + ":1").Refused(
            400, "This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN.");
    }
}
