// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Pipeline;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Verdicts;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.DataPlane.Tests.Pipeline;

public sealed class SnapshotCompilerTests : IDisposable
{
    private readonly Ledgers _ledgers = new(Sample.Options);

    [Fact]
    public void A_rest_stage_knows_who_it_is_and_finds_its_methods()
    {
        var exchange = Resolved(GivenAccount.Rest(), "GET /_aws/execute-api/rest123456/prod/pets/7");
        var stage = exchange.Stage!;
        Assert.Equal((ApiKind.Rest, "rest123456", "prod"), (stage.Kind, stage.ApiId, stage.StageName));
        Assert.Equal(("123456789012", "dep001", "blue"), (stage.AccountId, stage.DeploymentId, stage.Variables["colour"]));
        Assert.Same(Rejections.Rest, stage.Rejections);
        Assert.Equal(VerdictKind.Continue, stage.Binder.Bind(exchange).Kind);
        var plan = exchange.Route.Plan!;
        Assert.Equal(("/pets/{petId}", "GET /pets/{petId}", "res001"), (plan.ResourcePath, plan.RouteKey, plan.ResourceId));
        Assert.Equal("/restapis/rest123456/resources/res001/methods/GET", plan.DefinitionPath);
        Assert.Equal(["petId"], plan.ParameterNames);
        Assert.Equal("7"u8, exchange.Request[exchange.Route.Parameters[0]]);
    }

    [Fact]
    public void An_http_stage_knows_who_it_is_and_finds_its_routes()
    {
        var account = GivenAccount.Empty.WithHttp("ANY /files/{path+}", "integrations/int001", null, GivenAccount.HttpStage("dev"));
        var exchange = Resolved(account, "GET /_aws/execute-api/http123456/dev/files/a/b");
        var stage = exchange.Stage!;
        Assert.Equal((ApiKind.Http, "http123456", "dev", "dep002"), (stage.Kind, stage.ApiId, stage.StageName, stage.DeploymentId));
        Assert.Same(Rejections.Http, stage.Rejections);
        Assert.Equal(VerdictKind.Continue, stage.Binder.Bind(exchange).Kind);
        var plan = exchange.Route.Plan!;
        Assert.Equal(("/files/{path+}", "ANY /files/{path+}", "rou001"), (plan.ResourcePath, plan.RouteKey, plan.ResourceId));
        Assert.Equal("/apis/http123456/routes/rou001", plan.DefinitionPath);
        Assert.Equal(["path"], plan.ParameterNames);
    }

    [Fact]
    public void The_default_route_of_the_default_stage_takes_all()
    {
        var account = GivenAccount.Empty.WithHttp("$default", "integrations/int001", null, GivenAccount.HttpStage("$default"));
        var exchange = Resolved(account, "DELETE /_aws/execute-api/http123456/any/thing");
        Assert.Equal("$default", exchange.Stage!.StageName);
        Assert.Equal(VerdictKind.Continue, exchange.Stage.Binder.Bind(exchange).Kind);
        Assert.Equal(("$default", "$default"), (exchange.Route.Plan!.ResourcePath, exchange.Route.Plan.RouteKey));
        Assert.Empty(exchange.Route.Plan.ParameterNames);
    }

    [Fact]
    public void A_stage_that_nothing_is_deployed_to_is_not_there()
    {
        var account = GivenAccount.Empty.WithHttp("$default", "integrations/int001", null, GivenAccount.HttpStage("dev", null), GivenAccount.HttpStage("$default", null));
        var exchange = Arrived("GET /_aws/execute-api/http123456/dev/x");
        Assert.Same(Rejections.Http.UnknownStage, Compiled(account).Addresses.Resolve(exchange).Rejection);
    }

    [Fact]
    public void What_is_served_is_what_was_deployed_and_not_what_was_changed_since()
    {
        var api = GivenAccount.RestApi("/pets", GivenAccount.Get) with
        {
            Resources = OrdinalMap.Empty<Definitions.ApiGateway.Resource>().Add("res002", new Definitions.ApiGateway.Resource
            {
                Id = "res002", Path = "/new", ResourceMethods = OrdinalMap.Empty<Definitions.ApiGateway.Method>().Add("GET", GivenAccount.Get),
            }),
        };
        var account = GivenAccount.Empty with { RestApis = OrdinalMap.Empty<Definitions.ApiGateway.RestApi>().Add("rest123456", api) };
        var exchange = Resolved(account, "GET /_aws/execute-api/rest123456/prod/new");
        Assert.Equal(RejectionReason.MissingAuthenticationToken, exchange.Stage!.Binder.Bind(exchange).Rejection!.Reason);
    }

    [Fact]
    public void All_faults_of_all_apis_are_told_with_their_places_and_there_is_no_snapshot()
    {
        var account = GivenAccount.Rest(method: GivenAccount.Get with { MethodIntegration = null })
            .WithHttp("GET /x", "integrations/nosuch", null, GivenAccount.HttpStage("dev"));
        var (snapshot, faults) = SnapshotCompiler.Compile(account, _ledgers);
        Assert.Null(snapshot);
        Assert.Equal(
            ["/restapis/rest123456/resources/res001/methods/GET/integration", "/apis/http123456/routes/rou001"],
            faults.Select(static fault => fault.Path));
        Assert.All(faults, static fault => Assert.NotEqual("", fault.Message));
    }

    [Fact]
    public void More_path_variables_than_a_request_has_room_for_are_a_fault()
    {
        var path = string.Concat(Enumerable.Range(0, MatchedRoute.MaxParameters).Select(static i => "/{v" + (char)('a' + (i / 26)) + (char)('a' + (i % 26)) + "}"));
        Compiled(GivenAccount.Rest(path));
        var (snapshot, faults) = SnapshotCompiler.Compile(GivenAccount.Rest(path + "/{more}"), _ledgers);
        Assert.Null(snapshot);
        Assert.Contains(faults, static fault => fault.Message.Contains("33 variables", StringComparison.Ordinal)
            && fault.Path == "/restapis/rest123456/resources/res001/methods/GET");
    }

    [Fact]
    public void The_snapshot_keeps_the_account_it_was_made_of()
    {
        var account = GivenAccount.Rest();
        Assert.Same(account, Compiled(account).Find(account.AccountId, account.Region));
        Assert.Same(GivenAccount.Empty, Assert.Single(Compiled(GivenAccount.Empty).Accounts));
    }

    [Fact]
    public void An_api_that_did_not_change_keeps_its_steps()
    {
        var account = GivenAccount.Rest().WithHttp("ANY /files/{path+}", "integrations/int001", null, GivenAccount.HttpStage("dev"));
        var running = Compiled(account);
        var changed = account with { RestApis = account.RestApis.SetItem("rest123456", account.RestApis["rest123456"] with { Description = "another" }) };
        var next = Compiled(changed, running);
        Assert.NotSame(running.Compiled["rest123456"], next.Compiled["rest123456"]);
        Assert.Same(running.Compiled["http123456"], next.Compiled["http123456"]);
        Assert.Same(next.Compiled["rest123456"], Compiled(changed with { Apis = changed.Apis.Clear() }, next).Compiled["rest123456"]);
        Assert.Equal(["rest123456"], Compiled(changed with { Apis = changed.Apis.Clear() }, next).Compiled.Keys);
    }

    [Fact]
    public void An_api_is_compiled_anew_when_a_part_of_its_account_changes_that_it_was_compiled_from_and_not_otherwise()
    {
        var open = GivenAccount.Rest();
        var keyed = GivenAccount.Rest(method: GivenAccount.Get with { ApiKeyRequired = true });
        var key = new ApiKey { Id = "k", Value = "a-value-of-twenty-characters", CreatedDate = default, LastUpdatedDate = default };
        bool Stays(Account account, Account changed)
        {
            var running = Compiled(account);
            return ReferenceEquals(running.Compiled["rest123456"], Compiled(changed, running).Compiled["rest123456"]);
        }

        Assert.True(Stays(open, open with { }));
        Assert.False(Stays(open, open with { ThrottleSettings = new ThrottleSettings { RateLimit = 7 } }));
        Assert.True(Stays(open, open with { ApiKeys = open.ApiKeys.Add("k", key) }));
        Assert.False(Stays(keyed, keyed with { UsagePlans = keyed.UsagePlans.Add("p", new UsagePlan { Id = "p", Name = "p" }) }));
        var planned = keyed with { ApiKeys = keyed.ApiKeys.Add("k", key), UsagePlans = keyed.UsagePlans.Add("p", Plan(key)) };
        Assert.False(Stays(planned, planned with { ApiKeys = planned.ApiKeys.SetItem("k", key with { Enabled = !key.Enabled }) }));
    }

    [Fact]
    public void The_faults_of_a_changed_api_are_told_beside_one_that_did_not_change()
    {
        var account = GivenAccount.Rest();
        var (snapshot, faults) = SnapshotCompiler.Compile(account.WithHttp("GET /x", "integrations/nosuch", null, GivenAccount.HttpStage("dev")), _ledgers, Compiled(account));
        Assert.Null(snapshot);
        Assert.Equal("/apis/http123456/routes/rou001", Assert.Single(faults).Path);
    }

    [Fact]
    public void Accounts_and_regions_are_served_side_by_side_and_a_change_of_one_keeps_the_steps_of_the_others()
    {
        var one = GivenAccount.Rest();
        var other = (GivenAccount.Empty with { AccountId = "210987654321" }).WithHttp("GET /x", "integrations/int001", null, GivenAccount.HttpStage("dev"));
        var running = Compiled(other, Compiled(one));
        Assert.Equal(["http123456", "rest123456"], running.Compiled.Keys.Order());
        var changed = one with { ThrottleSettings = new ThrottleSettings { RateLimit = 7 } };
        var next = Compiled(changed, running);
        Assert.Same(running.Compiled["http123456"], next.Compiled["http123456"]);
        Assert.NotSame(running.Compiled["rest123456"], next.Compiled["rest123456"]);
        Assert.Same(changed, next.Find(one.AccountId, one.Region));
        Assert.Same(other, next.Find(other.AccountId, other.Region));
        var exchange = Arrived("GET /_aws/execute-api/http123456/dev/x");
        Assert.Equal(VerdictKind.Continue, next.Addresses.Resolve(exchange).Kind);
        Assert.Equal("210987654321", exchange.Stage!.AccountId);
        Assert.Equal(["rest123456"], Compiled(other with { Apis = other.Apis.Clear() }, next).Compiled.Keys);
    }

    [Fact]
    public void An_id_that_another_account_or_region_has_is_a_fault_that_does_not_tell_whose_it_is()
    {
        var account = GivenAccount.Rest();
        var running = Compiled(account);
        Account[] others = [account with { AccountId = "210987654321" }, account with { Region = "eu-west-1" }];
        Assert.All(others, other =>
        {
            var (snapshot, faults) = SnapshotCompiler.Compile(other, _ledgers, running);
            Assert.Null(snapshot);
            Assert.DoesNotContain(account.AccountId, Assert.Single(faults).Message, StringComparison.Ordinal);
            Assert.True(running.IsTakenElsewhere("rest123456", other.AccountId, other.Region));
        });
        Assert.False(running.IsTakenElsewhere("rest123456", account.AccountId, account.Region));
        Assert.False(running.IsTakenElsewhere("nosuch", "210987654321", account.Region));
    }

    [Fact]
    public void At_the_start_what_does_not_compile_is_held_until_it_changes_and_the_rest_is_served()
    {
        var broken = GivenAccount.Rest(method: GivenAccount.Get with { MethodIntegration = null });
        var account = broken.WithHttp("GET /x", "integrations/int001", null, GivenAccount.HttpStage("dev"));
        var started = SnapshotCompiler.CompileAll([account], _ledgers);
        Assert.Equal("/restapis/rest123456/resources/res001/methods/GET/integration", Assert.Single(started.Held).Path);
        Assert.Same(Rejections.Rest.UnknownStage, started.Addresses.Resolve(Arrived("GET /_aws/execute-api/rest123456/prod/x")).Rejection);
        Assert.Equal(VerdictKind.Continue, started.Addresses.Resolve(Arrived("GET /_aws/execute-api/http123456/dev/x")).Kind);

        // Others may change, what they share may, and the held one itself only for the better.
        var next = Compiled(account with { ThrottleSettings = new ThrottleSettings { RateLimit = 7 } }, started);
        Assert.True(next.Compiled["rest123456"].IsLeftOut);
        var worse = account with { RestApis = account.RestApis.SetItem("rest123456", account.RestApis["rest123456"] with { Description = "another" }) };
        Assert.Null(SnapshotCompiler.Compile(worse, _ledgers, started).Snapshot);
        var mended = account with { RestApis = GivenAccount.Rest().RestApis };
        Assert.Equal(VerdictKind.Continue, Compiled(mended, started).Addresses.Resolve(Arrived("GET /_aws/execute-api/rest123456/prod/x")).Kind);
    }

    public void Dispose() => _ledgers.Dispose();

    private static UsagePlan Plan(ApiKey key)
    {
        var plan = new UsagePlan { Id = "p", Name = "p", ApiStages = [new ApiStage { ApiId = "rest123456", Stage = "prod" }] };
        return plan with { Keys = plan.Keys.Add(key.Id, new UsagePlanKey { Id = key.Id }) };
    }

    private static Exchange Arrived(string request)
    {
        var exchange = new Exchange(4096);
        Sample.Read(exchange.Request, request + " HTTP/1.1");
        return exchange;
    }

    private GatewaySnapshot Compiled(Account account, GatewaySnapshot? running = null)
    {
        var (snapshot, faults) = SnapshotCompiler.Compile(account, _ledgers, running);
        Assert.Empty(faults);
        return snapshot!;
    }

    private Exchange Resolved(Account account, string request)
    {
        var exchange = Arrived(request);
        Assert.Equal(VerdictKind.Continue, Compiled(account).Addresses.Resolve(exchange).Kind);
        return exchange;
    }

    [Fact]
    public void Settings_of_a_method_that_is_not_served_are_told()
    {
        using var ledgers = new Ledgers(Sample.Options);
        var setting = new MethodSetting { ThrottlingRateLimit = 1 };
        var api = GivenAccount.RestApi("/pets", GivenAccount.Get)
            .Staged(stage => stage with { MethodSettings = OrdinalMap.Empty<MethodSetting>().Add("*/*", setting).Add("pets/GET", setting).Add("pet/GET", setting).Add("pets/POST", setting) });
        var (snapshot, _) = SnapshotCompiler.Compile(GivenAccount.Empty with { RestApis = OrdinalMap.Empty<RestApi>().Add(api.Id, api) }, ledgers);
        Assert.Equal(
            ["The settings of pet/GET name no method", "The settings of pets/POST name no method"], snapshot!.Held.Select(static held => held.Message[..held.Message.IndexOf(" that", StringComparison.Ordinal)]));
    }
}
