// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.SignatureV4;
using Microsoft.Extensions.Time.Testing;

namespace Foregate.Standards.Tests.SignatureV4;

/// <summary>The requests, keys and signatures are those of the examples in the S3 API Reference.</summary>
public sealed class S3RequestVerifierTests
{
    private const string EmptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    internal static AwsCredentials Credentials { get; } = new("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");

    internal static DateTimeOffset Time { get; } = new(2013, 5, 24, 0, 0, 0, TimeSpan.Zero);

    private readonly FakeTimeProvider _clock = new(Time);

    [Theory]
    [InlineData("GET", "/test.txt", "", "host;range;x-amz-content-sha256;x-amz-date", "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41", EmptyHash, "Range", "bytes=0-9")]
    [InlineData("GET", "/", "lifecycle", "host;x-amz-content-sha256;x-amz-date", "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543", EmptyHash, "", "")]
    [InlineData("GET", "/", "max-keys=2&prefix=J", "host;x-amz-content-sha256;x-amz-date", "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7", EmptyHash, "", "")]
    [InlineData(
        "PUT", "/test%24file.text", "", "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class", "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
        "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072", "x-amz-storage-class", "REDUCED_REDUNDANCY")]
    public void Believes_the_published_examples(string method, string path, string query, string signed, string signature, string hash, string name, string value)
    {
        List<KeyValuePair<string, string>> headers = [new("Host", "examplebucket.s3.amazonaws.com"), new("x-amz-date", "20130524T000000Z"), new("x-amz-content-sha256", hash)];
        if (name.Length > 0)
        {
            headers.Add(new(name, value));
        }

        if (method == "PUT")
        {
            headers.Add(new("Date", "Fri, 24 May 2013 00:00:00 GMT"));
        }

        headers.Add(new("Authorization", $"AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request,SignedHeaders={signed},Signature={signature}"));
        var request = new SignedRequest { Method = method, Path = path, Query = query, Headers = headers };
        Assert.Null(Verify(request));
        Assert.Equal("SignatureDoesNotMatch", Verify(request with { Path = path + "x" })!.Code);
        Assert.Equal("InvalidAccessKeyId", Verify(request, null)!.Code);
        Assert.Equal("InvalidToken", Verify(request, Credentials with { SessionToken = "token" })!.Code);
        Assert.Contains("x-amz-acl", Verify(request with { Headers = [.. headers, new("x-amz-acl", "public-read")] })!.Message, StringComparison.Ordinal);
        _clock.Advance(TimeSpan.FromMinutes(16));
        Assert.Equal("RequestTimeTooSkewed", Verify(request)!.Code);
    }

    [Fact]
    public void Believes_the_published_presigned_url_until_it_is_over()
    {
        var request = new SignedRequest
        {
            Method = "GET",
            Path = "/test.txt",
            Query = "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400"
                + "&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
            Headers = [new("Host", "examplebucket.s3.amazonaws.com")],
        };
        Assert.Null(Verify(request));
        Assert.Equal("SignatureDoesNotMatch", Verify(request with { Method = "PUT" })!.Code);
        _clock.Advance(TimeSpan.FromSeconds(86_401));
        Assert.Equal(("AccessDenied", "Request has expired"), (Verify(request)!.Code, Verify(request)!.Message));
    }

    [Fact]
    public void A_scope_of_another_service_or_region_is_told()
    {
        SignedRequest Of(string scope) => new()
        {
            Method = "GET",
            Path = "/",
            Headers =
            [
                new("Host", "h"), new("x-amz-date", "20130524T000000Z"), new("x-amz-content-sha256", EmptyHash),
                new("Authorization", $"AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/{scope}, SignedHeaders=host;x-amz-content-sha256;x-amz-date, Signature=00"),
            ],
        };
        Assert.Equal("The authorization header is malformed; the region 'mars' is wrong", Verify(Of("20130524/mars/s3/aws4_request"))!.Message);
        Assert.Equal("AuthorizationHeaderMalformed", Verify(Of("20130524/us-east-1/sqs/aws4_request"))!.Code);
        Assert.Equal("AuthorizationHeaderMalformed", Verify(Of("20130525/us-east-1/s3/aws4_request"))!.Code);
        Assert.Equal("SignatureDoesNotMatch", Verify(Of("20130524/us-east-1/s3/aws4_request"))!.Code);
    }

    [Fact]
    public void Without_a_word_about_the_body_nothing_is_believed() =>
        Assert.Equal("InvalidRequest", Verify(new SignedRequest
        {
            Method = "GET",
            Path = "/",
            Headers =
            [
                new("Host", "h"), new("x-amz-date", "20130524T000000Z"),
                new("Authorization", "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, SignedHeaders=host;x-amz-date, Signature=00"),
            ],
        })!.Code);

    private S3SignatureFault? Verify(SignedRequest request) => Verify(request, Credentials);

    private S3SignatureFault? Verify(SignedRequest request, AwsCredentials? credentials)
    {
        Assert.Null(RequestSignature.Read(request, out var signature));
        var verifier = new S3RequestVerifier(_clock, static region => region == "us-east-1");
        var fault = verifier.Verify(request, signature!, credentials, out _, out var chunks);
        Assert.Equal(fault is null, chunks is not null);
        return fault;
    }
}
