// SPDX-License-Identifier: Apache-2.0

namespace Foregate.ControlPlane.Tests.CloudFormation.Sam.SamApis;

public sealed class RecordSetsTests
{
    private const string Domain = "Domain: {DomainName: a.example.com, CertificateArn: 'arn:c', Route53: {HostedZoneId: Z1, IpV6: true, EvaluateTargetHealth: true, Region: r, SetIdentifier: s}}";

    [Fact]
    public void Makes_a_record_for_each_version_of_IP()
    {
        var group = ApiTemplates.Resources(ApiTemplates.Rest(Domain)).Single(entry => (string?)entry.Value!["Type"] == "AWS::Route53::RecordSetGroup").Value!["Properties"]!;
        Assert.Equal("Z1", (string?)group["HostedZoneId"]);
        Assert.Equal(["A", "AAAA"], group["RecordSets"]!.AsArray().Select(record => (string)record!["Type"]!));
        Assert.Equal("s", (string?)group["RecordSets"]![0]!["SetIdentifier"]);
        Assert.True((bool?)group["RecordSets"]![0]!["AliasTarget"]!["EvaluateTargetHealth"]);
    }

    [Fact]
    public void A_group_of_its_own_has_an_id_of_its_own()
    {
        var shared = ApiTemplates.Resources(ApiTemplates.Rest(Domain)).Select(entry => entry.Key);
        var alone = ApiTemplates.Resources(ApiTemplates.Rest(Domain.Replace("IpV6", "SeparateRecordSetGroup: true, IpV6", StringComparison.Ordinal))).Select(entry => entry.Key);
        Assert.Single(alone.Except(shared), id => id.StartsWith("RecordSetGroup", StringComparison.Ordinal));
    }

    [Fact]
    public void Refuses_records_without_a_zone()
    {
        var fault = ApiTemplates.Fault(ApiTemplates.Rest("Domain: {DomainName: a.example.com, CertificateArn: 'arn:c', Route53: {IpV6: true}}"));
        Assert.Contains("HostedZoneId or HostedZoneName is required", fault.Cause, StringComparison.Ordinal);
        Assert.Equal("#/Resources/A/Properties/Domain/Route53", fault.DocumentPath);
    }
}
