// SPDX-License-Identifier: Apache-2.0
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;

namespace Foregate.DataPlane.Tests.Pipeline;

/// <summary>Changes what <see cref="GivenAccount.RestApi"/> has deployed, and its stage.</summary>
internal static class GivenRestApi
{
    /// <summary>A method that passes requests on to a back end on this machine.</summary>
    public static Method Proxy(int port, string path = "/{petId}", string httpMethod = "GET") => new()
    {
        HttpMethod = httpMethod,
        MethodIntegration = new Integration
        {
            Type = IntegrationType.HttpProxy,
            HttpMethod = httpMethod,
            Uri = $"http://127.0.0.1:{port}{path}",
            RequestParameters = path.Contains("{petId}", StringComparison.Ordinal)
                ? OrdinalMap.Empty<string>().Add("integration.request.path.petId", "method.request.path.petId")
                : OrdinalMap.Empty<string>(),
        },
    };

    public static RestApi Deployed(this RestApi api, Func<ApiSnapshot, ApiSnapshot> change)
    {
        var deployment = api.Deployments["dep001"];
        return api with { Deployments = api.Deployments.SetItem("dep001", deployment with { Snapshot = change(deployment.Snapshot) }) };
    }

    public static RestApi Staged(this RestApi api, Func<Stage, Stage> change) => api with { Stages = api.Stages.SetItem("prod", change(api.Stages["prod"])) };

    public static RestApi Refusing(this RestApi api, string type, GatewayResponse response) =>
        api.Deployed(snapshot => snapshot with { GatewayResponses = snapshot.GatewayResponses.SetItem(type, response) });
}
