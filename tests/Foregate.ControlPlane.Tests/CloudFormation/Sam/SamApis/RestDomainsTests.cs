// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

public sealed class RestDomainsTests
{
    private const string Names = "DomainName: a.example.com, CertificateArn: 'arn:c'";

    [Fact]
    public void A_regional_domain_leads_to_the_stage()
    {
        var resources = ApiTemplates.Resources(ApiTemplates.Rest($"Domain: {{{Names}, BasePath: [/v-1], SecurityPolicy: TLS_1_2, MutualTlsAuthentication: {{TruststoreUri: 's3://b/k'}}}}"));
        var domain = resources.Single(entry => (string?)entry.Value!["Type"] == "AWS::ApiGateway::DomainName");
        ApiTemplates.Same(
            """
            {"DomainName": "a.example.com", "RegionalCertificateArn": "arn:c", "EndpointConfiguration": {"Types": ["REGIONAL"]}, "SecurityPolicy": "TLS_1_2",
             "MutualTlsAuthentication": {"TruststoreUri": "s3://b/k"}}
            """,
            domain.Value!["Properties"]);
        ApiTemplates.Same(
            $$$"""{"BasePath": "v1", "DomainName": {"Ref": "{{{domain.Key}}}"}, "RestApiId": {"Ref": "A"}, "Stage": {"Ref": "AProdStage"}}""", resources["Av1BasePathMapping"]!["Properties"]);
    }

    [Fact]
    public void A_base_path_keeps_its_signs_when_it_may() => Assert.Equal(
        "v-1", (string?)ApiTemplates.Properties(ApiTemplates.Rest($"Domain: {{{Names}, BasePath: v-1, NormalizeBasePath: false}}"), "Av1BasePathMapping")["BasePath"]);

    [Fact]
    public void A_private_domain_is_of_the_second_version()
    {
        var resources = ApiTemplates.Resources(ApiTemplates.Rest($"Domain: {{{Names}, EndpointConfiguration: PRIVATE, Policy: {{Version: '2012-10-17'}}, AccessAssociation: {{VpcEndpointId: vpce-1}}}}"));
        var domain = resources.Single(entry => (string?)entry.Value!["Type"] == "AWS::ApiGateway::DomainNameV2");
        Assert.Equal(domain.Key, (string?)resources["ABasePathMapping"]!["Properties"]!["DomainNameArn"]!["Ref"]);
        var association = resources.Single(entry => (string?)entry.Value!["Type"] == "AWS::ApiGateway::DomainNameAccessAssociation").Value!["Properties"]!;
        Assert.Equal("vpce-1", (string?)association["AccessAssociationSource"]);
    }

    [Fact]
    public void Another_domain_makes_another_deployment() => Assert.NotEqual(Deployment($"Domain: {{{Names}}}"), Deployment($"Domain: {{{Names}, BasePath: a}}"));

    [Theory]
    [InlineData("Domain: {DomainName: a.example.com}", "CertificateArn is missing.", "Domain")]
    [InlineData($"Domain: {{{Names}, EndpointConfiguration: WORLD}}", "must be one of ['EDGE', 'REGIONAL', 'PRIVATE'].", "Domain/EndpointConfiguration")]
    [InlineData($"Domain: {{{Names}, MutualTlsAuthentication: {{Store: x}}}}", "it has no Store", "Domain/MutualTlsAuthentication/Store")]
    [InlineData($"Domain: {{{Names}, Policy: {{}}}}", "", "")]
    [InlineData($"Domain: {{{Names}, Policy: {{Version: x}}}}", "Domain.Policy is for private domain names.", "Domain/Policy")]
    [InlineData($"Domain: {{{Names}, BasePath: [[a]]}}", "Property 'Domain.BasePath' should be a list of strings.", "Domain/BasePath/0")]
    public void Refuses_a_domain_that_cannot_be(string api, string cause, string path)
    {
        var faults = PublishedTransforms.Run(ApiTemplates.Rest(api)).Faults;
        if (cause.Length == 0)
        {
            Assert.Empty(faults);
            return;
        }

        var fault = Assert.Single(faults);
        Assert.Contains(cause, fault.Cause, StringComparison.Ordinal);
        Assert.Equal($"#/Resources/A/Properties/{path}", fault.DocumentPath);
    }

    private static string Deployment(string api) =>
        ApiTemplates.Resources(ApiTemplates.Rest(api)).Single(entry => (string?)entry.Value!["Type"] == "AWS::ApiGateway::Deployment").Key;
}
