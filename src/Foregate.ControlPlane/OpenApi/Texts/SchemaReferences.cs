// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Foregate.ControlPlane.OpenApi.Texts;

/// <summary>Models name each other by address; documents name them by place. Leads from one to the other.</summary>
internal static class SchemaReferences
{
    private const string Host = "https://apigateway.amazonaws.com/restapis/";

    private static readonly string[] s_places = ["#/components/schemas/", "#/definitions/"];

    /// <summary>The address of a model.</summary>
    public static string Address(string restApiId, string modelName) => $"{Host}{restApiId}/models/{modelName}";

    /// <summary>Turns places in a document into addresses of this API's models.</summary>
    public static void ToAddresses(JsonNode? schema, string restApiId) => Rewrite(schema, reference =>
        Array.Find(s_places, place => reference.StartsWith(place, StringComparison.Ordinal)) is { } place && IsName(reference.AsSpan(place.Length))
            ? Address(restApiId, reference[place.Length..])
            : null);

    /// <summary>Turns addresses of models into places in a document.</summary>
    public static void ToPlaces(JsonNode? schema, string place) => Rewrite(schema, reference =>
    {
        if (!reference.StartsWith(Host, StringComparison.Ordinal))
        {
            return null;
        }

        var at = reference.IndexOf("/models/", Host.Length, StringComparison.Ordinal);
        return at < 0 ? null : place + reference[(at + "/models/".Length)..];
    });

    private static bool IsName(ReadOnlySpan<char> name) => name.Length > 0 && !name.Contains('/');

    private static void Rewrite(JsonNode? node, Func<string, string?> to)
    {
        switch (node)
        {
            case JsonObject map:
                if (map["$ref"] is JsonValue reference && reference.GetValueKind() == JsonValueKind.String && to(reference.GetValue<string>()) is { } rewritten)
                {
                    map["$ref"] = rewritten;
                }

                foreach (var (_, value) in map)
                {
                    Rewrite(value, to);
                }

                break;
            case JsonArray list:
                foreach (var item in list)
                {
                    Rewrite(item, to);
                }

                break;
        }
    }
}
