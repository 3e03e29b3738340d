// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.ApiGatewayV2;
using Foregate.Definitions.CloudFormation;
using Foregate.Definitions.Collections;
using Foregate.Definitions.DomainNames;
using Foregate.Definitions.Iam;
using Foregate.Definitions.Lambda;
using Foregate.Definitions.Ssm;

namespace Foregate.Definitions;

/// <summary>Everything one account has defined in one region: one immutable value, replaced as a whole by every operation.</summary>
public sealed record Account
{
    /// <summary>Twelve digits.</summary>
    public required string AccountId { get; init; }

    /// <summary>A region name such as <c>us-east-1</c>.</summary>
    public required string Region { get; init; }

    /// <summary>REST APIs by id.</summary>
    public ImmutableSortedDictionary<string, RestApi> RestApis { get; init; } = OrdinalMap.Empty<RestApi>();

    /// <summary>HTTP APIs by id.</summary>
    public ImmutableSortedDictionary<string, Api> Apis { get; init; } = OrdinalMap.Empty<Api>();

    /// <summary>API keys by id (not by value).</summary>
    public ImmutableSortedDictionary<string, ApiKey> ApiKeys { get; init; } = OrdinalMap.Empty<ApiKey>();

    /// <summary>Usage plans by id.</summary>
    public ImmutableSortedDictionary<string, UsagePlan> UsagePlans { get; init; } = OrdinalMap.Empty<UsagePlan>();

    /// <summary>Lambda functions by name.</summary>
    public ImmutableSortedDictionary<string, Function> Functions { get; init; } = OrdinalMap.Empty<Function>();

    /// <summary>The limit that all APIs of the account share; <see langword="null"/> means there is none.</summary>
    public ThrottleSettings? ThrottleSettings { get; init; }

    /// <summary>What holds for all REST APIs; <see langword="null"/> until something is said.</summary>
    public AccountSettings? Settings { get; init; }

    /// <summary>Domain names by name; private ones by <c>{name}+{id}</c>.</summary>
    public ImmutableSortedDictionary<string, DomainName> DomainNames { get; init; } = OrdinalMap.Empty<DomainName>();

    /// <summary>Links of REST APIs by id.</summary>
    public ImmutableSortedDictionary<string, ApiGateway.VpcLink> VpcLinks { get; init; } = OrdinalMap.Empty<ApiGateway.VpcLink>();

    /// <summary>Links of HTTP APIs by id.</summary>
    public ImmutableSortedDictionary<string, ApiGatewayV2.VpcLink> HttpVpcLinks { get; init; } = OrdinalMap.Empty<ApiGatewayV2.VpcLink>();

    /// <summary>Client certificates by id.</summary>
    public ImmutableSortedDictionary<string, ClientCertificate> ClientCertificates { get; init; } = OrdinalMap.Empty<ClientCertificate>();

    /// <summary>By ARN.</summary>
    public ImmutableSortedDictionary<string, DomainNameAccessAssociation> DomainNameAccessAssociations { get; init; } = OrdinalMap.Empty<DomainNameAccessAssociation>();

    /// <summary>Stacks by name; deleted ones, of which the last are remembered, by <see cref="Stack.StackId"/>.</summary>
    public ImmutableSortedDictionary<string, Stack> Stacks { get; init; } = OrdinalMap.Empty<Stack>();

    /// <summary>Parameters of Systems Manager by name.</summary>
    public ImmutableSortedDictionary<string, Parameter> Parameters { get; init; } = OrdinalMap.Empty<Parameter>();

    /// <summary>Roles by name. Of all regions, in the definitions of us-east-1.</summary>
    public ImmutableSortedDictionary<string, Role> Roles { get; init; } = OrdinalMap.Empty<Role>();

    /// <summary>Policies by ARN. Of all regions, in the definitions of us-east-1.</summary>
    public ImmutableSortedDictionary<string, Policy> Policies { get; init; } = OrdinalMap.Empty<Policy>();

    /// <summary>What the gateway's document has made of all this; <see langword="null"/> when there was none.</summary>
    public DocumentMark? Document { get; init; }
}
