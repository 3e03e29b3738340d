// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.ApiGateway;
using Foregate.Definitions;

namespace Foregate.ControlPlane.Protocol.Handlers.ApiGateway;

/// <summary>What an ARN names, with its tags and a way to give it others.</summary>
internal sealed record TaggedResource(ImmutableSortedDictionary<string, string> Tags, Func<ImmutableSortedDictionary<string, string>, Account> With)
{
    /// <summary>arn:{partition}:apigateway:{region}::/restapis/{id} and the like; those of what other accounts can see tell the account.</summary>
    public static (TaggedResource? Found, AwsError? Error) Find(Account account, string arn)
    {
        if (arn.Split(':', 6) is not ["arn", _, "apigateway", var region, var owner, ['/', .. var path]])
        {
            return (null, AwsError.BadRequest($"Invalid ARN specified in the request: {arn}"));
        }

        var found = region != account.Region || (owner.Length > 0 && owner != account.AccountId) ? null : path.Split('/') switch
        {
            ["restapis", var id] when account.RestApis.TryGetValue(id, out var api) => new TaggedResource(api.Tags, tags => account.With(api with { Tags = tags })),
            ["restapis", var id, "stages", var name] when account.RestApis.TryGetValue(id, out var api) && api.Stages.TryGetValue(name, out var stage) =>
                new TaggedResource(stage.Tags, tags => account.With(api, stage with { Tags = tags })),
            ["apikeys", var id] when account.ApiKeys.TryGetValue(id, out var key) => new TaggedResource(key.Tags, tags => account.With(key with { Tags = tags })),
            ["usageplans", var id] when account.UsagePlans.TryGetValue(id, out var plan) => new TaggedResource(plan.Tags, tags => account.With(plan with { Tags = tags })),
            ["apis", var id] when account.Apis.TryGetValue(id, out var api) =>
                new TaggedResource(api.Tags, tags => account with { Apis = account.Apis.SetItem(id, api with { Tags = tags }) }),
            ["apis", var id, "stages", var name] when account.Apis.TryGetValue(id, out var api) && api.Stages.TryGetValue(name, out var stage) =>
                new TaggedResource(stage.Tags, tags => account with { Apis = account.Apis.SetItem(id, api with { Stages = api.Stages.SetItem(name, stage with { Tags = tags }) }) }),
            ["vpclinks", var id] when account.VpcLinks.TryGetValue(id, out var link) =>
                new TaggedResource(link.Tags, tags => account with { VpcLinks = account.VpcLinks.SetItem(id, link with { Tags = tags }) }),
            ["vpclinks", var id] when account.HttpVpcLinks.TryGetValue(id, out var link) =>
                new TaggedResource(link.Tags, tags => account with { HttpVpcLinks = account.HttpVpcLinks.SetItem(id, link with { Tags = tags }) }),
            ["clientcertificates", var id] when account.ClientCertificates.TryGetValue(id, out var certificate) =>
                new TaggedResource(certificate.Tags, tags => account with { ClientCertificates = account.ClientCertificates.SetItem(id, certificate with { Tags = tags }) }),
            ["domainnames", var key] when account.DomainNames.TryGetValue(key, out var domain) =>
                new TaggedResource(domain.Tags, tags => account with { DomainNames = account.DomainNames.SetItem(key, domain with { Tags = tags }) }),
            ["domainnameaccessassociations", ..] when account.DomainNameAccessAssociations.TryGetValue(arn, out var association) => new TaggedResource(
                association.Tags, tags => account with { DomainNameAccessAssociations = account.DomainNameAccessAssociations.SetItem(arn, association with { Tags = tags }) }),
            _ => null,
        };
        return found is null ? (null, AwsError.NotFound("Invalid resource identifier specified")) : (found, null);
    }
}
