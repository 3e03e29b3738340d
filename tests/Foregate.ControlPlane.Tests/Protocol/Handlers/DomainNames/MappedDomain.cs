// SPDX-License-Identifier: Apache-2.0
namespace Foregate.ControlPlane.Tests.Protocol.Handlers.DomainNames;

/// <summary>A regional domain name, and APIs with stages to map to it.</summary>
internal static class MappedDomain
{
    public const string Name = "api.example.com";

    public static void Make(SignedClient client) => client.Call(
        "POST", "/v2/domainnames",
        """{"domainName":"api.example.com","domainNameConfigurations":[{"certificateArn":"arn:aws:acm:us-east-1:123456789012:certificate/a"}]}""", 201);

    /// <summary>The id of a REST API with the stage dev.</summary>
    public static string Rest(SignedClient client)
    {
        var (api, _) = client.MakeApi();
        client.Call("POST", $"/restapis/{api}/deployments", """{"stageName":"dev"}""", 201);
        return api;
    }

    /// <summary>The id of an HTTP or WebSocket API with the stage dev.</summary>
    public static string Http(SignedClient client, string protocol = "HTTP")
    {
        var expression = protocol == "HTTP" ? "" : ""","routeSelectionExpression":"$request.body.action" """;
        var api = (string)client.Call("POST", "/v2/apis", $$"""{"name":"a","protocolType":"{{protocol}}"{{expression}}}""", 201)["apiId"]!;
        client.Call("POST", $"/v2/apis/{api}/stages", """{"stageName":"dev"}""", 201);
        return api;
    }
}
