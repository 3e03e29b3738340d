// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.DomainNames;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.DomainNames;

namespace Foregate.ControlPlane.Tests.Operations.DomainNames;

public sealed class DomainsTests
{
    private readonly DomainGround _ground = new();

    [Fact]
    public void Names_are_lower_case_and_there_once_but_for_private_ones()
    {
        Assert.Equal("regional.example.com", _ground.Domain.Name);
        Assert.Same(_ground.Domain, Domains.Find(_ground.Account, "REGIONAL.example.com", null));
        Create(DomainGround.Regional).Refused(400, "The domain name you provided already exists.");
        var second = _ground.Do(Create(DomainGround.Private));
        Assert.NotEqual(_ground.PrivateId, second.DomainNameId);
        Assert.Equal("private.example.com+" + second.DomainNameId, Domains.KeyOf(second));
        Domains.GetDomainName(_ground.Account, "private.example.com", null).Refused(404, "Invalid domain name identifier specified");
        Assert.Same(second, Domains.GetDomainName(_ground.Account, "private.example.com", second.DomainNameId).Done());
    }

    [Theory]
    [InlineData("example.com", true)]
    [InlineData("*.a-b.example.com", true)]
    [InlineData("_dmarc.example.com", true)]
    [InlineData("example", false)]
    [InlineData("a.*.example.com", false)]
    [InlineData("-a.example.com", false)]
    [InlineData("a..com", false)]
    [InlineData("a b.com", false)]
    [InlineData("example.com.", false)]
    public void Checks_names(string name, bool isValid) => Assert.Equal(isValid, Create(DomainGround.Regional with { Name = name }).Error is null);

    [Fact]
    public void Refuses_what_AWS_refuses()
    {
        var edge = DomainGround.Edge with { Name = "a.example.com" };
        var regional = DomainGround.Regional with { Name = "a.example.com" };
        Create(edge with { CertificateArn = null }).Refused(400, "A certificateArn is required for the endpoint type EDGE");
        Create(edge with { CertificateArn = DomainGround.Certificate }).Refused(400, $"Invalid certificate ARN: {DomainGround.Certificate}. Certificate must be in 'us-east-1'.");
        Create(regional with { SecurityPolicy = "TLS_9" }).Refused(400, "Invalid security policy specified: TLS_9");
        Create(regional with { SecurityPolicy = "SecurityPolicy_TLS13_1_3_2025_09" }).Refused(400, "The security policy SecurityPolicy_TLS13_1_3_2025_09 needs an endpointAccessMode");
        Create(regional with { EndpointAccessMode = "LOOSE" }).Refused(400, "Invalid endpoint access mode specified. Must be one of: [BASIC, STRICT]");
        Create(regional with { OwnershipVerificationCertificateArn = DomainGround.Certificate }).Refused(400, "ownershipVerificationCertificateArn needs mutualTlsAuthentication");
        var mutual = regional with { MutualTlsAuthentication = new MutualTlsAuthentication { TruststoreUri = "s3://b/k" } };
        Assert.Null(Create(mutual).Error);
        Create(mutual with { SecurityPolicy = "TLS_1_0" }).Refused(400, "Mutual TLS is only supported with the security policy TLS_1_2");
        Create(DomainGround.Private with { Name = "*.example.com" }).Refused(400, "A private domain name cannot be a wildcard");
        Create(DomainGround.Private with { Policy = "[]" }).Refused(400, "Invalid policy document. Please check the policy syntax and ensure that Principals are valid.");
        Create(regional with { EndpointConfiguration = new EndpointConfiguration { Types = [EndpointType.Regional, EndpointType.Private] } })
            .Refused(400, "A domain name has one endpoint type, or EDGE and REGIONAL while it changes from one to the other");
    }

    [Fact]
    public void Updates_and_deletes_with_everything_that_it_leads_to()
    {
        _ground.Map("rest");
        var later = Ground.Context with { Now = Ground.Context.Now.AddDays(1) };
        var same = _ground.Do(Domains.UpdateDomainName(_ground.Account, _ground.Domain with { RoutingMode = RoutingMode.RoutingRuleOnly }, later));
        Assert.Equal((Ground.Context.Now, 1), (same.CertificateUploadDate, same.ApiMappings.Count));
        Assert.Equal(later.Now, _ground.Do(Domains.UpdateDomainName(_ground.Account, _ground.Domain with { RegionalCertificateName = "n" }, later)).CertificateUploadDate);
        _ground.Do(Domains.DeleteDomainName(_ground.Account, "regional.example.com", null));
        Domains.DeleteDomainName(_ground.Account, "regional.example.com", null).Refused(404, "Invalid domain name identifier specified");
    }

    [Fact]
    public void Keeps_the_quotas_that_are_configured()
    {
        var context = Ground.Context with { Quotas = Ground.Context.Quotas with { DomainNames = 2, PrivateDomainNames = 2 } };
        Assert.Equal(429, Domains.CreateDomainName(_ground.Account, DomainGround.Regional with { Name = "c.example.com" }, context).Error!.StatusCode);
        Assert.Null(Domains.CreateDomainName(_ground.Account, DomainGround.Private, context).Error);
    }

    private OperationResult<DomainName> Create(Domains.CreateDomainNameRequest request) => Domains.CreateDomainName(_ground.Account, request, Ground.Context);
}
