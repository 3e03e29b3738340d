// SPDX-License-Identifier: Apache-2.0
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Emit.ResponseMapping;

/// <summary>What becomes of an integration's answer on its way to the client.</summary>
internal static class ResponseMapping
{
    /// <summary>For a method of a REST API; null when there is no integration to answer (its own step notes that fault).</summary>
    public static IStep? For(Method method, Compilation c)
    {
        var place = c.At(c.Path + "/integration");
        return method.MethodIntegration is { Type: IntegrationType.Mock } integration
            ? IntegrationResponseSelection.For(method, integration, place)
            : null;
    }
}
