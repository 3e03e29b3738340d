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
        var metrics = _client.Call("PATCH", path + "/stages/dev", """{"defaultRouteSettings":{"detailedMetricsEnabled":true}}""", 200);
        Assert.Equal("""{"detailedMetricsEnabled":true,"throttlingBurstLimit":3}""", metrics["defaultRouteSettings"]!.ToJsonString());
        Assert.Equal(
            "Execution logs are not supported on protocolType HTTP",
            (string)_client.Call("PATCH", path + "/stages/dev", """{"defaultRouteSettings":{"loggingLevel":"INFO"}}""", 400)["message"]!);
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

    [Fact]
    public void WebSocket_stages_say_whether_they_log()
    {
        var path = "/v2/apis/" + (string)_client.Call("POST", "/v2/apis", """{"name":"w","protocolType":"WEBSOCKET","routeSelectionExpression":"$request.body.action"}""", 201)["apiId"]!;
        var certificate = (string)_client.Call("POST", "/clientcertificates", "{}", 201)["clientCertificateId"]!;
        var stage = _client.Call("POST", path + "/stages", $$"""{"stageName":"dev","clientCertificateId":"{{certificate}}"}""", 201);
        Assert.Equal(
            ("""{"dataTraceEnabled":false,"detailedMetricsEnabled":false,"loggingLevel":"OFF"}""", certificate),
            (stage["defaultRouteSettings"]!.ToJsonString(), (string)stage["clientCertificateId"]!));
        _client.Call("DELETE", "/clientcertificates/" + certificate, "", 400);
        Assert.Null(_client.Call("PATCH", path + "/stages/dev", """{"clientCertificateId":""}""", 200)["clientCertificateId"]);
        Assert.Equal("At least one route is required before deploying the Api.", (string)_client.Call("POST", path + "/deployments", "{}", 400)["message"]!);
        _client.Call("DELETE", path + "/stages/dev/cache/authorizers", "", 204);
    }
}
