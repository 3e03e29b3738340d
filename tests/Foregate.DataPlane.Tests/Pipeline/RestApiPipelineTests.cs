// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Arrive;
using Foregate.DataPlane.Check.ApiKeys;
using Foregate.DataPlane.Check.Holds;
using Foregate.DataPlane.Check.Throttling;
using Foregate.DataPlane.Check.UsagePlans;
using Foregate.DataPlane.Dispatch.Integrations;
using Foregate.DataPlane.Emit.ResponseMapping;
using Foregate.DataPlane.Pipeline;
using Foregate.DataPlane.Verdicts;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.DataPlane.Tests.Pipeline;

public sealed class RestApiPipelineTests
{
    private static readonly Resource Pets = new() { Id = "res001", Path = "/pets" };

    [Fact]
    public void At_the_door_the_method_is_settled_before_the_body() =>
        Assert.Equal([typeof(MethodOverride), typeof(RequestDecompression)], Types(RestApiPipeline.AtTheDoor(GivenRequest.Compilation(ApiKind.Rest))));

    [Fact]
    public void A_method_with_everything_checks_the_key_before_it_takes_a_token_and_both_before_the_back_end()
    {
        var stage = GivenAccount.Prod with
        {
            MethodSettings = OrdinalMap.Empty<MethodSetting>().Add("*/*", new MethodSetting { ThrottlingRateLimit = 1, ThrottlingBurstLimit = 1 }),
        };
        Assert.Equal(
            [typeof(ApiKeyCheck), typeof(UsagePlanLimit), typeof(Throttle), typeof(MockIntegration), typeof(IntegrationResponseSelection)],
            Types(Steps(stage, GivenAccount.Get with { ApiKeyRequired = true })));
    }

    [Fact]
    public void What_is_not_configured_is_not_there() =>
        Assert.Equal([typeof(MockIntegration), typeof(IntegrationResponseSelection)], Types(Steps(GivenAccount.Prod, GivenAccount.Get)));

    [Fact]
    public void A_function_is_a_back_end_like_others()
    {
        var function = new Integration { Type = IntegrationType.AwsProxy, HttpMethod = "POST", Uri = Doubles.FunctionBehind.Uri };
        Assert.Equal([typeof(LambdaProxyIntegration), typeof(RestProxyResponse)], Types(Steps(GivenAccount.Prod, GivenAccount.Get with { MethodIntegration = function })));
    }

    [Fact]
    public void What_is_held_stands_alone() =>
        Assert.Equal([typeof(HeldCheck)], Types(Steps(GivenAccount.Prod, GivenAccount.Get with { AuthorizationType = AuthorizationType.Custom, ApiKeyRequired = true })));

    private static IStep[] Steps(Stage stage, Method method)
    {
        var faults = new List<CompilationFault>();
        var c = GivenRequest.Compilation(ApiKind.Rest, faults);
        var steps = RestApiPipeline.OnMethod(GivenAccount.RestApi("/pets", method), new ApiSnapshot(), stage, Pets, method, new StageApiKeys(c), c);
        Assert.Empty(faults);
        return steps;
    }

    private static Type[] Types(IStep[] steps) => [.. steps.Select(static step => step.GetType())];
}
