// SPDX-License-Identifier: Apache-2.0
using Foregate.ControlPlane.Operations;
using Foregate.ControlPlane.Operations.DomainNames;
using Foregate.Definitions.Collections;
using Foregate.Definitions.DomainNames;

namespace Foregate.ControlPlane.Tests.Operations.DomainNames;

public sealed class AccessAssociationsTests
{
    private readonly DomainGround _ground = new();

    private string Arn => DomainTargets.Arn(_ground.Account, Domains.Find(_ground.Account, "private.example.com", _ground.PrivateId)!);

    [Fact]
    public void Keeps_its_domain_name()
    {
        var made = _ground.Do(Create(Arn, "vpce-1"));
        Create(Arn, "vpce-1").Refused(409, "A domain name access association for private.example.com and vpce-1 already exists");
        Domains.DeleteDomainName(_ground.Account, "private.example.com", _ground.PrivateId).Refused(400, "The domain name has access associations: delete or reject them first");
        AccessAssociations.RejectDomainNameAccessAssociation(_ground.Account, made.DomainNameAccessAssociationArn, "arn").Refused(404, "Invalid domain name identifier specified");
        _ground.Do(AccessAssociations.RejectDomainNameAccessAssociation(_ground.Account, made.DomainNameAccessAssociationArn, Arn));
        AccessAssociations.DeleteDomainNameAccessAssociation(_ground.Account, made.DomainNameAccessAssociationArn).Refused(404, "Invalid domain name access association identifier specified");
    }

    [Fact]
    public void Is_for_private_domain_names_and_endpoints()
    {
        var publicArn = DomainTargets.Arn(_ground.Account, _ground.Domain);
        Create(publicArn, "vpce-1").Refused(400, $"Invalid private domain name ARN specified: {publicArn}");
        Create(Arn, "vpc-1").Refused(400, "Invalid VPC endpoint identifier specified: vpc-1");
    }

    private OperationResult<DomainNameAccessAssociation> Create(string arn, string source) =>
        AccessAssociations.CreateDomainNameAccessAssociation(_ground.Account, arn, source, OrdinalMap.Empty<string>(), Ground.Context);
}
