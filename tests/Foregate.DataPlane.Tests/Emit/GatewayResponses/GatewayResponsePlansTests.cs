// SPDX-License-Identifier: Apache-2.0
using System.Net;
using Foregate.DataPlane.Emit.GatewayResponses;
using Foregate.DataPlane.Tests.Doubles;
using Foregate.DataPlane.Tests.Pipeline;
using Foregate.DataPlane.Tests.Upstream.Backends;
using Foregate.DataPlane.Verdicts;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.DataPlane.Tests.Emit.GatewayResponses;

public sealed class GatewayResponsePlansTests
{
    private static readonly GatewayResponse Cors = new()
    {
        ResponseParameters = OrdinalMap.Empty<string>().Add("gatewayresponse.header.Access-Control-Allow-Origin", "'*'"),
    };

    [Fact]
    public void Nothing_said_is_nothing_to_look_up() =>
        Assert.Null(GatewayResponsePlans.For(OrdinalMap.Empty<GatewayResponse>(), Sample.Compilation(ApiKind.Rest, [])));

    [Fact]
    public void A_type_of_its_own_comes_before_the_class_that_it_is_of()
    {
        var plans = GatewayResponsePlans.For(
            OrdinalMap.Empty<GatewayResponse>().Add("DEFAULT_4XX", Cors).Add("THROTTLED", Cors).Add("INTEGRATION_TIMEOUT", Cors), Sample.Compilation(ApiKind.Rest, []))!;
        var client = plans.Find(Rejections.Rest.InvalidApiKey);
        Assert.NotNull(client);
        Assert.Same(client, plans.Find(Rejections.Rest.RouteNotFound));
        Assert.NotSame(client, plans.Find(Rejections.Rest.Throttled));
        Assert.NotNull(plans.Find(Rejections.Rest.IntegrationTimeout));
        Assert.Null(plans.Find(Rejections.Rest.IntegrationFailure));
    }

    [Fact]
    public void Every_type_of_AWS_is_found_by_its_name()
    {
        foreach (var type in GatewayResponseType.All)
        {
            var plans = GatewayResponsePlans.For(OrdinalMap.Empty<GatewayResponse>().Add(type.Name, Cors), Sample.Compilation(ApiKind.Rest, []))!;
            var reason = Array.Find(Enum.GetValues<RejectionReason>(), reason => RejectionNames.Of(reason) == type.Name);
            Assert.True(type == GatewayResponseType.Default4xx || reason != RejectionReason.None, type.Name);
            Assert.NotNull(plans.Find(new Rejection(reason, type.StatusCode ?? (type == GatewayResponseType.Default4xx ? 400 : 500), "", "", Blame.Client)));
        }
    }

    [Fact]
    public async Task A_missing_route_a_missing_key_and_a_lost_back_end_are_told_in_the_APIs_own_words()
    {
        await using var backEnd = new ScriptedBackEnd(static connection => connection.ReadRequestAsync());
        var api = GivenAccount.RestApi("/pets/{petId}", GivenRestApi.Proxy(backEnd.Port))
            .Refusing("DEFAULT_4XX", Cors with { StatusCode = "404" })
            .Refusing("INTEGRATION_FAILURE", new GatewayResponse
            {
                StatusCode = "418",
                ResponseParameters = OrdinalMap.Empty<string>()
                    .Add("gatewayresponse.header.X-Colour", "stageVariables.colour")
                    .Add("gatewayresponse.header.X-Pet", "method.request.path.petId")
                    .Add("gatewayresponse.header.X-Tag", "method.request.header.x-tag")
                    .Add("gatewayresponse.header.X-Absent", "method.request.querystring.absent"),
                ResponseTemplates = OrdinalMap.Empty<string>().Add("text/plain", "$context.error.responseType in $stageVariables.colour: $context.error.messageString $method.request.querystring.q."),
            });
        await using var served = await ServedApi.StartAsync(api);
        using var missing = await served.SendAsync("GET", "/nosuch");
        Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
        Assert.Equal("*", missing.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal("MissingAuthenticationTokenException", missing.Headers.GetValues("x-amzn-ErrorType").Single());
        Assert.Equal("application/json", missing.Content.Headers.ContentType!.ToString());
        Assert.Equal("{\"message\":\"Missing Authentication Token\"}", await missing.Content.ReadAsStringAsync());

        using var lost = await served.SendAsync("GET", "/pets/7?q=why", ("x-tag", "a"));
        Assert.Equal(418, (int)lost.StatusCode);
        Assert.Equal("text/plain", lost.Content.Headers.ContentType!.ToString());
        Assert.Equal(["blue", "7", "a"], new[] { "X-Colour", "X-Pet", "X-Tag" }.Select(name => lost.Headers.GetValues(name).Single()));
        Assert.False(lost.Headers.Contains("X-Absent"));
        Assert.Equal("INTEGRATION_FAILURE in blue: \"Network error communicating with endpoint\" why.", await lost.Content.ReadAsStringAsync());

        // The longer text of the one does not show in the next.
        using var again = await served.SendAsync("GET", "/nosuch");
        Assert.Equal("{\"message\":\"Missing Authentication Token\"}", await again.Content.ReadAsStringAsync());
    }
}
