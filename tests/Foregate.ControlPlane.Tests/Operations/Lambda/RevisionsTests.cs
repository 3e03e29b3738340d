// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations.Lambda;

namespace Foregate.ControlPlane.Tests.Operations.Lambda;

public sealed class RevisionsTests
{
    [Fact]
    public void The_same_changes_have_the_same_ids_and_others_have_others()
    {
        Assert.Equal(Revisions.Next("", "a", null), Revisions.Next("", "a", null));
        Assert.NotEqual(Revisions.Next("", "a", "b"), Revisions.Next("", "ab", ""));
        Assert.NotEqual(Revisions.Next("", "a"), Revisions.Next("x", "a"));
        var function = Zips.Account().F();
        var one = Revisions.Revised(function with { Timeout = 5 }, Zips.Context, "configuration").RevisionId;
        Assert.NotEqual(one, Revisions.Revised(function with { Timeout = 6 }, Zips.Context, "configuration").RevisionId);
        Assert.Matches("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", Revisions.Next("", "a"));
    }

    [Fact]
    public void What_is_defined_anew_as_before_was_not_modified()
    {
        var before = Zips.Account("two").F();
        var later = Zips.Context with { Now = Zips.Context.Now.AddDays(1) };
        var request = new Functions.UpdateFunctionCodeRequest { ZipFile = Zips.Of("two"), Publish = true };
        Functions.CreateFunction(Ground.Empty, Zips.Request(), later).Done(out var account);
        Functions.UpdateFunctionCode(account, "f", request, later).Done(out account);
        Assert.NotEqual(before.LastModified, account.F().LastModified);
        var carried = Revisions.Carried(before, account.F());
        Assert.Equal((before.LastModified, before.RevisionId), (carried.LastModified, carried.RevisionId));
        Assert.Same(before.Versions, carried.Versions);

        var changed = account.F() with { Timeout = 9 };
        Assert.Equal(changed.LastModified, Revisions.Carried(before, changed).LastModified);
        Functions.UpdateFunctionCode(account, "f", request with { ZipFile = Zips.Of("three") }, later).Done(out account);
        carried = Revisions.Carried(before, account.F());
        Assert.Equal(later.Now, carried.LastModified);
        Assert.Equal((before.Versions[1], account.F().Versions[2]), (carried.Versions[1], carried.Versions[2]));
    }
}
