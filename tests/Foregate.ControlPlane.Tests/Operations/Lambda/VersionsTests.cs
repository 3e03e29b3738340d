// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.Operations.Lambda;

namespace Foregate.ControlPlane.Tests.Operations.Lambda;

public sealed class VersionsTests
{
    private static readonly Versions.PublishVersionRequest s_asItIs = new();

    [Fact]
    public void A_version_keeps_the_code_and_the_configuration_of_its_moment()
    {
        var account = Zips.Account("two");
        var first = Functions.GetFunctionConfiguration(account, "f:1").Done();
        Functions.UpdateFunctionConfiguration(account, "f", new Functions.UpdateFunctionConfigurationRequest { Timeout = 99 }, Zips.Context).Done(out account);
        Functions.UpdateFunctionCode(account, "f", new Functions.UpdateFunctionCodeRequest { ZipFile = Zips.Of("three") }, Zips.Context).Done(out account);
        Assert.Equal(first with { Architectures = default }, Functions.GetFunctionConfiguration(account, "f", "1").Done() with { Architectures = default });
        Assert.Equal(("1", 3), (first.Version, first.Timeout));
        Assert.NotEqual(account.F().Code, account.F().Versions[1].Code);
        Assert.EndsWith(":function:f:1", first.FunctionArn, StringComparison.Ordinal);
    }

    [Fact]
    public void What_has_not_changed_is_not_published_again()
    {
        var account = Zips.Account("two");
        Assert.Equal("1", Versions.PublishVersion(account, "f", s_asItIs, Zips.Context).Done().Version);
        Assert.Equal("2", Versions.PublishVersion(account, "f", new Versions.PublishVersionRequest { Description = "x" }, Zips.Context).Done(out account).Version);
        Assert.Equal(("x", ""), (account.F().Versions[2].Description, account.F().Description ?? ""));
        Functions.UpdateFunctionConfiguration(account, "f", new Functions.UpdateFunctionConfigurationRequest { Timeout = 99 }, Zips.Context).Done(out account);
        Assert.Equal("3", Versions.PublishVersion(account, "f", s_asItIs, Zips.Context).Done().Version);
    }

    [Fact]
    public void Only_what_the_caller_has_seen_is_published()
    {
        var account = Zips.Account();
        var sha256 = account.F().CodeSha256;
        Versions.PublishVersion(account, "f", new Versions.PublishVersionRequest { CodeSha256 = "x" }, Zips.Context).Refused(
            400, $"CodeSHA256 (x) is different from current CodeSHA256 in $LATEST ({sha256}). Please try again with the CodeSHA256 in $LATEST.");
        Assert.Equal(412, Versions.PublishVersion(account, "f", new Versions.PublishVersionRequest { RevisionId = "x" }, Zips.Context).Error!.StatusCode);
        Assert.Equal("1", Versions.PublishVersion(account, "f", new Versions.PublishVersionRequest { CodeSha256 = sha256, RevisionId = account.F().RevisionId }, Zips.Context).Done().Version);
    }

    [Fact]
    public void Versions_are_listed_by_their_numbers_and_deleted_one_by_one()
    {
        var account = Zips.Account([.. Enumerable.Range(1, 11).Select(number => $"text {number}")]);
        var first = Versions.ListVersionsByFunction(account, "f", maxItems: 10).Done();
        var second = Versions.ListVersionsByFunction(account, "f", first.Next).Done();
        Assert.Equal(["$LATEST", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10", "11"], first.Items.Concat(second.Items).Select(item => item.Version));
        Aliases.CreateAlias(account, "f", new Aliases.CreateAliasRequest { Name = "live", FunctionVersion = "2" }).Done(out account);
        Assert.Equal(409, Functions.DeleteFunction(account, "f", "2").Error!.StatusCode);
        Functions.DeleteFunction(account, "f", "$LATEST").Refused(400, "$LATEST version cannot be deleted without deleting the function.");
        Functions.DeleteFunction(account, "f:live").Refused(400, "Deletion of aliases is not currently supported.");
        Functions.DeleteFunction(account, "f", "11").Done(out account);
        Functions.GetFunction(account, "f:11").Refused(404, "Function not found: arn:aws:lambda:eu-central-1:123456789012:function:f:11");
        Functions.UpdateFunctionCode(account, "f", new Functions.UpdateFunctionCodeRequest { ZipFile = Zips.Of("new"), Publish = true }, Zips.Context).Done(out account);
        Assert.Equal(12, account.F().Versions.Keys.Max());
    }
}
