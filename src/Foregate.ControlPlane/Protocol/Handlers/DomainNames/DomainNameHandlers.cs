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

/// <summary>Domain names, on the wire of the first interface.</summary>
internal static class DomainNameHandlers
{
    private static readonly WireNames<EndpointType> s_types = new((EndpointType.Regional, "REGIONAL"), (EndpointType.Edge, "EDGE"), (EndpointType.Private, "PRIVATE"));

    private static readonly WireNames<RoutingMode> s_modes = new(
        (RoutingMode.BasePathMappingOnly, "BASE_PATH_MAPPING_ONLY"),
        (RoutingMode.RoutingRuleOnly, "ROUTING_RULE_ONLY"),
        (RoutingMode.RoutingRuleThenBasePathMapping, "ROUTING_RULE_THEN_BASE_PATH_MAPPING"));

    public static HandlerResult Create(HandlerCall call)
    {
        var input = call.Input;
        if ((Refuse(input) ?? TagHandlers.Check(input["tags"], call.Context)) is { } refused)
        {
            return refused;
        }

        return HandlerCall.Answer(
            Domains.CreateDomainName(
                call.Account,
                new Domains.CreateDomainNameRequest
                {
                    Name = call.Text("domainName"),
                    CertificateName = input.GetText("certificateName"),
                    CertificateArn = input.GetText("certificateArn"),
                    RegionalCertificateName = input.GetText("regionalCertificateName"),
                    RegionalCertificateArn = input.GetText("regionalCertificateArn"),
                    EndpointConfiguration = Endpoint(input) ?? new(),
                    SecurityPolicy = input.GetText("securityPolicy") ?? "TLS_1_2",
                    EndpointAccessMode = NoneIfEmpty(input.GetText("endpointAccessMode")),
                    MutualTlsAuthentication = MutualTls(input),
                    OwnershipVerificationCertificateArn = input.GetText("ownershipVerificationCertificateArn"),
                    Policy = input.GetText("policy"),
                    RoutingMode = s_modes.Read(input.GetText("routingMode")) ?? RoutingMode.BasePathMappingOnly,
                    Tags = input.GetTextMap("tags") ?? OrdinalMap.Empty<string>(),
                },
                call.CreationContext(input["tags"])),
            domain => Wire(call.Account, domain, isNew: true));
    }

    public static HandlerResult Get(HandlerCall call) => HandlerCall.Answer(Find(call), domain => Wire(call.Account, domain));

    /// <summary>All of them are this account's own.</summary>
    public static HandlerResult GetAll(HandlerCall call) => call.Items(
        call.Input.GetText("resourceOwner") == "OTHER_ACCOUNTS" ? [] : call.Account.DomainNames.Values, Domains.KeyOf, domain => Wire(call.Account, domain));

    public static HandlerResult Update(HandlerCall call)
    {
        var found = Find(call);
        if (found.Error is { } missing)
        {
            return missing;
        }

        var (patched, refused) = call.Patch(Wire(call.Account, found.Response!));
        if ((refused ?? Check(patched!)) is { } error)
        {
            return error;
        }

        var domain = found.Response! with
        {
            CertificateName = NoneIfEmpty(patched!.GetText("certificateName")),
            CertificateArn = NoneIfEmpty(patched.GetText("certificateArn")),
            RegionalCertificateName = NoneIfEmpty(patched.GetText("regionalCertificateName")),
            RegionalCertificateArn = NoneIfEmpty(patched.GetText("regionalCertificateArn")),
            EndpointConfiguration = Endpoint(patched) ?? new(),
            SecurityPolicy = patched.GetText("securityPolicy") ?? "TLS_1_2",
            EndpointAccessMode = NoneIfEmpty(patched.GetText("endpointAccessMode")),
            MutualTlsAuthentication = MutualTls(patched),
            OwnershipVerificationCertificateArn = NoneIfEmpty(patched.GetText("ownershipVerificationCertificateArn")),
            ManagementPolicy = NoneIfEmpty(patched.GetText("managementPolicy")),
            Policy = NoneIfEmpty(patched.GetText("policy")),
            RoutingMode = s_modes.Read(patched.GetText("routingMode"))!.Value,
        };
        // A change from private or to it would be another domain name.
        return Domains.KeyOf(domain) != Domains.KeyOf(found.Response!) || Domains.IsPrivate(domain) != Domains.IsPrivate(found.Response!)
            ? AwsError.BadRequest("A domain name cannot become private, nor cease to be")
            : HandlerCall.Answer(Domains.UpdateDomainName(call.Account, domain, call.Context), changed => Wire(call.Account, changed));
    }

    public static HandlerResult Delete(HandlerCall call) =>
        HandlerCall.Answer(Domains.DeleteDomainName(call.Account, call.Text("domainName"), call.Input.GetText("domainNameId")), static _ => WireValue.Empty);

    private static OperationResult<DomainName> Find(HandlerCall call) => Domains.GetDomainName(call.Account, call.Text("domainName"), call.Input.GetText("domainNameId"));

    // Certificates have their own service; nobody would find one again that was stored here.
    private static AwsError? Refuse(WireValue said) =>
        said["certificateBody"] is not null || said["certificatePrivateKey"] is not null || said["certificateChain"] is not null
            ? AwsError.NotBuilt("certificates within CreateDomainName (certificateBody, certificatePrivateKey, certificateChain); name one by its ARN")
            : null;

    private static AwsError? Check(WireValue patched) =>
        patched["endpointConfiguration"]?["types"]?.Items.Any(static type => s_types.Read(type.Text) is null) ?? false
            ? AwsError.BadRequest("Invalid EndpointTypes specified. Valid options are REGIONAL,EDGE,PRIVATE")
        : s_modes.Read(patched.GetText("routingMode")) is null
            ? AwsError.BadRequest("Invalid routingMode specified. Must be one of: [BASE_PATH_MAPPING_ONLY, ROUTING_RULE_ONLY, ROUTING_RULE_THEN_BASE_PATH_MAPPING]")
        : null;

    private static string? NoneIfEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;

    private static EndpointConfiguration? Endpoint(WireValue said)
    {
        if (said["endpointConfiguration"] is not { } endpoint)
        {
            return null;
        }

        var defaults = new EndpointConfiguration();
        return new EndpointConfiguration
        {
            Types = endpoint["types"] is { } types ? [.. types.Items.Select(static type => s_types.Read(type.Text)!.Value)] : defaults.Types,
            IpAddressType = endpoint.GetText("ipAddressType") ?? defaults.IpAddressType,
            VpcEndpointIds = endpoint.GetTexts("vpcEndpointIds") ?? [],
        };
    }

    private static MutualTlsAuthentication? MutualTls(WireValue said) => said["mutualTlsAuthentication"] is { } mutual && NoneIfEmpty(mutual.GetText("truststoreUri")) is { } uri
        ? new MutualTlsAuthentication { TruststoreUri = uri, TruststoreVersion = NoneIfEmpty(mutual.GetText("truststoreVersion")) }
        : null;

    private static WireValue Wire(Account account, DomainName domain, bool isNew = false)
    {
        var endpoint = domain.EndpointConfiguration;
        var (isRegional, isEdge) = (endpoint.Types.Contains(EndpointType.Regional), endpoint.Types.Contains(EndpointType.Edge));
        return WireValue.Structure(
            ("domainName", domain.Name),
            ("domainNameId", domain.DomainNameId),
            ("domainNameArn", DomainTargets.Arn(account, domain)),
            ("certificateName", domain.CertificateName),
            ("certificateArn", domain.CertificateArn),
            ("certificateUploadDate", domain.CertificateUploadDate),
            ("regionalDomainName", isRegional ? DomainTargets.RegionalDomainName(account, domain) : null),
            ("regionalHostedZoneId", isRegional ? DomainTargets.RegionalHostedZoneId(account) : null),
            ("regionalCertificateName", domain.RegionalCertificateName),
            ("regionalCertificateArn", domain.RegionalCertificateArn),
            ("distributionDomainName", isEdge ? DomainTargets.DistributionDomainName(domain) : null),
            ("distributionHostedZoneId", isEdge ? DomainTargets.DistributionHostedZoneId : null),
            ("endpointConfiguration", WireValue.Structure(
                ("types", WireValue.List(endpoint.Types.Select(static type => s_types[type]))),
                ("ipAddressType", endpoint.IpAddressType),
                ("vpcEndpointIds", endpoint.VpcEndpointIds.IsEmpty ? null : WireValue.List(endpoint.VpcEndpointIds)))),
            ("domainNameStatus", "AVAILABLE"),
            ("securityPolicy", domain.SecurityPolicy),
            ("endpointAccessMode", domain.EndpointAccessMode),
            ("tags", isNew && domain.Tags.IsEmpty ? null : WireValue.Map(domain.Tags)),
            ("mutualTlsAuthentication", domain.MutualTlsAuthentication is { } mutual
                ? WireValue.Structure(("truststoreUri", mutual.TruststoreUri), ("truststoreVersion", mutual.TruststoreVersion))
                : null),
            ("ownershipVerificationCertificateArn", domain.OwnershipVerificationCertificateArn),
            ("managementPolicy", domain.ManagementPolicy),
            ("policy", domain.Policy),
            ("routingMode", s_modes[domain.RoutingMode]));
    }
}
