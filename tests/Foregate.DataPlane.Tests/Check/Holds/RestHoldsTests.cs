// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Check.Holds;
using Foregate.DataPlane.Pipeline;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Tests.Pipeline;
using Foregate.DataPlane.Verdicts;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;
using Foregate.Definitions.DomainNames;

namespace Foregate.DataPlane.Tests.Check.Holds;

public sealed class RestHoldsTests
{
    public static TheoryData<string, Method> Closed => new()
    {
        { "CUSTOM authorization is not enforced yet.", GivenAccount.Get with { AuthorizationType = AuthorizationType.Custom } },
        { "COGNITO_USER_POOLS authorization is not enforced yet.", GivenAccount.Get with { AuthorizationType = AuthorizationType.CognitoUserPools } },
        { "Firehose streams are not served yet.", With(new Integration { Type = IntegrationType.AwsProxy, Uri = "arn:aws:apigateway:us-east-1:firehose:action/PutRecord" }) },
    };

    [Theory]
    [MemberData(nameof(Closed))]
    public void What_must_not_be_passed_by_keeps_a_method_closed(string reason, Method method) =>
        Assert.Equal([reason], RestHolds.Closing(GivenAccount.RestApi("/pets", method), new ApiSnapshot(), method));

    [Fact]
    public void A_policy_and_a_private_endpoint_keep_all_methods_closed()
    {
        var api = GivenAccount.RestApi("/pets", GivenAccount.Get) with { EndpointConfiguration = new EndpointConfiguration { Types = [EndpointType.Private] } };
        Assert.Equal(
            ["Resource policies are not enforced yet.", "Private endpoints are not served yet."],
            RestHolds.Closing(api, new ApiSnapshot { Policy = "{}" }, GivenAccount.Get));
    }

    [Fact]
    public void A_validator_and_keys_from_the_header_close_nothing()
    {
        var snapshot = new ApiSnapshot { RequestValidators = OrdinalMap.Empty<RequestValidator>().Add("val001", new RequestValidator { Id = "val001", ValidateRequestBody = true, ValidateRequestParameters = true }) };
        var method = GivenAccount.Get with { RequestValidatorId = "val001", ApiKeyRequired = true };
        var api = GivenAccount.RestApi("/pets", method);
        Assert.Empty(RestHolds.Closing(api, snapshot, method));
        Assert.Equal(["API keys from an authorizer are not served yet."], RestHolds.Closing(api, snapshot with { ApiKeySource = ApiKeySourceType.Authorizer }, method));
    }

    [Fact]
    public void What_a_stage_says_and_is_served_without_is_noted()
    {
        var stage = GivenAccount.Prod with
        {
            WebAclArn = "arn:aws:wafv2:us-east-1:123456789012:regional/webacl/a/b",
            TracingEnabled = true,
        };
        var snapshot = new ApiSnapshot();
        var api = GivenAccount.RestApi("/pets", GivenAccount.Get) with { SecurityPolicy = "SecurityPolicy_TLS13_1_3_2025_09", EndpointAccessMode = "STRICT" };
        List<CompilationFault> held = [];
        RestHolds.Note(api, snapshot, stage, GivenRequest.Compilation(ApiKind.Rest, held: held));
        Assert.Equal(4, held.Select(static item => item.Message).Distinct().Count());
        held.Clear();
        RestHolds.Note(GivenAccount.RestApi("/pets", GivenAccount.Get), new ApiSnapshot(), GivenAccount.Prod, GivenRequest.Compilation(ApiKind.Rest, held: held));
        Assert.Empty(held);
    }

    [Fact]
    public void A_snapshot_tells_all_that_is_held_and_what_it_kept_from_the_one_before()
    {
        using var ledgers = new Ledgers(Sample.Options);
        var method = GivenAccount.Get with { AuthorizationType = AuthorizationType.AwsIam };
        var account = GivenAccount.Rest(method: method) with
        {
            DomainNames = OrdinalMap.Empty<DomainName>().Add("api.example.com", new DomainName { Name = "api.example.com", Label = "abcdefghij" }),
        };
        var (first, _) = SnapshotCompiler.Compile(account, ledgers);
        string[] expected = ["/restapis/rest123456/resources/res001/methods/GET", "/domainnames/api.example.com"];
        Assert.Equal(expected, first!.Held.Select(static item => item.Path));
        var (second, _) = SnapshotCompiler.Compile(account, ledgers, first);
        Assert.Equal(expected, second!.Held.Select(static item => item.Path));
    }

    [Fact]
    public void A_domain_name_from_before_strictness_does_not_keep_the_rest_from_changing()
    {
        using var ledgers = new Ledgers(Sample.Options with { StrictAws = true });
        var one = new DomainName { Name = "api.example.com", Label = "abcdefghij" };
        var account = GivenAccount.Rest() with { DomainNames = OrdinalMap.Empty<DomainName>().Add(one.Name, one) };
        Assert.Equal("/domainnames/api.example.com", Assert.Single(SnapshotCompiler.Compile(account, ledgers).Faults).Path);
        var start = SnapshotCompiler.CompileAll([account], ledgers);
        Assert.Empty(SnapshotCompiler.Compile(account with { ApiKeys = account.ApiKeys.Clear() }, ledgers, start).Faults);
        var two = account with { DomainNames = account.DomainNames.Add("two.example.com", one with { Name = "two.example.com" }) };
        Assert.Equal("/domainnames/two.example.com", Assert.Single(SnapshotCompiler.Compile(two, ledgers, start).Faults).Path);
    }

    [Fact]
    public void An_api_whose_own_endpoint_is_disabled_has_no_stage_there()
    {
        using var ledgers = new Ledgers(Sample.Options);
        var account = GivenAccount.Rest();
        account = account with { RestApis = account.RestApis.SetItem("rest123456", account.RestApis["rest123456"] with { DisableExecuteApiEndpoint = true }) };
        var exchange = GivenRequest.Of("GET", "/_aws/execute-api/rest123456/prod/pets/7");
        Assert.Same(Rejections.Rest.UnknownStage, SnapshotCompiler.Compile(account, ledgers).Snapshot!.Addresses.Resolve(exchange).Rejection);
    }

    private static Method With(Integration integration) => GivenAccount.Get with { MethodIntegration = integration };

    private static Method Answer(IntegrationResponse response) => With(GivenAccount.Mock with { IntegrationResponses = OrdinalMap.Empty<IntegrationResponse>().Add("200", response) });

    private static System.Collections.Immutable.ImmutableSortedDictionary<string, string> One(string key, string value) => OrdinalMap.Empty<string>().Add(key, value);
}
