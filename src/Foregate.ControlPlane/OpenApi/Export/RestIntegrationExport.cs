// SPDX-License-Identifier: Apache-2.0
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using Foregate.ControlPlane.OpenApi.Texts;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.OpenApi.Export;

/// <summary>The <c>x-amazon-apigateway-integration</c> of a method. What is AWS's default is left out.</summary>
internal static class RestIntegrationExport
{
    private const int DefaultTimeout = 29_000;

    public static JsonObject Of(Integration integration)
    {
        var json = new JsonObject { ["type"] = ExtensionWords.Types[integration.Type].ToLowerInvariant() };
        Add(json, "connectionId", integration.ConnectionId);
        Add(json, "connectionType", integration.ConnectionType == ConnectionType.VpcLink ? "VPC_LINK" : null);
        Add(json, "integrationTarget", integration.IntegrationTarget);
        Add(json, "credentials", integration.Credentials);
        Add(json, "httpMethod", integration.HttpMethod);
        Add(json, "uri", integration.Uri);
        if (!integration.IntegrationResponses.IsEmpty)
        {
            json["responses"] = Responses(integration);
        }

        Add(json, "requestParameters", integration.RequestParameters);
        Add(json, "requestTemplates", integration.RequestTemplates);
        json["passthroughBehavior"] = ExtensionWords.Passthrough[integration.PassthroughBehavior].ToLowerInvariant();
        if (integration.TimeoutInMillis != DefaultTimeout)
        {
            json["timeoutInMillis"] = integration.TimeoutInMillis;
        }

        Add(json, "cacheNamespace", integration.CacheNamespace);
        if (!integration.CacheKeyParameters.IsEmpty)
        {
            json["cacheKeyParameters"] = List(integration.CacheKeyParameters);
        }

        Add(json, "contentHandling", Handling(integration.ContentHandling));
        if (integration.TlsConfig is { } tls)
        {
            json["tlsConfig"] = new JsonObject { ["insecureSkipVerification"] = tls.InsecureSkipVerification };
        }

        Add(json, "responseTransferMode", integration.ResponseTransferMode is { } mode ? ExtensionWords.TransferModes[mode] : null);
        return json;
    }

    public static void Add(JsonObject json, string name, string? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }

    public static void Add(JsonObject json, string name, ImmutableSortedDictionary<string, string> map)
    {
        if (!map.IsEmpty)
        {
            json[name] = Map(map);
        }
    }

    public static JsonArray List(IEnumerable<string> texts) => new([.. texts.Select(static text => (JsonNode)text)]);

    public static JsonObject Map(IEnumerable<KeyValuePair<string, string>> map) =>
        new(map.Select(static entry => KeyValuePair.Create(entry.Key, (JsonNode?)entry.Value)));

    // By pattern; of two with the same one the first status counts, as it does when answers are chosen.
    private static JsonObject Responses(Integration integration)
    {
        var responses = new JsonObject();
        foreach (var response in integration.IntegrationResponses.Values)
        {
            var json = new JsonObject { ["statusCode"] = response.StatusCode };
            Add(json, "responseParameters", response.ResponseParameters);
            Add(json, "responseTemplates", response.ResponseTemplates);
            Add(json, "contentHandling", Handling(response.ContentHandling));
            responses.TryAdd(string.IsNullOrEmpty(response.SelectionPattern) ? "default" : response.SelectionPattern, json);
        }

        return responses;
    }

    private static string? Handling(ContentHandling? handling) => handling is { } known ? ExtensionWords.Handling[known] : null;
}
