// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Foregate.Definitions;
using Foregate.Definitions.DomainNames;

namespace Foregate.ControlPlane.Operations.DomainNames;

/// <summary>Ways of networks to private domain names: create, delete, reject.</summary>
internal static partial class AccessAssociations
{
    public static OperationResult<DomainNameAccessAssociation> CreateDomainNameAccessAssociation(
        Account account, string domainNameArn, string accessAssociationSource, ImmutableSortedDictionary<string, string> tags, OperationContext context)
    {
        if (FindDomain(account, domainNameArn) is not { } domain)
        {
            return AwsError.BadRequest($"Invalid private domain name ARN specified: {domainNameArn}");
        }

        if (!Endpoint().IsMatch(accessAssociationSource))
        {
            return AwsError.BadRequest($"Invalid VPC endpoint identifier specified: {accessAssociationSource}");
        }

        if (account.DomainNameAccessAssociations.Count >= context.Quotas.DomainNameAccessAssociations)
        {
            return AwsError.TooMany("domain name access associations", context.Quotas.DomainNameAccessAssociations);
        }

        // An endpoint's DNS can give one name one meaning only.
        var arn = $"arn:aws:apigateway:{account.Region}:{account.AccountId}:/domainnameaccessassociations/domainname/{domain.Name}/vpcesource/{accessAssociationSource}";
        if (account.DomainNameAccessAssociations.ContainsKey(arn))
        {
            return AwsError.Conflict($"A domain name access association for {domain.Name} and {accessAssociationSource} already exists");
        }

        var association = new DomainNameAccessAssociation
        {
            DomainNameAccessAssociationArn = arn,
            DomainNameArn = domainNameArn,
            AccessAssociationSource = accessAssociationSource,
            Tags = tags,
        };
        return OperationResult<DomainNameAccessAssociation>.Done(
            account with { DomainNameAccessAssociations = account.DomainNameAccessAssociations.Add(arn, association) }, association);
    }

    public static OperationResult<DomainNameAccessAssociation> DeleteDomainNameAccessAssociation(Account account, string arn) =>
        account.DomainNameAccessAssociations.TryGetValue(arn, out var association)
            ? OperationResult<DomainNameAccessAssociation>.Done(account with { DomainNameAccessAssociations = account.DomainNameAccessAssociations.Remove(arn) }, association)
            : AwsError.NotFound("Invalid domain name access association identifier specified");

    /// <summary>The same, from the side of the domain name.</summary>
    public static OperationResult<DomainNameAccessAssociation> RejectDomainNameAccessAssociation(Account account, string arn, string domainNameArn)
    {
        if (FindDomain(account, domainNameArn) is null)
        {
            return AwsError.NoDomainName();
        }

        return account.DomainNameAccessAssociations.TryGetValue(arn, out var association) && association.DomainNameArn != domainNameArn
            ? AwsError.BadRequest("The domain name access association is of another domain name")
            : DeleteDomainNameAccessAssociation(account, arn);
    }

    private static DomainName? FindDomain(Account account, string arn) =>
        account.DomainNames.Values.FirstOrDefault(domain => domain.DomainNameId is not null && DomainTargets.Arn(account, domain) == arn);

    [GeneratedRegex(@"\Avpce-[0-9a-z]{1,32}\z")]
    private static partial Regex Endpoint();
}
