// SPDX-License-Identifier: Apache-2.0
using Foregate.Definitions;
using Foregate.Definitions.ApiGateway;
using Foregate.Definitions.Collections;
using V2 = Foregate.Definitions.ApiGatewayV2;

namespace Foregate.DataPlane.Tests.Pipeline;

/// <summary>Makes small accounts to compile.</summary>
internal static class GivenAccount
{
    public static Account Empty { get; } = new() { AccountId = "123456789012", Region = "us-east-1" };

    public static Integration Mock { get; } = new()
    {
        Type = IntegrationType.Mock,
        RequestTemplates = OrdinalMap.Empty<string>().Add("application/json", "{\"statusCode\": 200}"),
        IntegrationResponses = OrdinalMap.Empty<IntegrationResponse>().Add("200", new IntegrationResponse { StatusCode = "200" }),
    };

    public static Method Get { get; } = new()
    {
        HttpMethod = "GET",
        MethodIntegration = Mock,
        MethodResponses = OrdinalMap.Empty<MethodResponse>().Add("200", new MethodResponse { StatusCode = "200" }),
    };

    public static Stage Prod { get; } = new()
    {
        StageName = "prod",
        DeploymentId = "dep001",
        CreatedDate = default,
        LastUpdatedDate = default,
        Variables = OrdinalMap.Empty<string>().Add("colour", "blue"),
    };

    public static V2.Integration Proxy { get; } = new()
    {
        IntegrationId = "int001", IntegrationType = V2.IntegrationType.HttpProxy, IntegrationMethod = "GET", IntegrationUri = "http://127.0.0.1:9/",
    };

    /// <summary>An account with a REST API "rest123456" whose stage "prod" has this one method.</summary>
    public static Account Rest(string path = "/pets/{petId}", Method? method = null) =>
        Empty with { RestApis = OrdinalMap.Empty<RestApi>().Add("rest123456", RestApi(path, method ?? Get)) };

    public static RestApi RestApi(string path, Method method) => new()
    {
        Id = "rest123456",
        Name = "pets",
        CreatedDate = default,
        RootResourceId = "root",
        Deployments = OrdinalMap.Empty<Deployment>().Add("dep001", new Deployment
        {
            Id = "dep001",
            CreatedDate = default,
            Snapshot = new ApiSnapshot
            {
                Resources = OrdinalMap.Empty<Resource>().Add("res001", new Resource
                {
                    Id = "res001", Path = path, ResourceMethods = OrdinalMap.Empty<Method>().Add(method.HttpMethod, method),
                }),
            },
        }),
        Stages = OrdinalMap.Empty<Stage>().Add("prod", Prod),
    };

    /// <summary>The account with an HTTP API "http123456" with these stages and one route to <see cref="Proxy"/>.</summary>
    public static Account WithHttp(this Account account, string routeKey, string? target, V2.Cors? cors, params V2.Stage[] stages) => account with
    {
        Apis = OrdinalMap.Empty<V2.Api>().Add("http123456", new V2.Api
        {
            ApiId = "http123456",
            Name = "pets",
            CreatedDate = default,
            Deployments = OrdinalMap.Empty<V2.Deployment>().Add("dep002", new V2.Deployment
            {
                DeploymentId = "dep002", CreatedDate = default, Snapshot = HttpSnapshot(routeKey, target, cors),
            }),
            Stages = OrdinalMap.Empty<V2.Stage>().AddRange(stages.Select(static stage => KeyValuePair.Create(stage.StageName, stage))),
        }),
    };

    public static V2.ApiSnapshot HttpSnapshot(string routeKey, string? target, V2.Cors? cors = null) => new()
    {
        Routes = OrdinalMap.Empty<V2.Route>().Add("rou001", new V2.Route { RouteId = "rou001", RouteKey = routeKey, Target = target }),
        Integrations = OrdinalMap.Empty<V2.Integration>().Add("int001", Proxy),
        CorsConfiguration = cors,
    };

    public static V2.Stage HttpStage(string name, string? deployment = "dep002") =>
        new() { StageName = name, DeploymentId = deployment, CreatedDate = default, LastUpdatedDate = default };
}
