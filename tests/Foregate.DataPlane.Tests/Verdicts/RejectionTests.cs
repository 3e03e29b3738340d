// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Json;
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Tests.Verdicts;

public sealed class RejectionTests
{
    [Theory]
    [InlineData("Forbidden", "{\"message\":\"Forbidden\"}")]
    [InlineData("say \"no\"", "{\"message\":\"say \\\"no\\\"\"}")]
    [InlineData("a\\b\n", "{\"message\":\"a\\\\b\\n\"}")]
    [InlineData("<é & 'x'>", "{\"message\":\"<é & 'x'>\"}")]
    public void The_body_is_the_message_as_json(string message, string body)
    {
        var rejection = new Rejection(RejectionReason.Unauthorized, 401, message, "UnauthorizedException", Blame.Client);
        Assert.Equal(body, Encoding.UTF8.GetString(rejection.Body));
        Assert.Equal(body["{\"message\":".Length..^1], Encoding.UTF8.GetString(rejection.MessageString));
        using var read = JsonDocument.Parse(rejection.Body);
        Assert.Equal(message, read.RootElement.GetProperty("message").GetString());
    }

    [Fact]
    public void Who_is_denied_access_is_told_with_a_capital()
    {
        var rejection = new Rejection(RejectionReason.AccessDenied, 403, "No", "AccessDeniedException", Blame.Client);
        Assert.Equal("{\"Message\":\"No\"}"u8, rejection.Body);
    }

    [Fact]
    public void The_error_type_is_there_as_bytes()
    {
        var rejection = new Rejection(RejectionReason.AccessDenied, 403, "No", "AccessDeniedException", Blame.Client);
        Assert.Equal("AccessDeniedException"u8, rejection.ErrorTypeBytes);
    }

    [Fact]
    public void Said_about_a_place_it_is_the_same_refusal()
    {
        var rejection = new Rejection(RejectionReason.Throttled, 429, "Too Many Requests", "TooManyRequestsException", Blame.Backend)
        {
            ClosesConnection = true, Detail = "always", Place = "/somewhere",
        };
        var there = rejection.At("/restapis/a");
        Assert.Equal("/restapis/a", there.Place);
        foreach (var property in typeof(Rejection).GetProperties())
        {
            if (property.Name != nameof(Rejection.Place))
            {
                Assert.Equal(property.GetValue(rejection), property.GetValue(there));
            }
        }

        Assert.Equal("/somewhere", rejection.Place);
    }

    [Fact]
    public void A_detail_of_the_place_replaces_the_general_one()
    {
        var rejection = new Rejection(RejectionReason.Throttled, 429, "Too Many Requests", "", Blame.Client) { Detail = "always" };
        Assert.Equal("here", rejection.At("/a", "here").Detail);
        Assert.Equal("always", rejection.Detail);
    }
}
