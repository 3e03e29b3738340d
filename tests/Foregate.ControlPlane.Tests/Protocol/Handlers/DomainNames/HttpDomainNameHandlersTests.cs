// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.SignatureV4;

namespace Foregate.ControlPlane.Tests.Protocol.Handlers.DomainNames;

public sealed class HttpDomainNameHandlersTests : IDisposable
{
    private readonly SignedClient _client = new();

    public void Dispose() => _client.Dispose();

    private const string Certificate = "arn:aws:acm:us-east-1:123456789012:certificate/a";

    [Fact]
    public void Both_interfaces_speak_of_one_domain_name()
    {
        var made = _client.Call(
            "POST", "/v2/domainnames",
            $$$"""{"domainName":"api.example.com","domainNameConfigurations":[{"certificateArn":"{{{Certificate}}}","endpointType":"REGIONAL","securityPolicy":"TLS_1_2"}],"routingMode":"ROUTING_RULE_THEN_API_MAPPING","tags":{"a":"b"}}""", 201);
        Assert.Equal(
            """{"apiMappingSelectionExpression":"$request.basepath","domainName":"api.example.com","domainNameArn":"arn:aws:apigateway:us-east-1::/domainnames/api.example.com","domainNameConfigurations":[{"apiGatewayDomainName":"LABEL","certificateArn":"arn:aws:acm:us-east-1:123456789012:certificate/a","certificateUploadDate":"2026-01-02T03:04:05Z","domainNameStatus":"AVAILABLE","endpointType":"REGIONAL","hostedZoneId":"Z1UJRXOUMOOFQ8","ipAddressType":"ipv4","securityPolicy":"TLS_1_2"}],"routingMode":"ROUTING_RULE_THEN_API_MAPPING","tags":{"a":"b"}}""",
            made.ToJsonString().Replace((string)made["domainNameConfigurations"]![0]!["apiGatewayDomainName"]!, "LABEL", StringComparison.Ordinal));
        Assert.Equal("ROUTING_RULE_THEN_BASE_PATH_MAPPING", (string)_client.Call("GET", "/domainnames/api.example.com", "", 200)["routingMode"]!);
        Assert.Equal("The domain name resource already exists.", (string)_client.Call(
            "POST", "/v2/domainnames", $$"""{"domainName":"api.example.com","domainNameConfigurations":[{"certificateArn":"{{Certificate}}"}]}""", 409)["message"]!);
        var changed = _client.Call(
            "PATCH", "/v2/domainnames/api.example.com",
            $$"""{"domainNameConfigurations":[{"certificateArn":"{{Certificate}}b"}],"mutualTlsAuthentication":{"truststoreUri":"s3://b/k"},"routingMode":"API_MAPPING_ONLY"}""", 200);
        Assert.Equal((Certificate + "b", "s3://b/k"), ((string)changed["domainNameConfigurations"]![0]!["certificateArn"]!, (string)changed["mutualTlsAuthentication"]!["truststoreUri"]!));
        Assert.Null(_client.Call("PATCH", "/v2/domainnames/api.example.com", """{"mutualTlsAuthentication":{"truststoreUri":""}}""", 200)["mutualTlsAuthentication"]);
        const string tags = "/v2/tags/arn%3Aaws%3Aapigateway%3Aus-east-1%3A%3A%2Fdomainnames%2Fapi.example.com";
        _client.Call("POST", tags, $$$"""{"tags":{"c":"{{{new string('x', 1600)}}}"}}""", 201);
        Assert.Equal(2, _client.Call("GET", tags, "", 200)["tags"]!.AsObject().Count);
        Assert.Single(_client.Call("GET", "/v2/domainnames", "", 200)["items"]!.AsArray());
        _client.Call("DELETE", "/v2/domainnames/api.example.com", "", 204);
        Assert.Equal("The domain name resource specified in the request was not found.", (string)_client.Call("GET", "/v2/domainnames/api.example.com", "", 404)["message"]!);
    }

    [Fact]
    public void A_name_is_one_account_s_alone()
    {
        const string regional = """{"domainName":"api.example.com","domainNameConfigurations":[{"certificateArn":"arn:aws:acm:us-east-1:123456789012:certificate/a"}]}""";
        _client.Call("POST", "/v2/domainnames", regional, 201);
        var other = new AwsCredentials("AKIDOTHER", "secret");
        Assert.Equal(409, _client.Send("POST", "/v2/domainnames", regional.Replace("api", "API", StringComparison.Ordinal), credentials: other).StatusCode);
        const string edge = """{"domainName":"api.example.com","certificateArn":"arn:aws:acm:us-east-1:123456789012:certificate/a"}""";
        Assert.Equal(400, _client.Send("POST", "/domainnames", edge, credentials: other).StatusCode);
        Assert.Equal(201, _client.Send("POST", "/domainnames", edge, region: "eu-west-1").StatusCode);
        _client.Call("DELETE", "/v2/domainnames/api.example.com", "", 204);
        Assert.Equal(204, _client.Send("DELETE", "/v2/domainnames/api.example.com", "", region: "eu-west-1").StatusCode);
        Assert.Equal(201, _client.Send("POST", "/domainnames", edge, credentials: other).StatusCode);
    }

    [Theory]
    [InlineData("", "DomainNameConfigurations must have one configuration, or two while the endpoint type changes")]
    [InlineData("""{"certificateArn":"arn:aws:acm:us-east-1:1:certificate/a"},{"certificateArn":"arn:aws:acm:us-east-1:1:certificate/a"}""", "DomainNameConfigurations must have different endpoint types")]
    [InlineData("""{"endpointType":"EDGE","securityPolicy":"TLS_1_0"},{}""", "DomainNameConfigurations must have the same security policy and IP address type")]
    [InlineData("""{"endpointType":"PRIVATE"}""", "1 validation error detected: Value 'PRIVATE' at 'domainNameConfigurations.1.member.endpointType' failed to satisfy constraint: Member must satisfy enum value set: [EDGE, REGIONAL]")]
    public void What_is_wrong_is_told(string configurations, string message) => Assert.Equal(
        message, (string)_client.Call("POST", "/v2/domainnames", $$"""{"domainName":"a.example.com","domainNameConfigurations":[{{configurations}}]}""", 400)["message"]!);
}
