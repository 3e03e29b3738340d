// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Pipeline;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.Definitions.DomainNames;

namespace Foregate.DataPlane.Tests.Pipeline;

public sealed class GatewaySnapshotTests : IDisposable
{
    private readonly Ledgers _ledgers = new(Sample.Options);

    public void Dispose() => _ledgers.Dispose();

    [Fact]
    public void Finds_what_an_account_has_in_a_region_and_nothing_of_others()
    {
        var account = GivenAccount.Rest();
        var snapshot = SnapshotCompiler.Compile(account, _ledgers).Snapshot!;
        Assert.Same(account, snapshot.Find(account.AccountId, account.Region));
        Assert.Null(snapshot.Find(account.AccountId, "eu-west-9"));
        Assert.Null(snapshot.Find("999999999999", account.Region));
    }

    [Theory]
    [InlineData("rest123456", "999999999999", "us-east-1", true)]
    [InlineData("rest123456", null, "eu-west-9", true)]
    [InlineData("rest123456", null, null, false)]
    [InlineData("other", "999999999999", "us-east-1", false)]
    public void An_id_is_taken_elsewhere_when_it_is_not_ones_own(string id, string? accountId, string? region, bool isTaken)
    {
        var account = GivenAccount.Rest();
        var snapshot = SnapshotCompiler.Compile(account, _ledgers).Snapshot!;
        Assert.Equal(isTaken, snapshot.IsTakenElsewhere(id, accountId ?? account.AccountId, region ?? account.Region));
    }

    [Theory]
    [InlineData("api.example.com", "999999999999", true)]
    [InlineData("api.example.com", null, false)]
    [InlineData("other.example.com", "999999999999", false)]
    public void A_domain_name_is_taken_when_another_account_has_it(string name, string? accountId, bool isTaken)
    {
        var account = GivenAccount.Rest();
        var domain = new DomainName { Name = "api.example.com", Label = "abcdefghij" };
        var snapshot = SnapshotCompiler.Compile(account with { DomainNames = account.DomainNames.Add(domain.Name, domain) }, _ledgers).Snapshot!;
        Assert.Equal(isTaken, snapshot.IsDomainNameTaken(name, accountId ?? account.AccountId));
    }
}
