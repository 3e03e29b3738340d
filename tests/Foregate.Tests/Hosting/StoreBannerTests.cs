// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Store.Secrets;
using Foregate.DataPlane.Arrive.Listeners;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Foregate.Hosting;

namespace Foregate.Tests.Hosting;

public sealed class StoreBannerTests
{
    private static readonly Account s_empty = new() { AccountId = "000000000000", Region = "us-east-1" };

    [Fact]
    public void Names_what_is_served_and_where_and_shows_the_first_key()
    {
        var account = s_empty with { RestApis = s_empty.RestApis.Add("abc", new RestApi { Id = "abc", Name = "pets\u001b[2J", CreatedDate = default, RootResourceId = "r" }) };
        var key = new AccessKey { Id = "AKIAEXAMPLE", Secret = "shown", AccountId = "000000000000", Created = default };
        var text = Render(new ForegateOptions { DataDirectory = "d", DevelopmentKeys = false }, [account], key);
        Assert.Contains("serves what the store in d holds: 1 API\n", text, StringComparison.Ordinal);
        Assert.Contains("  pets?[2J (REST API abc, no stage) of 000000000000 in us-east-1\n", text, StringComparison.Ordinal);
        Assert.Contains("  Access  AKIAEXAMPLE shown  (access key of account 000000000000: generated, shown once)\n", text, StringComparison.Ordinal);
        Assert.Contains("  AWS     aws --region us-east-1 --endpoint-url http://127.0.0.1:4566 apigateway get-rest-apis  (with an access key of yours)\n", text, StringComparison.Ordinal);
        Assert.Contains("Invoke  http://127.0.0.1:8080/_aws/execute-api/API/STAGE/\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Says_when_nothing_is_kept_and_offers_no_key_that_is_not_taken()
    {
        Assert.Contains("Nothing is kept", Render(new ForegateOptions(), [], null), StringComparison.Ordinal);
        Assert.DoesNotContain("AWS ", Render(new ForegateOptions { DevelopmentKeys = false }, [], null), StringComparison.Ordinal);
    }

    [Fact]
    public void A_long_list_is_cut()
    {
        var apis = Enumerable.Range(10, 20).Select(n => KeyValuePair.Create($"a{n}", new RestApi { Id = $"a{n}", Name = "n", CreatedDate = default, RootResourceId = "r" }));
        var text = Render(new ForegateOptions { DataDirectory = "d" }, [s_empty with { RestApis = s_empty.RestApis.AddRange(apis) }], null);
        Assert.Contains("and 8 more\n", text, StringComparison.Ordinal);
        Assert.DoesNotContain("a25", text, StringComparison.Ordinal);
    }

    private static string Render(ForegateOptions options, IReadOnlyCollection<Account> accounts, AccessKey? key) =>
        StoreBanner.Render(options, accounts, [ListenerAddress.Parse("http://127.0.0.1:8080")], "http://127.0.0.1:4566/", key);
}
