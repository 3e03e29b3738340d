// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Verdicts;
using Foregate.Definitions;

namespace Foregate.DataPlane.Tests.Verdicts;

public sealed class RejectionsTests
{
    [Fact]
    public void Rests_refusals_are_those_of_the_gateway_response_types()
    {
        foreach (var rejection in All(Rejections.Rest))
        {
            // What is refused before an API is known, and a malformed answer's 502, are not in AWS's list.
            if (GatewayResponseType.Find(RejectionNames.Of(rejection.Reason)) is { StatusCode: { } status } type)
            {
                Assert.Equal((type.Name, status, type.ErrorType), (type.Name, rejection.Status, rejection.ErrorType));
                Assert.Equal(type.Message, rejection.Message);
            }
        }
    }

    [Fact]
    public void Http_apis_say_no_in_their_own_words()
    {
        Assert.Equal((404, "Not Found"), (Rejections.Http.RouteNotFound.Status, Rejections.Http.RouteNotFound.Message));
        Assert.Equal((503, "Service Unavailable"), (Rejections.Http.IntegrationFailure.Status, Rejections.Http.IntegrationFailure.Message));
        Assert.Equal("Internal Server Error", Rejections.Http.Default5xx.Message);
    }

    [Fact]
    public void A_body_is_the_message_as_json() =>
        Assert.Equal("{\"message\":\"Missing Authentication Token\"}", Encoding.UTF8.GetString(Rejections.Rest.RouteNotFound.Body));

    [Fact]
    public void A_place_and_a_detail_change_nothing_else()
    {
        var refused = Rejections.Rest.MalformedRequest;
        var placed = refused.At("/restapis/a", "why");
        Assert.Equal(("/restapis/a", "why"), (placed.Place, placed.Detail));
        Assert.Equal((refused.Reason, refused.Status, refused.Message, refused.Blame, refused.ClosesConnection), (placed.Reason, placed.Status, placed.Message, placed.Blame, placed.ClosesConnection));
        Assert.Equal("why", placed.At("/other").Detail);
    }

    [Theory]
    [InlineData(nameof(ApiKind.Rest))]
    [InlineData(nameof(ApiKind.Http))]
    public void Only_what_cannot_be_trusted_ends_the_connection(string kind)
    {
        foreach (var rejection in All(Rejections.Of(Enum.Parse<ApiKind>(kind))))
        {
            Assert.Equal(rejection.Reason is RejectionReason.MalformedRequest or RejectionReason.RequestTimeout or RejectionReason.ClientGone, rejection.ClosesConnection);
        }
    }

    private static IEnumerable<Rejection> All(Rejections of) =>
        typeof(Rejections).GetProperties().Where(property => property.PropertyType == typeof(Rejection)).Select(property => (Rejection)property.GetValue(of)!);
}
