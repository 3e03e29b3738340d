// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Check.ApiKeys;
using Foregate.DataPlane.Verdicts;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Tests.Check.ApiKeys;

public sealed class ApiKeyCheckTests
{
    private const string Good = "good-0123456789-0123456789";
    private const string Disabled = "disabled-0123456789-012345";
    private const string Elsewhere = "elsewhere-0123456789-01234";
    private const string Planless = "planless-0123456789-012345";

    private static readonly Account Account = Given(
        [("k1", Good, true), ("k2", Disabled, false), ("k3", Elsewhere, true), ("k4", Planless, true)],
        Plan("p1", ["k1", "k2", "gone"], new ApiStage { ApiId = "api1234567", Stage = "prod" }),
        Plan("p2", ["k1", "k3"], new ApiStage { ApiId = "api1234567", Stage = "test" }, new ApiStage { ApiId = "other", Stage = "prod" }));

    private static readonly Method Keyed = new() { HttpMethod = "GET", ApiKeyRequired = true };

    [Fact]
    public void Is_not_there_when_the_method_requires_no_key() =>
        Assert.Null(ApiKeyCheck.For(new Method { HttpMethod = "GET" }, "/", Keys(Account), GivenRequest.Compilation(ApiKind.Rest)));

    [Fact]
    public void Lets_a_key_of_a_usage_plan_of_the_stage_through_and_says_whose_it_is()
    {
        var exchange = GivenRequest.Of("GET", "/", "x-api-key: " + Good);
        Assert.Null(Ask(Account, exchange));
        Assert.Equal(("k1", Good), (exchange.ApiKeyId, exchange.ApiKey));
    }

    [Theory]
    [InlineData("X-API-KEY")]
    [InlineData("x-Api-Key")]
    public void Reads_the_header_in_any_case(string name) => Assert.Null(Ask(Account, GivenRequest.Of("GET", "/", name + ": " + Good)));

    [Theory]
    [InlineData("no-such: header", "has no x-api-key")]
    [InlineData("x-api-key:", "has no x-api-key")]
    [InlineData("x-api-key: unknown", "No usage plan of the stage")]
    [InlineData("x-api-key: " + Elsewhere, "No usage plan of the stage")]
    [InlineData("x-api-key: " + Planless, "No usage plan of the stage")]
    [InlineData("x-api-key: GOOD-0123456789-0123456789", "No usage plan of the stage")]
    [InlineData("x-api-key: " + Good + "0", "No usage plan of the stage")]
    [InlineData("x-api-key: good-0123456789-012345678", "No usage plan of the stage")]
    [InlineData("x-api-key: " + Good + ", " + Good, "No usage plan of the stage")]
    [InlineData("x-api-key: " + Disabled, "disabled")]
    [InlineData("x_api_key: " + Good, "has no x-api-key")]
    public void Refuses_everything_else_with_the_same_403(string header, string detail)
    {
        var exchange = GivenRequest.Of("GET", "/", header);
        var rejection = Ask(Account, exchange)!;
        Assert.Equal(
            (403, "Forbidden", "ForbiddenException", RejectionReason.InvalidApiKey),
            (rejection.Status, rejection.Message, rejection.ErrorType, rejection.Reason));
        Assert.Contains(detail, rejection.Detail);
        Assert.Equal("/apis/api1234567/stages/prod", rejection.Place);
        Assert.Null(exchange.ApiKeyId);
        Assert.Null(exchange.ApiKey);
    }

    [Fact]
    public void Counts_the_last_of_several_headers()
    {
        Assert.Null(Ask(Account, GivenRequest.Of("GET", "/", "x-api-key: unknown", "X-Api-Key: " + Good)));
        Assert.NotNull(Ask(Account, GivenRequest.Of("GET", "/", "x-api-key: " + Good, "X-Api-Key: unknown")));
    }

    [Fact]
    public void Tells_many_keys_apart()
    {
        var keys = Enumerable.Range(0, 2_000).Select(i => ("k" + i, "0123456789-0123456789-" + i, i % 3 != 0)).ToArray();
        var check = For(Given(keys, Plan("p", [.. keys.Select(k => k.Item1)], new ApiStage { ApiId = "api1234567", Stage = "prod" })), []);
        foreach (var (id, value, enabled) in keys)
        {
            var exchange = GivenRequest.Of("GET", "/", "x-api-key: " + value);
            var verdict = GivenRequest.Run(check, exchange);
            Assert.Equal(enabled ? VerdictKind.Continue : VerdictKind.Rejected, verdict.Kind);
            Assert.Equal(enabled ? id : null, exchange.ApiKeyId);
        }
    }

    private static Rejection? Ask(Account account, Exchange exchange)
    {
        List<CompilationFault> faults = [];
        var verdict = GivenRequest.Run(For(account, faults), exchange);
        Assert.Empty(faults);
        return verdict.Rejection;
    }

    private static ApiKeyCheck For(Account account, List<CompilationFault> faults)
    {
        var c = GivenRequest.Compilation(ApiKind.Rest, faults, account);
        return ApiKeyCheck.For(Keyed, "/", new StageApiKeys(c), c)!;
    }

    private static StageApiKeys Keys(Account account) => new(GivenRequest.Compilation(ApiKind.Rest, account: account));

    private static Account Given((string Id, string Value, bool Enabled)[] keys, params UsagePlan[] plans)
    {
        var account = new Account { AccountId = "000000000000", Region = "us-east-1" };
        foreach (var (id, value, enabled) in keys)
        {
            account = account with
            {
                ApiKeys = account.ApiKeys.Add(id, new ApiKey { Id = id, Value = value, Enabled = enabled, CreatedDate = default, LastUpdatedDate = default }),
            };
        }

        foreach (var plan in plans)
        {
            account = account with { UsagePlans = account.UsagePlans.Add(plan.Id, plan) };
        }

        return account;
    }

    private static UsagePlan Plan(string id, string[] keys, params ApiStage[] stages)
    {
        var plan = new UsagePlan { Id = id, Name = id, ApiStages = [.. stages] };
        foreach (var key in keys)
        {
            plan = plan with { Keys = plan.Keys.Add(key, new UsagePlanKey { Id = key }) };
        }

        return plan;
    }

    [Fact]
    public void Allocates_nothing()
    {
        var check = For(Account, []);
        foreach (var header in (string[])["x-api-key: " + Good, "x-api-key: " + Disabled, "x-api-key: unknown", "other: header"])
        {
            var exchange = GivenRequest.Of("GET", "/", header);
            Assert.Equal(0, GivenRequest.Allocated(check, exchange));
        }
    }
}
