// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Foregate.Definitions;

namespace Foregate.ControlPlane.Operations.ApiGateway.Parts;

/// <summary>Writes the mapping template that AWS proposes for a model: its members with sample values, and a loop for each list.</summary>
internal static class ModelTemplates
{
    private const int DeepestLevel = 16;

    // Models that name each other widen with every level: from here on nothing is opened any more.
    private const int LongestText = 300 * 1024;

    public static OperationResult<string> GetModelTemplate(Account account, string restApiId, string modelName)
    {
        var found = Models.GetModel(account, restApiId, modelName);
        if (found.Error is { } missing)
        {
            return missing;
        }

        var schema = ModelSchemas.Read(found.Response! with { Schema = ModelSchemas.Flatten(account.RestApis[restApiId], found.Response!) });
        return OperationResult<string>.Done(account, Of(schema));
    }

    public static string Of(JsonObject? schema)
    {
        var text = new StringBuilder("#set($inputRoot = $input.path('$'))\n");
        Write(text, schema, schema, "$inputRoot", 0);
        return text.ToString();
    }

    private static void Write(StringBuilder text, JsonNode? node, JsonObject? root, string path, int level)
    {
        var schema = Resolve(node, root);
        switch (level > DeepestLevel || text.Length > LongestText ? null : TypeOf(schema))
        {
            case "object" when schema!["properties"] is JsonObject { Count: > 0 } properties:
                WriteMembers(text, properties, root, path, level);
                break;
            case "array":
                WriteItems(text, schema!["items"], root, path, level);
                break;
            case "string":
                text.Append("\"foo\"");
                break;
            case "integer":
                text.Append("42");
                break;
            case "number":
                text.Append("42.0");
                break;
            case "boolean":
                text.Append("true");
                break;
            case "null":
                text.Append("null");
                break;
            default:
                text.Append("{ }");
                break;
        }
    }

    private static void WriteMembers(StringBuilder text, JsonObject properties, JsonObject? root, string path, int level)
    {
        var indent = new string(' ', 2 * level);
        text.Append("{\n");
        var rest = properties.Count;
        foreach (var (name, member) in properties)
        {
            text.Append(CultureInfo.InvariantCulture, $"{indent}  \"{JsonEncodedText.Encode(name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\" : ");
            Write(text, member, root, $"{path}.{name}", level + 1);
            text.Append(--rest > 0 ? ",\n" : "\n");
        }

        text.Append(indent).Append('}');
    }

    private static void WriteItems(StringBuilder text, JsonNode? items, JsonObject? root, string path, int level)
    {
        var indent = new string(' ', 2 * level);
        text.Append("[\n").Append(CultureInfo.InvariantCulture, $"#foreach($elem in {path})\n{indent}  ");
        Write(text, items, root, "$elem", level + 1);
        text.Append(CultureInfo.InvariantCulture, $"#if($foreach.hasNext),#end\n#end\n{indent}]");
    }

    private static string? TypeOf(JsonObject? schema) => schema?["type"] switch
    {
        JsonValue value when value.TryGetValue<string>(out var type) => type,
        _ when schema?["properties"] is JsonObject => "object",
        _ when schema?["items"] is not null => "array",
        _ => null,
    };

    private static JsonObject? Resolve(JsonNode? node, JsonObject? root)
    {
        const string local = "#/definitions/";
        var schema = node as JsonObject;
        for (var steps = 0; steps < DeepestLevel && schema?["$ref"] is JsonValue value && value.TryGetValue<string>(out var reference); steps++)
        {
            schema = reference.StartsWith(local, StringComparison.Ordinal) ? root?["definitions"]?[reference[local.Length..]] as JsonObject : null;
        }

        return schema;
    }
}
