// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.Handlers.ApiGatewayV2;

public sealed class HttpStageHandlersTests : IDisposable
{
    private readonly SignedClient _client = new();

    public void Dispose() => _client.Dispose();

    [Fact]
    public void A_stage_deploys_by_itself_or_is_pointed_at_a_deployment()
    {
        var path = "/v2/apis/" + (string)_client.Call("POST", "/v2/apis", """{"name":"a","protocolType":"HTTP"}""", 201)["apiId"]!;
        var itself = _client.Call("POST", path + "/stages", """{"stageName":"$default","autoDeploy":true,"stageVariables":{"a":"b"}}""", 201);
        Assert.Equal($"Successfully deployed stage with deployment ID '{(string)itself["deploymentId"]!}'", (string)itself["lastDeploymentStatusMessage"]!);
        Assert.Equal("""{"detailedMetricsEnabled":false}""", itself["defaultRouteSettings"]!.ToJsonString());
        var deployment = (string)_client.Call("POST", path + "/deployments", """{"description":"d"}""", 201)["deploymentId"]!;
        _client.Call("POST", path + "/stages", $$"""{"stageName":"dev","deploymentId":"{{deployment}}"}""", 201);
        var changed = _client.Call("PATCH", path + "/stages/dev", """{"description":"x","defaultRouteSettings":{"throttlingBurstLimit":3}}""", 200);
        Assert.Equal((deployment, "x", 3), ((string)changed["deploymentId"]!, (string)changed["description"]!, (int)changed["defaultRouteSettings"]!["throttlingBurstLimit"]!));
        Assert.Equal(
            "Foregate cannot do this yet: DetailedMetricsEnabled in UpdateStage.",
            (string)_client.Call("PATCH", path + "/stages/dev", """{"defaultRouteSettings":{"detailedMetricsEnabled":true}}""", 400)["message"]!);
        var target = "integrations/" + (string)_client.Call(
            "POST", path + "/integrations", """{"integrationType":"HTTP_PROXY","integrationMethod":"ANY","integrationUri":"http://127.0.0.1:9000"}""", 201)["integrationId"]!;
        _client.Call("POST", path + "/routes", $$"""{"routeKey":"GET /a","target":"{{target}}"}""", 201);
        _client.Call("PATCH", path + "/stages/dev", """{"routeSettings":{"GET /a":{"throttlingBurstLimit":1}},"accessLogSettings":{"format":"$context.requestId"}}""", 200);
        _client.Call("DELETE", path + "/stages/dev/routesettings/GET%20%2Fa", "", 204);
        _client.Call("DELETE", path + "/stages/dev/routesettings/GET%20%2Fa", "", 404);
        _client.Call("DELETE", path + "/stages/dev/accesslogsettings", "", 204);
        var bare = _client.Call("GET", path + "/stages/dev", "", 200);
        Assert.Equal(("{}", null), (bare["routeSettings"]!.ToJsonString(), bare["accessLogSettings"]));
        Assert.Equal(2, _client.Call("GET", path + "/stages", "", 200)["items"]!.AsArray().Count);
        _client.Call("DELETE", path + "/stages/%24default", "", 204);
        Assert.Equal("Invalid stage identifier specified", (string)_client.Call("GET", path + "/stages/%24default", "", 404)["message"]!);
    }
}
