// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.DomainNames;
using Foregate.Definitions.DomainNames;

namespace Foregate.ControlPlane.Tests.Operations.DomainNames;

public sealed class RoutingRulesTests
{
    private const string Name = "regional.example.com";

    private readonly DomainGround _ground = new();

    [Fact]
    public void Makes_gets_replaces_and_deletes()
    {
        var rule = _ground.Do(Create(Leads("rest", 5)));
        Assert.Same(rule, RoutingRules.GetRoutingRule(_ground.Account, Name, null, rule.RoutingRuleId).Done());
        Create(Leads("rest", 5)).Refused(409, "A routing rule with priority 5 already exists for this domain name");
        var replaced = _ground.Do(RoutingRules.PutRoutingRule(_ground.Account, Name, null, rule.RoutingRuleId, Leads("rest", 5, new RoutingRuleCondition { MatchBasePaths = ["a"] })));
        Assert.Equal("a", replaced.Conditions[0].MatchBasePaths[0]);
        _ground.Do(RoutingRules.DeleteRoutingRule(_ground.Account, Name, null, rule.RoutingRuleId));
        RoutingRules.GetRoutingRule(_ground.Account, Name, null, rule.RoutingRuleId).Refused(404, "The routing rule resource specified in the request was not found.");
        RoutingRules.GetRoutingRule(_ground.Account, "nobody", null, "a").Refused(404, "The domain name resource specified in the request was not found.");
    }

    [Fact]
    public void Leads_to_REST_APIs_that_are_as_public_as_the_name()
    {
        Create(Leads("http", 1)).Refused(400, "Routing rules only support REST APIs");
        Create(Leads("nobody", 1)).Refused(404, "Invalid API identifier specified nobody");
        Create(Leads("private", 1)).Refused(400, "Private domain names lead to private APIs, public ones to public APIs");
        Assert.Null(RoutingRules.CreateRoutingRule(_ground.Account, "private.example.com", _ground.PrivateId, Leads("private", 1), Ground.Context).Error);
        Create(Leads("rest", 1) with { Actions = [] }).Refused(400, "A routing rule has exactly one action");
        Create(Leads("rest", 1) with { Actions = [new RoutingRuleAction { ApiId = "rest", Stage = "nobody" }] }).Refused(404, "Invalid stage identifier specified");
        Create(Leads("rest", 0)).Refused(400, "Priority must be between 1 and 1000000");
        _ground.Map("http", "h");
        Create(Leads("rest", 1)).Refused(400, "Routing rules are not supported for domain names that lead to HTTP or WebSocket APIs");
    }

    [Theory]
    [InlineData("x-version", "v1", true)]
    [InlineData("Host", "*.example.com", true)]
    [InlineData("Cookie", "*beta*", true)]
    [InlineData("x", "*", true)]
    [InlineData("x", "a*b", false)]
    [InlineData("x", "", false)]
    [InlineData("x-amzn-a", "a", false)]
    [InlineData("X-Forwarded-For", "a", false)]
    [InlineData("Proxy-Anything", "a", false)]
    [InlineData("x-restAPI", "a", false)]
    [InlineData("a-name-that-has-forty-characters-in-all-x", "a", false)]
    public void Checks_headers(string header, string glob, bool isValid) =>
        Assert.Equal(isValid, Create(Leads("rest", 1, Header(header, glob))).Error is null);

    [Fact]
    public void Checks_how_long_globs_are()
    {
        Assert.Null(Create(Leads("rest", 1, Header("x", new string('a', 126) + "*"))).Error);
        Assert.NotNull(Create(Leads("rest", 1, Header("x", new string('a', 127) + "*"))).Error);
        Assert.Null(Create(Leads("rest", 1, Header("x", "*" + new string('a', 39) + "*"))).Error);
        Assert.NotNull(Create(Leads("rest", 1, Header("x", "*" + new string('a', 40) + "*"))).Error);
    }

    [Fact]
    public void Keeps_the_quota_that_is_configured()
    {
        var context = Ground.Context with { Quotas = Ground.Context.Quotas with { RoutingRulesPerDomainName = 0 } };
        Assert.Equal(429, RoutingRules.CreateRoutingRule(_ground.Account, Name, null, Leads("rest", 1), context).Error!.StatusCode);
    }

    private static RoutingRules.RoutingRuleRequest Leads(string api, int priority, params RoutingRuleCondition[] conditions) =>
        new(priority, [.. conditions], [new RoutingRuleAction { ApiId = api, Stage = "dev" }]);

    private static RoutingRuleCondition Header(string name, string glob) => new() { MatchHeaders = [new RoutingRuleHeader { Header = name, ValueGlob = glob }] };

    private OperationResult<RoutingRule> Create(RoutingRules.RoutingRuleRequest request) => RoutingRules.CreateRoutingRule(_ground.Account, Name, null, request, Ground.Context);
}
