// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Operations.BackEnds;

/// <summary>Ways from REST and WebSocket APIs to network load balancers: create, get, update, delete.</summary>
internal static partial class VpcLinks
{
    public static OperationResult<VpcLink> CreateVpcLink(
        Account account, string name, string? description, ImmutableArray<string> targetArns, ImmutableSortedDictionary<string, string> tags, OperationContext context)
    {
        if (account.VpcLinks.Count >= context.Quotas.VpcLinks)
        {
            return AwsError.TooMany("VPC links", context.Quotas.VpcLinks);
        }

        // An ARN does not say of which generation its link is.
        bool IsTaken(string id) => account.VpcLinks.ContainsKey(id) || account.HttpVpcLinks.ContainsKey(id);
        if (Identifiers.CheckFixed(context, IsTaken) is { } taken)
        {
            return taken;
        }

        // The name comes first (recorded).
        if (string.IsNullOrWhiteSpace(name))
        {
            return AwsError.BadRequest("Name cannot be empty");
        }

        if (targetArns is not [var target])
        {
            return AwsError.BadRequest("Exactly one target ARN is required");
        }

        if (!LoadBalancer().IsMatch(target))
        {
            return AwsError.BadRequest($"Invalid ARN. ARN is not well formed {target}");
        }

        var link = new VpcLink
        {
            Id = context.FixedId ?? Identifiers.Next(6, IsTaken, "vpclink", context.IdSeed ?? name),
            Name = name,
            Description = description,
            TargetArns = targetArns,
            Tags = tags,
        };
        return Put(account, link);
    }

    public static OperationResult<VpcLink> GetVpcLink(Account account, string id) =>
        account.VpcLinks.TryGetValue(id, out var link) ? OperationResult<VpcLink>.Done(account, link) : AwsError.NoVpcLink();

    /// <param name="tags"><see langword="null"/> keeps those that are there.</param>
    public static OperationResult<VpcLink> UpdateVpcLink(
        Account account, string id, string? name, string? description, ImmutableSortedDictionary<string, string>? tags = null) =>
        account.VpcLinks.TryGetValue(id, out var link)
            ? Put(account, link with { Name = name ?? "", Description = description, Tags = tags ?? link.Tags })
            : AwsError.NoVpcLink();

    public static OperationResult<VpcLink> DeleteVpcLink(Account account, string id)
    {
        if (!account.VpcLinks.TryGetValue(id, out var link))
        {
            return AwsError.NoVpcLink();
        }

        return UserOf(account, id) is { } user
            ? AwsError.BadRequest($"Cannot delete vpc link. Vpc link '{id}', is referenced in [{user}] in format of [Method:Resource].")
            : OperationResult<VpcLink>.Done(account with { VpcLinks = account.VpcLinks.Remove(id) }, link);
    }

    private static string? UserOf(Account account, string id)
    {
        foreach (var api in account.RestApis.Values)
        {
            foreach (var resource in api.Resources.Values)
            {
                foreach (var (verb, method) in resource.ResourceMethods)
                {
                    if (method.MethodIntegration?.ConnectionId == id)
                    {
                        return $"{verb}:{resource.Id}";
                    }
                }
            }
        }

        return account.Apis.Values.SelectMany(static api => api.Integrations.Values).FirstOrDefault(integration => integration.ConnectionId == id)?.IntegrationId;
    }

    private static OperationResult<VpcLink> Put(Account account, VpcLink link) => string.IsNullOrWhiteSpace(link.Name)
        ? AwsError.BadRequest("Name cannot be empty")
        : OperationResult<VpcLink>.Done(account with { VpcLinks = account.VpcLinks.SetItem(link.Id, link) }, link);

    [GeneratedRegex(@"\Aarn:aws[a-z-]*:elasticloadbalancing:[^:\s]+:[^:\s]+:loadbalancer/\S+\z")]
    private static partial Regex LoadBalancer();
}
