// SPDX-License-Identifier: Apache-2.0
namespace Foregate.DataPlane.Tests.Bind;

public sealed class UnmatchedRequestTests
{
    private const string Credential = "Authorization header requires 'Credential' parameter. ";
    private const string Signature = "Authorization header requires 'Signature' parameter. ";
    private const string SignedHeaders = "Authorization header requires 'SignedHeaders' parameter. ";
    private const string Date = "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header. ";

    [Theory]
    [InlineData("Authorization: Bearer token", "Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): 'sirDDmH2JNXZ7PrsYu3JMpduFdLxWZgJKX9UIu07OWs='.")]
    [InlineData("Authorization: AWS4-HMAC-SHA256 Credential=a, b", "Invalid key=value pair (missing equal-sign) in Authorization header (hashed with SHA-256 and encoded with Base64): 'HASH'.")]
    [InlineData("Authorization: key=value", "Authorization header must begin with the algorithm name, which cannot include an equal-sign (hashed with SHA-256 and encoded with Base64): 'HASH'.")]
    [InlineData("Authorization: token", Credential + Signature + SignedHeaders + Date + "(Hashed with SHA-256 and encoded with Base64) Authorization=HASH")]
    [InlineData("Authorization: Basic dXNlcjpwYXNz=", Credential + Signature + SignedHeaders + Date + "(Hashed with SHA-256 and encoded with Base64) Authorization=HASH")]
    [InlineData("Authorization: AWS4-HMAC-SHA256 Credential=a, SignedHeaders=b", Signature + Date + "(Hashed with SHA-256 and encoded with Base64) Authorization=HASH")]
    [InlineData("Authorization: AWS4-HMAC-SHA256 Credential=a, SignedHeaders=b, Signature=c", Date + "(Hashed with SHA-256 and encoded with Base64) Authorization=HASH")]
    public void Complains_of_an_authorization_that_is_no_whole_signature(string header, string message)
    {
        var value = System.Text.Encoding.Latin1.GetBytes(header["Authorization: ".Length..]);
        var hash = Convert.ToBase64String(System.Security.Cryptography.SHA256.HashData(value));
        var rejection = Routes.Tree("GET /a").Bind(GivenRequest.Of("GET", "/b", header)).Rejection!;
        Assert.Equal(message.Replace("HASH", hash, StringComparison.Ordinal), rejection.Message);
        Assert.Equal((403, "IncompleteSignatureException"), (rejection.Status, rejection.ErrorType));
        Assert.Equal("No resource matches the path.", rejection.Detail);
    }

    [Theory]
    [InlineData("X-Amz-Date: 20260101T000000Z")]
    [InlineData("x-amz-date: 20260101T000000Z")]
    [InlineData("Date: Thu, 01 Jan 2026 00:00:00 GMT")]
    public void Says_missing_token_when_the_signature_has_all_its_parts(string date)
    {
        var rejection = Routes.Tree("GET /a").Bind(GivenRequest.Of(
            "PUT", "/a", "Authorization: AWS4-HMAC-SHA256 Credential=a,SignedHeaders=b,  Signature=c", date)).Rejection!;
        Assert.Equal("Missing Authentication Token", rejection.Message);
        Assert.Equal("MissingAuthenticationTokenException", rejection.ErrorType);
    }

    [Fact]
    public void Says_missing_token_when_the_header_is_empty() =>
        Assert.Equal("403 Missing Authentication Token", Routes.Ask(Routes.Tree("GET /a"), "GET", "/b", "Authorization:"));

    [Fact]
    public void Does_not_look_at_the_header_of_a_request_that_matches() =>
        Assert.Equal("GET /a", Routes.Ask(Routes.Tree("GET /a"), "GET", "/a", "Authorization: Bearer token"));
}
