// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using Foregate.Commands.Wire;

namespace Foregate.Commands.Deploying;

/// <summary>Where the APIs of a stack are called.</summary>
internal static class InvokeAddresses
{
    public static async Task<IReadOnlyList<string>> OfAsync(HttpClient client, QueryWire wire, string stack)
    {
        var listeners = JsonElement.Parse(await client.GetByteArrayAsync(new Uri("/_foregate/listeners", UriKind.Relative)));
        if (listeners.EnumerateArray().Select(static listener => listener.GetString()).FirstOrDefault() is not { } listener)
        {
            return [];
        }

        var addresses = new List<string>();
        var resources = await wire.AllAsync("ListStackResources", "StackResourceSummaries", ("StackName", stack));
        foreach (var api in resources.Where(static resource => resource.Find("ResourceType") is "AWS::ApiGateway::RestApi" or "AWS::ApiGatewayV2::Api"))
        {
            addresses.Add($"{listener}/_aws/execute-api/{api.Find("PhysicalResourceId")}/");
        }

        return addresses;
    }
}
