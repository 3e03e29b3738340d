// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.Handlers.DomainNames;

public sealed class DomainNameHandlersTests : IDisposable
{
    private readonly SignedClient _client = new();

    public void Dispose() => _client.Dispose();

    private const string Certificate = "arn:aws:acm:us-east-1:123456789012:certificate/a";

    [Fact]
    public void A_regional_domain_name_is_made_told_changed_and_deleted()
    {
        var made = _client.Call(
            "POST", "/domainnames",
            $$$"""{"domainName":"API.example.com","regionalCertificateArn":"{{{Certificate}}}","endpointConfiguration":{"types":["REGIONAL"]},"tags":{"a":"b"}}""", 201);
        Assert.Equal(
            """{"domainName":"api.example.com","domainNameArn":"arn:aws:apigateway:us-east-1::/domainnames/api.example.com","certificateUploadDate":1767323045,"regionalDomainName":"LABEL","regionalHostedZoneId":"Z1UJRXOUMOOFQ8","regionalCertificateArn":"arn:aws:acm:us-east-1:123456789012:certificate/a","endpointConfiguration":{"types":["REGIONAL"],"ipAddressType":"ipv4"},"domainNameStatus":"AVAILABLE","securityPolicy":"TLS_1_2","tags":{"a":"b"},"routingMode":"BASE_PATH_MAPPING_ONLY"}""",
            made.ToJsonString().Replace((string)made["regionalDomainName"]!, "LABEL", StringComparison.Ordinal));
        Assert.Matches(@"^d-[a-z0-9]{10}\.execute-api\.us-east-1\.amazonaws\.com$", (string)made["regionalDomainName"]!);
        Assert.Equal(made.ToJsonString(), _client.Call("GET", "/domainnames/api.example.com", "", 200).ToJsonString());
        Assert.Equal("The domain name you provided already exists.", (string)_client.Call(
            "POST", "/domainnames", $$"""{"domainName":"api.example.com","certificateArn":"{{Certificate}}"}""", 400)["message"]!);
        var patched = _client.Patch(
            "/domainnames/api.example.com", 200,
            ("replace", "/securityPolicy", "TLS_1_0"), ("replace", "/routingMode", "ROUTING_RULE_ONLY"), ("replace", "/endpointConfiguration/ipAddressType", "dualstack"));
        Assert.Equal(("TLS_1_0", "ROUTING_RULE_ONLY", "dualstack"), ((string)patched["securityPolicy"]!, (string)patched["routingMode"]!, (string)patched["endpointConfiguration"]!["ipAddressType"]!));
        Assert.Single(_client.Call("GET", "/domainnames", "", 200)["item"]!.AsArray());
        Assert.Empty(_client.Call("GET", "/domainnames", "", 200, "resourceOwner=OTHER_ACCOUNTS")["item"]!.AsArray());
        _client.Call("DELETE", "/domainnames/api.example.com", "", 202);
        Assert.Equal("Invalid domain name identifier specified", (string)_client.Call("GET", "/domainnames/api.example.com", "", 404)["message"]!);
    }

    [Fact]
    public void An_endpoint_type_is_added_and_the_other_taken_away()
    {
        var edge = _client.Call("POST", "/domainnames", $$"""{"domainName":"*.example.com","certificateArn":"{{Certificate}}"}""", 201);
        Assert.Equal(("Z2FDTNDATAQYW2", null), ((string)edge["distributionHostedZoneId"]!, edge["regionalDomainName"]));
        var both = _client.Patch(
            "/domainnames/%2A.example.com", 200, ("add", "/endpointConfiguration/types", "REGIONAL"), ("add", "/regionalCertificateArn", Certificate));
        Assert.Equal("""["EDGE","REGIONAL"]""", both["endpointConfiguration"]!["types"]!.ToJsonString());
        _client.Patch("/domainnames/%2A.example.com", 400, ("replace", "/securityPolicy", "TLS_1_0"));
        Assert.Equal(2, _client.Call("GET", "/v2/domainnames/%2A.example.com", "", 200)["domainNameConfigurations"]!.AsArray().Count);
        var regional = _client.Patch("/domainnames/%2A.example.com", 200, ("remove", "/endpointConfiguration/types", "EDGE"));
        Assert.Null(regional["distributionDomainName"]);
        _client.Patch("/domainnames/%2A.example.com", 400, ("remove", "/regionalCertificateArn", null));
    }

    [Fact]
    public void A_private_domain_name_is_found_by_its_id()
    {
        var body = $$"""{"domainName":"in.example.com","certificateArn":"{{Certificate}}","endpointConfiguration":{"types":["PRIVATE"]},"policy":"{\"Statement\":[]}"}""";
        var made = _client.Call("POST", "/domainnames", body, 201);
        _client.Call("POST", "/domainnames", body, 201);
        var id = (string)made["domainNameId"]!;
        Assert.Equal(("""{"Statement":[]}""", $"arn:aws:apigateway:us-east-1:123456789012:/domainnames/in.example.com+{id}"), ((string)made["policy"]!, (string)made["domainNameArn"]!));
        _client.Call("GET", "/domainnames/in.example.com", "", 404);
        _client.Call("GET", "/domainnames/in.example.com", "", 200, "domainNameId=" + id);
        Assert.Empty(_client.Call("GET", "/v2/domainnames", "", 200)["items"]!.AsArray());
    }

    [Fact]
    public void Mutual_TLS_comes_and_goes()
    {
        _client.Call("POST", "/domainnames", $$$"""{"domainName":"m.example.com","regionalCertificateArn":"{{{Certificate}}}","endpointConfiguration":{"types":["REGIONAL"]},"mutualTlsAuthentication":{"truststoreUri":"s3://b/k.pem"}}""", 201);
        var path = "/domainnames/m.example.com";
        var version = _client.Patch(path, 200, ("add", "/mutualTlsAuthentication/truststoreVersion", "7"));
        Assert.Equal("""{"truststoreUri":"s3://b/k.pem","truststoreVersion":"7"}""", version["mutualTlsAuthentication"]!.ToJsonString());
        _client.Patch(path, 400, ("replace", "/mutualTlsAuthentication/truststoreUri", "http://a"));
        Assert.Null(_client.Patch(path, 200, ("remove", "/mutualTlsAuthentication/truststoreUri", null))["mutualTlsAuthentication"]);
    }

    [Theory]
    [InlineData("""{"domainName":"a.example.com"}""", "A certificateArn is required for the endpoint type EDGE")]
    [InlineData("""{"domainName":"a","certificateArn":"arn:aws:acm:us-east-1:123456789012:certificate/a"}""", "Invalid domain name specified: a")]
    [InlineData("""{"domainName":"a.example.com","certificateArn":"me"}""", "Invalid certificate ARN: me")]
    [InlineData("""{"domainName":"a.example.com","certificateArn":"arn:aws:acm:eu-west-1:123456789012:certificate/a"}""", "Invalid certificate ARN: arn:aws:acm:eu-west-1:123456789012:certificate/a. Certificate must be in 'us-east-1'.")]
    [InlineData("""{"domainName":"a.example.com","certificateArn":"arn:aws:acm:us-east-1:123456789012:certificate/a","mutualTlsAuthentication":{"truststoreUri":"s3://a/b"}}""", "Mutual TLS is only supported for regional domain names")]
    [InlineData("""{"domainName":"a.example.com","certificateArn":"arn:aws:acm:us-east-1:123456789012:certificate/a","policy":"{}"}""", "Only private domain names have a policy and a managementPolicy")]
    [InlineData("""{"domainName":"a.example.com","certificateBody":"PEM"}""", "Foregate cannot do this yet: certificates within CreateDomainName (certificateBody, certificatePrivateKey, certificateChain); name one by its ARN.")]
    [InlineData("""{"domainName":"a.example.com","routingMode":"API_MAPPING_ONLY"}""", "1 validation error detected: Value 'API_MAPPING_ONLY' at 'createDomainNameInput.routingMode' failed to satisfy constraint: Member must satisfy enum value set: [BASE_PATH_MAPPING_ONLY, ROUTING_RULE_THEN_BASE_PATH_MAPPING, ROUTING_RULE_ONLY]")]
    public void What_is_wrong_is_told(string body, string message) => Assert.Equal(message, (string)_client.Call("POST", "/domainnames", body, 400)["message"]!);
}
