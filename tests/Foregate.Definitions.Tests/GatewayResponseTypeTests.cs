// SPDX-License-Identifier: Apache-2.0

namespace Foregate.Definitions.Tests;

public sealed class GatewayResponseTypeTests
{
    [Fact]
    public void Knows_the_21_types_each_at_its_index()
    {
        Assert.Equal(21, GatewayResponseType.All.Length);
        Assert.Equal(Enumerable.Range(0, 21), GatewayResponseType.All.Select(type => type.Index));
        Assert.Equal(21, GatewayResponseType.All.Select(type => type.Name).Distinct().Count());
    }

    [Theory]
    [InlineData("ACCESS_DENIED", 403)]
    [InlineData("API_CONFIGURATION_ERROR", 500)]
    [InlineData("AUTHORIZER_CONFIGURATION_ERROR", 500)]
    [InlineData("AUTHORIZER_FAILURE", 500)]
    [InlineData("BAD_REQUEST_BODY", 400)]
    [InlineData("BAD_REQUEST_PARAMETERS", 400)]
    [InlineData("DEFAULT_4XX", null)]
    [InlineData("DEFAULT_5XX", null)]
    [InlineData("EXPIRED_TOKEN", 403)]
    [InlineData("INTEGRATION_FAILURE", 504)]
    [InlineData("INTEGRATION_TIMEOUT", 504)]
    [InlineData("INVALID_API_KEY", 403)]
    [InlineData("INVALID_SIGNATURE", 403)]
    [InlineData("MISSING_AUTHENTICATION_TOKEN", 403)]
    [InlineData("QUOTA_EXCEEDED", 429)]
    [InlineData("REQUEST_TOO_LARGE", 413)]
    [InlineData("RESOURCE_NOT_FOUND", 404)]
    [InlineData("THROTTLED", 429)]
    [InlineData("UNAUTHORIZED", 401)]
    [InlineData("UNSUPPORTED_MEDIA_TYPE", 415)]
    [InlineData("WAF_FILTERED", 403)]
    public void Has_the_default_status_that_AWS_documents(string name, int? status) =>
        Assert.Equal(status, GatewayResponseType.Find(name)!.StatusCode);

    [Fact]
    public void Knows_no_other_names() => Assert.Null(GatewayResponseType.Find("throttled"));
}
