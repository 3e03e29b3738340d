// SPDX-License-Identifier: Apache-2.0

using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Operations.ApiGateway;

/// <summary>Names the content of a REST API's snapshot, so that equal content deploys under an equal id.</summary>
internal static class SnapshotFingerprint
{
    public static string Of(ApiSnapshot snapshot)
    {
        using var fingerprint = new Fingerprint();
        return fingerprint
            .Add(snapshot.BinaryMediaTypes)
            .Add((int)snapshot.ApiKeySource)
            .Add(snapshot.Resources, static (into, resource) => into.Add(resource.Path).Add(resource.ResourceMethods, Add))
            .Finish();
    }

    private static void Add(Fingerprint into, Method method)
    {
        into.Add((int)method.AuthorizationType)
            .Add(method.ApiKeyRequired)
            .Add(method.OperationName)
            .Add(method.RequestParameters)
            .Add(method.MethodResponses, static (into, response) => into.Add(response.ResponseParameters).Add(response.ResponseModels));
        if (method.MethodIntegration is { } integration)
        {
            into.Add((int)integration.Type)
                .Add(integration.HttpMethod)
                .Add(integration.Uri)
                .Add(integration.RequestParameters)
                .Add(integration.RequestTemplates)
                .Add((int)integration.PassthroughBehavior)
                .Add(integration.TimeoutInMillis)
                .Add(integration.IntegrationResponses, static (into, response) => into
                    .Add(response.SelectionPattern)
                    .Add(response.ResponseParameters)
                    .Add(response.ResponseTemplates));
            if (integration.ContentHandling is { } handling)
            {
                into.Add("contentHandling").Add((int)handling);
            }
        }
    }
}
