// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using Foregate.Definitions;
using Foregate.Definitions.ApiGatewayV2;

namespace Foregate.ControlPlane.Operations.BackEnds;

/// <summary>Ways from HTTP APIs into networks of one's own: create, get, update, delete.</summary>
internal static class HttpVpcLinks
{
    public static OperationResult<VpcLink> CreateVpcLink(
        Account account, string name, ImmutableArray<string> subnetIds, ImmutableArray<string> securityGroupIds, ImmutableSortedDictionary<string, string> tags, OperationContext context)
    {
        if (account.HttpVpcLinks.Count >= context.Quotas.HttpVpcLinks)
        {
            return AwsError.TooMany("VPC links", context.Quotas.HttpVpcLinks);
        }

        bool IsTaken(string id) => account.VpcLinks.ContainsKey(id) || account.HttpVpcLinks.ContainsKey(id);
        if (Identifiers.CheckFixed(context, IsTaken) is { } taken)
        {
            return taken;
        }

        if (subnetIds.IsEmpty || subnetIds.Length > context.Quotas.SubnetsPerVpcLink)
        {
            return AwsError.BadRequest($"A VPC link has 1 to {context.Quotas.SubnetsPerVpcLink} subnets");
        }

        var link = new VpcLink
        {
            VpcLinkId = context.FixedId ?? Identifiers.Next(6, IsTaken, "httpvpclink", context.IdSeed ?? name),
            Name = name,
            SubnetIds = subnetIds,
            SecurityGroupIds = securityGroupIds,
            CreatedDate = context.Now,
            Tags = tags,
        };
        return Put(account, link);
    }

    public static OperationResult<VpcLink> GetVpcLink(Account account, string id) =>
        account.HttpVpcLinks.TryGetValue(id, out var link) ? OperationResult<VpcLink>.Done(account, link) : AwsError.NoHttpVpcLink(id);

    /// <summary>Only its name and its tags change: what is <see langword="null"/> stays.</summary>
    public static OperationResult<VpcLink> UpdateVpcLink(Account account, string id, string? name, ImmutableSortedDictionary<string, string>? tags = null) =>
        account.HttpVpcLinks.TryGetValue(id, out var link) ? Put(account, link with { Name = name ?? link.Name, Tags = tags ?? link.Tags }) : AwsError.NoHttpVpcLink(id);

    public static OperationResult<VpcLink> DeleteVpcLink(Account account, string id)
    {
        if (!account.HttpVpcLinks.TryGetValue(id, out var link))
        {
            return AwsError.NoHttpVpcLink(id);
        }

        return account.Apis.Values.SelectMany(static api => api.Integrations.Values).FirstOrDefault(integration => integration.ConnectionId == id) is { } user
            ? AwsError.BadRequest($"Cannot delete vpc link. Vpc link '{id}', is referenced in integration {user.IntegrationId}.")
            : OperationResult<VpcLink>.Done(account with { HttpVpcLinks = account.HttpVpcLinks.Remove(id) }, link);
    }

    private static OperationResult<VpcLink> Put(Account account, VpcLink link) => string.IsNullOrWhiteSpace(link.Name)
        ? AwsError.BadRequest("Name must be non-empty")
        : OperationResult<VpcLink>.Done(account with { HttpVpcLinks = account.HttpVpcLinks.SetItem(link.VpcLinkId, link) }, link);
}
