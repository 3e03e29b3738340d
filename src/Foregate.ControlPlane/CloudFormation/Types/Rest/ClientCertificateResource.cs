// SPDX-License-Identifier: Apache-2.0

using Foregate.ControlPlane.CloudFormation.Intrinsics;
using Foregate.ControlPlane.CloudFormation.Making;
using Foregate.ControlPlane.Codecs;
using Foregate.ControlPlane.OpenApi.Reading;
using Foregate.ControlPlane.Operations.BackEnds;

namespace Foregate.ControlPlane.CloudFormation.Types.Rest;

/// <summary><c>AWS::ApiGateway::ClientCertificate</c>.</summary>
internal static class ClientCertificateResource
{
    public static ResourceType Type { get; } = new("AWS::ApiGateway::ClientCertificate", new ObjectKind("the client certificate", "Description Tags"), [], Create)
    {
        IsTagged = true,
        Update = Update,
        Delete = static removal => removal.Apply(account => ClientCertificates.DeleteClientCertificate(account, removal.PhysicalId)),
        Read = static (account, resource) => OwnDefinition.Of(account.ClientCertificates.GetValueOrDefault(resource.PhysicalId), DefinitionJson.WriteApiGatewayClientCertificateRow),
        Place = static resource => $"/clientcertificates/{resource.PhysicalId}",
    };

    private static ResourceValue? Create(ResourceContext context)
    {
        var (description, tags) = (context.Properties.Text("Description"), ResourceTags.Of(context));
        return context.Apply(account => ClientCertificates.GenerateClientCertificate(account, description, tags, context.Creation(tags))) is { } made ? Value(made.ClientCertificateId) : null;
    }

    private static ResourceValue? Update(ResourceContext context)
    {
        var (description, tags) = (context.Properties.Text("Description"), ResourceTags.Of(context));
        return context.Apply(account => ClientCertificates.UpdateClientCertificate(account, context.PhysicalId, description, tags)) is null ? null : Value(context.PhysicalId);
    }

    private static ResourceValue Value(string id) => new(id, ("ClientCertificateId", id));
}
