// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Check.Holds;
using Foregate.DataPlane.Tests.Pipeline;
using Foregate.DataPlane.Verdicts;
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Tests.Check.Holds;

public sealed class HeldCheckTests
{
    private static readonly Method s_private = GivenAccount.Get with { AuthorizationType = AuthorizationType.AwsIam, ApiKeyRequired = true };
    private static readonly ApiSnapshot s_keys = new() { ApiKeySource = ApiKeySourceType.Authorizer };

    [Fact]
    public void Refuses_every_request_and_says_why_in_the_record_only()
    {
        List<CompilationFault> held = [];
        var check = HeldCheck.For(GivenAccount.RestApi("/pets", s_private), s_keys, s_private, GivenRequest.Compilation(ApiKind.Rest, held: held));
        var rejection = GivenRequest.Run(check!, GivenRequest.Of("GET", "/pets")).Rejection!;
        Assert.Equal((500, "Internal server error", RejectionReason.ApiConfigurationError), (rejection.Status, rejection.Message, rejection.Reason));
        Assert.Equal("Execution failed due to configuration error: AWS_IAM authorization is not enforced yet. API keys from an authorizer are not served yet.", rejection.Detail);
        Assert.Equal(["AWS_IAM authorization is not enforced yet. Until it is, requests are answered 500.", "API keys from an authorizer are not served yet. Until it is, requests are answered 500."], held.Select(static item => item.Message));
    }

    [Fact]
    public void Is_a_fault_for_whoever_wants_aws_s_behaviour_or_nothing()
    {
        List<CompilationFault> faults = [];
        List<CompilationFault> held = [];
        HeldCheck.For(GivenAccount.RestApi("/pets", s_private), s_keys, s_private, GivenRequest.Compilation(ApiKind.Rest, faults, options: new GatewayOptions { StrictAws = true }, held: held));
        Assert.Equal((2, 0), (faults.Count, held.Count));
    }

    [Fact]
    public void Is_not_there_where_nothing_is_held() =>
        Assert.Null(HeldCheck.For(GivenAccount.RestApi("/pets", GivenAccount.Get), new ApiSnapshot(), GivenAccount.Get, GivenRequest.Compilation(ApiKind.Rest)));
}
