// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Mapping;
using Foregate.DataPlane.Verdicts;
using Foregate.Definitions.ApiGateway;
using V2 = Foregate.Definitions.ApiGatewayV2;

namespace Foregate.DataPlane.Dispatch.Integrations;

/// <summary>From AWS's name of an integration type to the step that asks such a back end. A new kind is one line here.</summary>
internal static class IntegrationKinds
{
    private static readonly Dictionary<IntegrationType, Func<Integration, Method, ApiSnapshot, Resource, Compilation, IStep?>> Rest = new()
    {
        [IntegrationType.HttpProxy] = static (integration, _, api, resource, c) => HttpProxyIntegration.For(integration, api, PathTemplate.Names(resource.Path), c),
        [IntegrationType.Http] = static (integration, _, api, resource, c) => HttpIntegration.For(integration, api, resource, c),
        [IntegrationType.Aws] = static (integration, method, api, resource, c) => AwsUri.IsLambda(integration)
            ? LambdaIntegration.For(integration, method, api, resource, c)
            : AwsIntegration.For(integration, api, resource, c),
        [IntegrationType.AwsProxy] = LambdaProxyIntegration.For,
        [IntegrationType.Mock] = static (integration, _, api, _, c) => MockIntegration.For(integration, api, c),
    };

    private static readonly Dictionary<V2.IntegrationType, Func<V2.Integration, string, Compilation, IStep?>> Http = new()
    {
        [V2.IntegrationType.HttpProxy] = HttpProxyIntegration.For,
        [V2.IntegrationType.AwsProxy] = LambdaProxyIntegration.For,
    };

    /// <summary>The step for a method of a REST API.</summary>
    public static IStep? For(ApiSnapshot api, Resource resource, Method method, Compilation c)
    {
        var place = c.At(c.Path + "/integration");
        if (method.MethodIntegration is not { } integration)
        {
            return Fault(place, "No integration defined for method. Put one, or remove the method.");
        }

        return Rest.TryGetValue(integration.Type, out var make)
            ? make(integration, method, api, resource, place)
            : Fault(place, $"Integrations of type {integration.Type} are not served yet. Use HTTP_PROXY, AWS_PROXY or MOCK.");
    }

    /// <summary>The step for a route of an HTTP API.</summary>
    public static IStep? For(V2.ApiSnapshot api, V2.Route route, Compilation c)
    {
        const string Prefix = "integrations/";
        if (route.Target is not { } target || !target.StartsWith(Prefix, StringComparison.Ordinal)
            || !api.Integrations.TryGetValue(target[Prefix.Length..], out var integration))
        {
            return Fault(c, $"The route's target \"{route.Target}\" names no integration. Write integrations/ and the id of one.");
        }

        var place = c.At($"/apis/{c.ApiId}/integrations/{integration.IntegrationId}");
        return Http.TryGetValue(integration.IntegrationType, out var make)
            ? make(integration, route.RouteKey, place)
            : Fault(place, $"Integrations of type {integration.IntegrationType} are not served yet. Use HTTP_PROXY.");
    }

    /// <summary>The step of an integration that AWS takes and then cannot call.</summary>
    public static IStep Misconfigured(Rejection rejection) => new MisconfiguredIntegration(rejection);

    private static IStep? Fault(Compilation c, string message)
    {
        c.Fault(message);
        return null;
    }
}
