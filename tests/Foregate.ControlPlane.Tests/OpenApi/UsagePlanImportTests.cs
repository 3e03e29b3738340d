// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.OpenApi;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Tests.OpenApi;

public sealed class UsagePlanImportTests
{
    private const string Document = """
        openapi: 3.0.3
        info: { title: T, version: '1' }
        paths: { /a: { get: { security: [{ key: [] }] } } }
        components: { securitySchemes: { key: { type: apiKey, in: header, name: X-Api-Key } } }

        """;

    private const string Plan = "x-foregate-usage-plan: { name: P, apiKeys: [{ name: one }, { name: two, value: 0123456789-0123456789 }] }\n";

    private static readonly ImportOptions Random = new();

    [Fact]
    public void Makes_one_plan_and_one_key_when_a_method_needs_a_key_and_nothing_is_said()
    {
        var result = Import(Document);
        var key = Assert.Single(result.GeneratedKeys);
        Assert.Equal(("default", true, 40), (key.Name, key.IsNew, key.Value.Length));
        var plan = result.Account!.UsagePlans[result.UsagePlanId!];
        Assert.Equal([key.ApiKeyId], plan.Keys.Keys);
        Assert.Equal((result.ApiId, "prod"), (plan.ApiStages[0].ApiId, plan.ApiStages[0].Stage));
        Assert.Equal((key.Value, true), (result.Account.ApiKeys[key.ApiKeyId].Value, result.Account.ApiKeys[key.ApiKeyId].Enabled));
    }

    [Fact]
    public void Makes_nothing_when_no_method_needs_a_key()
    {
        var result = Import(Document.Replace("security: [{ key: [] }]", "", StringComparison.Ordinal));
        Assert.Null(result.UsagePlanId);
        Assert.Empty(result.Account!.ApiKeys);
        Assert.Empty(result.Account.UsagePlans);
    }

    [Fact]
    public void Takes_given_values_and_makes_up_the_others_anew_each_time()
    {
        var (first, second) = (Import(Document + Plan), Import(Document + Plan));
        Assert.Equal(["one"], first.GeneratedKeys.Select(key => key.Name));
        Assert.NotEqual(first.GeneratedKeys[0].Value, second.GeneratedKeys[0].Value);
        Assert.Equal(first.ApiKeyIds, second.ApiKeyIds);
        Assert.Contains(first.Account!.ApiKeys.Values, key => key is { Name: "two", Value: "0123456789-0123456789" });
    }

    [Fact]
    public void Keeps_generated_values_over_a_reload_and_drops_what_was_taken_out()
    {
        var first = Import(Document + Plan);
        var second = Import(Document + Plan.Replace(", { name: two, value: 0123456789-0123456789 }", "", StringComparison.Ordinal), first);
        Assert.Equal(first.GeneratedKeys[0] with { IsNew = false }, Assert.Single(second.GeneratedKeys));
        Assert.Single(second.Account!.ApiKeys);
        Assert.Single(second.Account.UsagePlans);
        Assert.Single(second.Account.UsagePlans[second.UsagePlanId!].Keys);
        Assert.Equal(first.ApiId, second.ApiId);
    }

    [Fact]
    public void Leaves_nothing_behind_when_the_plan_or_the_title_changes()
    {
        var first = Import(Document + Plan);
        var second = Import(Document.Replace("title: T", "title: U", StringComparison.Ordinal), first);
        Assert.Equal([second.ApiId], second.Account!.RestApis.Keys);
        Assert.NotEqual(first.ApiId, second.ApiId);
        Assert.Equal([second.UsagePlanId], second.Account.UsagePlans.Keys);
        Assert.Equal(["default"], second.Account.ApiKeys.Values.Select(key => key.Name));
    }

    [Fact]
    public void Follows_a_document_that_turns_into_an_HTTP_API()
    {
        var first = Import(Document);
        var second = Import("openapi: 3.0.3\ninfo: { title: T, version: '1' }\nx-amazon-apigateway-importexport-version: '1.0'\npaths: { /a: { get: {} } }", first);
        Assert.Empty(second.Account!.RestApis);
        Assert.Empty(second.Account.UsagePlans);
        Assert.Single(second.Account.Apis);
        Assert.Empty(Import(Document, second).Account!.Apis);
    }

    [Fact]
    public void Tells_when_a_plan_without_keys_locks_everybody_out() =>
        Assert.Contains(Import(Document + "x-foregate-usage-plan: {}\n").Notices, notice => notice.Text.Contains("nobody can call", StringComparison.Ordinal));

    [Fact]
    public void Takes_the_plan_s_limits()
    {
        var result = Import(Document + "x-foregate-usage-plan: { apiKeys: [{ name: one }], throttle: { rateLimit: 2.5, burstLimit: 4 }, quota: { limit: 9, offset: 2, period: WEEK } }\n");
        var plan = result.Account!.UsagePlans[result.UsagePlanId!];
        Assert.Equal(new ThrottleSettings { RateLimit = 2.5, BurstLimit = 4 }, plan.Throttle);
        Assert.Equal(new QuotaSettings { Limit = 9, Offset = 2, Period = QuotaPeriodType.Week }, plan.Quota);
    }

    [Theory]
    [InlineData("{ limit: 9, period: YEAR }", "period")]
    [InlineData("{ period: DAY }", "")]
    [InlineData("{ limit: 9, period: DAY, per: 2 }", "per")]
    public void Refuses_a_quota_that_says_too_little(string quota, string place)
    {
        var result = Imports.Of(Document + $"x-foregate-usage-plan: {{ quota: {quota} }}\n", upstream: "http://127.0.0.1", options: Random);
        Assert.Contains(result.Faults(), fault => fault.Contains("#/x-foregate-usage-plan/quota" + (place.Length > 0 ? "/" + place : ""), StringComparison.Ordinal));
    }

    [Fact]
    public void Takes_throttles_of_single_methods_as_AWS_s_plans_have_them()
    {
        var result = Import(Document + """
            x-foregate-usage-plan:
              apiKeys: [{ name: one }]
              productCode: p-1
              apiStages: [{ stage: prod, throttle: { /a/GET: { rateLimit: 0.5, burstLimit: 1 } } }]
            """);
        var plan = result.Account!.UsagePlans[result.UsagePlanId!];
        var stage = Assert.Single(plan.ApiStages);
        Assert.Equal((result.ApiId, "prod"), (stage.ApiId, stage.Stage));
        Assert.Equal(new ThrottleSettings { RateLimit = 0.5, BurstLimit = 1 }, Assert.Single(stage.Throttle).Value);
        Assert.Equal(("/a/GET", "p-1"), (stage.Throttle.Keys.Single(), plan.ProductCode));
        Import(Document + $"x-foregate-usage-plan: {{ apiKeys: [{{ name: one }}], apiStages: [{{ apiId: {result.ApiId} }}] }}\n");
    }

    [Theory]
    [InlineData("[{ throttle: { /b/GET: {} } }]", "0/throttle/~1b~1GET", "names no method of this API")]
    [InlineData("[{ throttle: { a/GET: {} } }]", "0/throttle/a~1GET", "names no method of this API")]
    [InlineData("[{ throttle: { /a/GET: { rateLimit: -1 } } }]", "0/throttle/~1a~1GET", "Throttling limits must be non-negative numbers")]
    [InlineData("[{ stage: test }]", "0/stage", "for its own stage, and that is prod")]
    [InlineData("[{ apiId: abcdefghij }]", "0/apiId", "for its own stage")]
    [InlineData("[{}, {}]", "", "A document has one stage")]
    public void Refuses_a_stage_or_a_throttle_that_is_not_the_document_s(string stages, string place, string words)
    {
        var result = Imports.Of(Document + $"x-foregate-usage-plan: {{ apiStages: {stages} }}\n", upstream: "http://127.0.0.1", options: Random);
        var fault = Assert.Single(result.Faults);
        Assert.Equal("#/x-foregate-usage-plan/apiStages" + (place.Length > 0 ? "/" + place : ""), fault.DocumentPath);
        Assert.Contains(words, fault.Cause, StringComparison.Ordinal);
    }

    private static ImportResult Import(string text, ImportResult? previous = null)
    {
        var result = Imports.Of(text, upstream: "http://127.0.0.1", options: Random with { Previous = previous }, account: previous?.Account);
        Assert.Equal([], result.Faults());
        return result;
    }
}
