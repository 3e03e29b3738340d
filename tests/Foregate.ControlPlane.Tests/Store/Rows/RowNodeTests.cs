// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.ControlPlane.Store;
using Foregate.ControlPlane.Store.Rows;
using Foregate.ControlPlane.Store.Secrets;
using Foregate.Definitions;

namespace Foregate.ControlPlane.Tests.Store.Rows;

public sealed class RowNodeTests : IDisposable
{
    private const string Account = """{"accountId":"000000000000","region":"us-east-1"}""";
    private const string Api = """{"id":"a","name":"n","createdDate":"2026-01-02T03:04:05+00:00","rootResourceId":"r"}""";
    private readonly MasterKey _key = new(new byte[32]);

    public void Dispose() => _key.Dispose();

    [Fact]
    public void The_rows_of_one_part_may_be_parted_by_those_of_one_that_begins_alike()
    {
        var account = Build(("", Account), ("restApis/a", Api), ("restApis/a-b", Api), ("restApis/a/resources/r", """{"id":"r","path":"/"}"""), ("restApis/b", Api));
        Assert.Equal(["a", "a-b", "b"], account.RestApis.Keys);
        Assert.Equal("/", account.RestApis["a"].Resources["r"].Path);
        Assert.Empty(account.RestApis["a-b"].Resources);
    }

    [Fact]
    public void Rows_that_come_after_their_part_was_built_are_refused() => Assert.Contains("out of order", Assert.Throws<StoreException>(
        () => Build(("", Account), ("restApis/a", Api), ("restApis/b", Api), ("restApis/a/resources/r", """{"id":"r","path":"/"}"""))).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("restApis/a", """{"id":"a","name":"n","createdDate":"2026-01-02T03:04:05+00:00","rootResourceId":"r","mood":"good"}""", "row 'restApis/a' of 000000000000/us-east-1 cannot be read: RestApi has a member 'mood' that this version does not know")]
    [InlineData("restApis/a", "{", "row 'restApis/a' of 000000000000/us-east-1 cannot be read")]
    [InlineData("restApis/a/stages/prod", "{}", "row 'restApis/a' of 000000000000/us-east-1 is missing")]
    [InlineData("portals/a", "{}", "has rows of a kind 'portals' that this version does not know")]
    [InlineData("restApis", "{}", "has a row 'restApis' that no version writes")]
    [InlineData("apiKeys/k", """{"id":"k","createdDate":"2026-01-02T03:04:05+00:00","lastUpdatedDate":"2026-01-02T03:04:05+00:00"}""", "row 'apiKeys/k' of 000000000000/us-east-1 has lost its secret")]
    public void What_this_version_does_not_write_is_refused_with_the_version_that_did(string path, string body, string why)
    {
        var refusal = Assert.Throws<StoreException>(() => Build(("", Account), (path, body)));
        Assert.Equal(StoreFault.Corrupt, refusal.Fault);
        Assert.Contains(why, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("there.db", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("Version 9.8.7 wrote there last", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_deployment_without_its_bundle_is_refused() => Assert.Contains("names a bundle", Assert.Throws<StoreException>(() => Build(
        new StoredRow("", Encoding.UTF8.GetBytes(Account), null, null),
        new StoredRow("restApis/a", Encoding.UTF8.GetBytes(Api), null, null),
        new StoredRow("restApis/a/deployments/d", """{"id":"d","createdDate":"2026-01-02T03:04:05+00:00"}"""u8.ToArray(), null, new byte[32]))).Message, StringComparison.Ordinal);

    private Account Build(params (string Path, string Body)[] rows) => Build([.. rows.Select(row => new StoredRow(row.Path, Encoding.UTF8.GetBytes(row.Body), null, null))]);

    private Account Build(params StoredRow[] rows) =>
        RowNode.Build(new RowSource(new AccountKey("000000000000", "us-east-1"), "there.db", "9.8.7", _key, [], _ => null), rows);
}
