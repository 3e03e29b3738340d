// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Foregate.Definitions.ApiGateway;
using Foregate.Standards.JsonSchema;

namespace Foregate.ControlPlane.Operations.ApiGateway.Parts;

/// <summary>What models say: whether it is a schema, which other models it names, and the same with those written into it.</summary>
internal static class ModelSchemas
{
    // As it was said: nobody puts it into a page unseen.
    private static readonly JsonWriterOptions s_writing = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 128 };

    /// <param name="api">With the model in it.</param>
    public static AwsError? Check(Model model, RestApi api)
    {
        if (model.Schema is null)
        {
            return AwsError.EmptyModelSchema();
        }

        if (!IsJson(model))
        {
            return null;
        }

        if (Read(model) is not { } schema)
        {
            return AwsError.InvalidModel("It is not a JSON object, or not one that can be read");
        }

        foreach (var reference in AllReferences(schema))
        {
            if (!reference.StartsWith('#') && NameOf(reference, api.Id) is null)
            {
                return AwsError.InvalidModel($"Model reference must be in canonical form: {reference}");
            }
        }

        CompiledSchema.Compile(Encoding.UTF8.GetBytes(model.Schema), Prefix(api.Id) + model.Name, address => Text(api, address), out var fault);
        return fault is null ? null : AwsError.InvalidModel(fault);
    }

    /// <summary>The names of the models of the same API that it names.</summary>
    public static IReadOnlySet<string> References(Model model, string restApiId)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        if (IsJson(model) && Read(model) is { } schema)
        {
            names.UnionWith(AllReferences(schema).Select(reference => NameOf(reference, restApiId)).OfType<string>());
        }

        return names;
    }

    /// <summary>The schema with the models that it names, directly or through others, among its definitions; as it is where it names none.</summary>
    public static string Flatten(RestApi api, Model model)
    {
        if (!IsJson(model) || References(model, api.Id).Count == 0 || Read(model) is not { } schema)
        {
            return model.Schema ?? "";
        }

        var definitions = schema["definitions"] as JsonObject ?? [];
        var waiting = new Queue<string>(References(model, api.Id));
        while (waiting.TryDequeue(out var name))
        {
            if (!definitions.ContainsKey(name) && api.Models.TryGetValue(name, out var other) && Read(other) is { } read)
            {
                Localize(read, api.Id);
                definitions[name] = read;
                foreach (var next in References(other, api.Id))
                {
                    waiting.Enqueue(next);
                }
            }
        }

        Localize(schema, api.Id);
        schema["definitions"] = definitions;
        return Text(schema);
    }

    public static JsonObject? Read(Model model) => JsonObjects.Read(model.Schema);

    private static bool IsJson(Model model) => model.ContentType.Contains("json", StringComparison.OrdinalIgnoreCase);

    private static string Text(JsonNode node)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, s_writing))
        {
            node.WriteTo(writer);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    // A model that is not there yet (an import makes them one by one) may be named already; it is looked at when the API is published.
    private static byte[] Text(RestApi api, string address) =>
        NameOf(address, api.Id) is { } name && api.Models.TryGetValue(name, out var model) && model.Schema is { } schema ? Encoding.UTF8.GetBytes(schema) : "{}"u8.ToArray();

    private static string Prefix(string restApiId) => $"https://apigateway.amazonaws.com/restapis/{restApiId}/models/";

    // https://apigateway.amazonaws.com/restapis/{id}/models/{name}
    private static string? NameOf(string reference, string restApiId)
    {
        var prefix = Prefix(restApiId);
        return reference.StartsWith(prefix, StringComparison.Ordinal) && reference.Length > prefix.Length ? reference[prefix.Length..] : null;
    }

    private static IEnumerable<string> AllReferences(JsonNode? node) => node switch
    {
        JsonObject map => map.SelectMany(static member => member.Key == "$ref" && member.Value is JsonValue value && value.TryGetValue<string>(out var text)
            ? [text]
            : AllReferences(member.Value)),
        JsonArray list => list.SelectMany(AllReferences),
        _ => [],
    };

    private static void Localize(JsonNode? node, string restApiId)
    {
        if (node is JsonArray list)
        {
            foreach (var item in list)
            {
                Localize(item, restApiId);
            }
        }
        else if (node is JsonObject map)
        {
            foreach (var (name, value) in map.ToList())
            {
                if (name == "$ref" && value is JsonValue text && text.TryGetValue<string>(out var reference) && NameOf(reference, restApiId) is { } model)
                {
                    map[name] = "#/definitions/" + model;
                }
                else
                {
                    Localize(value, restApiId);
                }
            }
        }
    }
}
