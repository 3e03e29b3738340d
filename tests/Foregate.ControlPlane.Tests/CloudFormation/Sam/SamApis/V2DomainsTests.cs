// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

public sealed class V2DomainsTests
{
    [Fact]
    public void A_domain_leads_to_the_stage()
    {
        var resources = ApiTemplates.Resources(ApiTemplates.Http("Domain: {DomainName: a.example.com, CertificateArn: 'arn:c', BasePath: [/a/b-1/], Route53: {HostedZoneName: example.com.}}"));
        var domain = resources.Single(entry => (string?)entry.Value!["Type"] == "AWS::ApiGatewayV2::DomainName");
        ApiTemplates.Same("""[{"CertificateArn": "arn:c", "EndpointType": "REGIONAL"}]""", domain.Value!["Properties"]!["DomainNameConfigurations"]);
        ApiTemplates.Same(
            $$$"""{"ApiId": {"Ref": "A"}, "ApiMappingKey": "a/b-1", "DomainName": {"Ref": "{{{domain.Key}}}"}, "Stage": {"Ref": "AProdStage"}}""", resources["Aab1ApiMapping"]!["Properties"]);
        Assert.Single(resources, entry => (string?)entry.Value!["Type"] == "AWS::Route53::RecordSetGroup");
    }

    [Theory]
    [InlineData("Domain: {DomainName: a.example.com}", "Custom Domains only works if both DomainName and CertificateArn are provided.")]
    [InlineData("Domain: {DomainName: a.example.com, CertificateArn: 'arn:c', EndpointConfiguration: EDGE}", "must be one of ['REGIONAL'].")]
    [InlineData("Domain: {DomainName: a.example.com, CertificateArn: 'arn:c', BasePath: a b}", "Invalid Basepath name provided.")]
    public void Refuses_what_SAM_refuses(string api, string cause) => Assert.Contains(cause, ApiTemplates.Fault(ApiTemplates.Http(api)).Cause, StringComparison.Ordinal);
}
