// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.DomainNames;
using Foregate.ControlPlane.Protocol.Handlers.ApiGateway;
using Foregate.ControlPlane.Protocol.Values;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;
using Foregate.Definitions.DomainNames;

namespace Foregate.ControlPlane.Protocol.Handlers.DomainNames;

/// <summary>Domain names, on the wire of the second interface: one configuration for each endpoint type. Private ones are the first interface's alone.</summary>
internal static class HttpDomainNameHandlers
{
    private static readonly WireNames<EndpointType> s_types = new((EndpointType.Regional, "REGIONAL"), (EndpointType.Edge, "EDGE"));

    private static readonly WireNames<RoutingMode> s_modes = new(
        (RoutingMode.BasePathMappingOnly, "API_MAPPING_ONLY"), (RoutingMode.RoutingRuleOnly, "ROUTING_RULE_ONLY"), (RoutingMode.RoutingRuleThenBasePathMapping, "ROUTING_RULE_THEN_API_MAPPING"));

    public static HandlerResult Create(HandlerCall call)
    {
        var input = call.Input;
        if ((CheckConfigurations(input["DomainNameConfigurations"] ?? WireValue.List((string[])[])) ?? TagHandlers.CheckV2(input["Tags"], call.Context)) is { } refused)
        {
            return refused;
        }

        if (Domains.Find(call.Account, call.Text("DomainName"), null) is not null || call.Context.IsDomainNameTaken(call.Text("DomainName").ToLowerInvariant()))
        {
            return AwsError.Conflict("The domain name resource already exists.");
        }

        // What the configurations say is read onto what says nothing yet.
        var said = Read(new DomainName { Name = "", Label = "" }, input);
        return HandlerCall.Answer(
            Domains.CreateDomainName(
                call.Account,
                new Domains.CreateDomainNameRequest
                {
                    Name = call.Text("DomainName"),
                    CertificateName = said.CertificateName,
                    CertificateArn = said.CertificateArn,
                    RegionalCertificateName = said.RegionalCertificateName,
                    RegionalCertificateArn = said.RegionalCertificateArn,
                    EndpointConfiguration = said.EndpointConfiguration,
                    SecurityPolicy = said.SecurityPolicy,
                    MutualTlsAuthentication = said.MutualTlsAuthentication,
                    OwnershipVerificationCertificateArn = said.OwnershipVerificationCertificateArn,
                    RoutingMode = said.RoutingMode,
                    Tags = input.GetTextMap("Tags") ?? OrdinalMap.Empty<string>(),
                },
                call.Context),
            domain => Wire(call.Account, domain));
    }

    public static HandlerResult Get(HandlerCall call) => HandlerCall.Answer(Find(call), domain => Wire(call.Account, domain));

    public static HandlerResult GetAll(HandlerCall call) =>
        call.ItemsV2(call.Account.DomainNames.Values.Where(static domain => domain.DomainNameId is null), Domains.KeyOf, domain => Wire(call.Account, domain));

    public static HandlerResult Update(HandlerCall call)
    {
        var found = Find(call);
        if ((found.Error ?? (call.Input["DomainNameConfigurations"] is { } configurations ? CheckConfigurations(configurations) : null)) is { } refused)
        {
            return refused;
        }

        return HandlerCall.Answer(Domains.UpdateDomainName(call.Account, Read(found.Response!, call.Input), call.Context), domain => Wire(call.Account, domain));
    }

    public static HandlerResult Delete(HandlerCall call)
    {
        var found = Find(call);
        return found.Error is { } missing ? missing : HandlerCall.Answer(Domains.DeleteDomainName(call.Account, call.Text("DomainName"), null), static _ => WireValue.Empty);
    }

    private static OperationResult<DomainName> Find(HandlerCall call) =>
        Domains.Find(call.Account, call.Text("DomainName"), null) is { } domain ? OperationResult<DomainName>.Done(call.Account, domain) : AwsError.NoDomainNameV2();

    // Both interfaces speak of one domain name, which has one policy and one kind of addresses.
    private static AwsError? CheckConfigurations(WireValue configurations)
    {
        var items = configurations.Items;
        return items.Length is 0 or > 2 ? AwsError.BadRequest("DomainNameConfigurations must have one configuration, or two while the endpoint type changes")
            : items.Select(static item => item.GetText("EndpointType") ?? "REGIONAL").Distinct(StringComparer.Ordinal).Count() < items.Length
                ? AwsError.BadRequest("DomainNameConfigurations must have different endpoint types")
            : items.Select(static item => (item.GetText("SecurityPolicy") ?? "TLS_1_2", item.GetText("IpAddressType") ?? "ipv4")).Distinct().Count() > 1
                ? AwsError.BadRequest("DomainNameConfigurations must have the same security policy and IP address type")
            : null;
    }

    private static DomainName Read(DomainName domain, WireValue said)
    {
        if (said["DomainNameConfigurations"] is { Items: [var first, ..] } configurations)
        {
            domain = domain with
            {
                CertificateArn = null,
                CertificateName = null,
                RegionalCertificateArn = null,
                RegionalCertificateName = null,
                SecurityPolicy = first.GetText("SecurityPolicy") ?? domain.SecurityPolicy,
                OwnershipVerificationCertificateArn = null,
                EndpointConfiguration = domain.EndpointConfiguration with
                {
                    Types = [.. configurations.Items.Select(Type)],
                    IpAddressType = first.GetText("IpAddressType") ?? domain.EndpointConfiguration.IpAddressType,
                },
            };
            foreach (var item in configurations.Items)
            {
                domain = Type(item) == EndpointType.Regional
                    ? domain with { RegionalCertificateArn = item.GetText("CertificateArn"), RegionalCertificateName = item.GetText("CertificateName") }
                    : domain with { CertificateArn = item.GetText("CertificateArn"), CertificateName = item.GetText("CertificateName") };
                domain = domain with { OwnershipVerificationCertificateArn = item.GetText("OwnershipVerificationCertificateArn") ?? domain.OwnershipVerificationCertificateArn };
            }
        }

        if (said["MutualTlsAuthentication"] is { } mutual)
        {
            // Without a truststore there is no mutual TLS.
            domain = domain with
            {
                MutualTlsAuthentication = mutual.GetText("TruststoreUri") is { Length: > 0 } uri
                    ? new MutualTlsAuthentication { TruststoreUri = uri, TruststoreVersion = mutual.GetText("TruststoreVersion") }
                    : null,
            };
        }

        return domain with { RoutingMode = s_modes.Read(said.GetText("RoutingMode")) ?? domain.RoutingMode };
    }

    private static EndpointType Type(WireValue configuration) => s_types.Read(configuration.GetText("EndpointType")) ?? EndpointType.Regional;

    private static WireValue Wire(Account account, DomainName domain) => WireValue.Structure(
        ("ApiMappingSelectionExpression", "$request.basepath"),
        ("DomainName", domain.Name),
        ("DomainNameArn", DomainTargets.Arn(account, domain)),
        ("DomainNameConfigurations", WireValue.List(domain.EndpointConfiguration.Types.Select(type => Wire(account, domain, type)))),
        ("MutualTlsAuthentication", domain.MutualTlsAuthentication is { } mutual
            ? WireValue.Structure(("TruststoreUri", mutual.TruststoreUri), ("TruststoreVersion", mutual.TruststoreVersion))
            : null),
        ("RoutingMode", s_modes[domain.RoutingMode]),
        ("Tags", WireValue.Map(domain.Tags)));

    private static WireValue Wire(Account account, DomainName domain, EndpointType type)
    {
        var isRegional = type == EndpointType.Regional;
        return WireValue.Structure(
            ("ApiGatewayDomainName", isRegional ? DomainTargets.RegionalDomainName(account, domain) : DomainTargets.DistributionDomainName(domain)),
            ("CertificateArn", isRegional ? domain.RegionalCertificateArn : domain.CertificateArn),
            ("CertificateName", isRegional ? domain.RegionalCertificateName : domain.CertificateName),
            ("CertificateUploadDate", domain.CertificateUploadDate),
            ("DomainNameStatus", "AVAILABLE"),
            ("EndpointType", s_types[type]),
            ("HostedZoneId", isRegional ? DomainTargets.RegionalHostedZoneId(account) : DomainTargets.DistributionHostedZoneId),
            ("IpAddressType", domain.EndpointConfiguration.IpAddressType),
            ("SecurityPolicy", domain.SecurityPolicy),
            ("OwnershipVerificationCertificateArn", domain.OwnershipVerificationCertificateArn));
    }
}
