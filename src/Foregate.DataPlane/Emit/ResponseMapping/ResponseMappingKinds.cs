// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Emit.Cors;
using Foregate.DataPlane.Mapping;
using Foregate.Definitions.ApiGateway;
using V2 = Foregate.Definitions.ApiGatewayV2;

namespace Foregate.DataPlane.Emit.ResponseMapping;

/// <summary>What becomes of an integration's answer on its way to the client. Null when there is no integration (its own step notes that fault).</summary>
internal static class ResponseMappingKinds
{
    /// <summary>For a method of a REST API.</summary>
    public static IStep? For(ApiSnapshot api, Method method, Compilation c) => method.MethodIntegration switch
    {
        { Type: IntegrationType.Mock or IntegrationType.Http or IntegrationType.Aws } integration =>
            IntegrationResponseSelection.For(method, integration, api, byErrorMessage: AwsUri.IsLambda(integration), c.At(c.Path + "/integration")),
        { Type: IntegrationType.HttpProxy or IntegrationType.AwsProxy } => RestProxyResponse.Instance,
        _ => null,
    };

    /// <summary>For a route of an HTTP API.</summary>
    /// <param name="cors">The API's CORS headers; null leaves them to the back ends.</param>
    public static IStep? For(V2.ApiSnapshot api, V2.Route route, CorsHeaders? cors, Compilation c)
    {
        const string Prefix = "integrations/";
        return route.Target is { } target && target.StartsWith(Prefix, StringComparison.Ordinal)
            && api.Integrations.TryGetValue(target[Prefix.Length..], out var integration)
            ? HttpProxyResponse.For(integration, cors, c.At($"/apis/{c.ApiId}/integrations/{integration.IntegrationId}"))
            : null;
    }
}
