// SPDX-License-Identifier: Apache-2.0

using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Foregate.Definitions;
using Foregate.Definitions.CloudFormation;

namespace Foregate.ControlPlane.Tests.CloudFormation;

/// <summary>
/// A second reading of a template, plain and of its own: what each resource says, functions replaced, references by what the stack says it has made. The engine's reading
/// is held against it.
/// </summary>
internal sealed partial class DeclaredTemplate(JsonObject template, Account account, Stack stack)
{
    /// <summary>Logical id, type and properties of the resources whose conditions hold.</summary>
    public IEnumerable<(string Id, string Type, JsonObject Properties)> Resources() => template["Resources"]!.AsObject()
        .Where(resource => resource.Value!["Condition"] is not { } name || Holds((string)name!))
        .Select(resource => (resource.Key, (string)resource.Value!["Type"]!, Value(resource.Value["Properties"]) as JsonObject ?? []));

    /// <summary>What stands for it in the account.</summary>
    public string PhysicalId(string id) => stack.Resources[id].PhysicalId;

    public string Reference(string id) => stack.Resources[id].Reference ?? stack.Resources[id].PhysicalId;

    private bool Holds(string condition) => Truth(template["Conditions"]![condition]!);

    private bool Truth(JsonNode node)
    {
        if (node is JsonObject map && map.Count == 1)
        {
            var (name, argument) = map.First();
            switch (name)
            {
                case "Condition":
                    return Holds((string)argument!);
                case "Fn::Equals":
                    return Text(Value(argument![0])) == Text(Value(argument[1]));
                case "Fn::Not":
                    return !Truth(argument![0]!);
                case "Fn::And":
                    return argument!.AsArray().All(part => Truth(part!));
                case "Fn::Or":
                    return argument!.AsArray().Any(part => Truth(part!));
            }
        }

        throw new InvalidOperationException($"No condition: {node}");
    }

    private static string Text(JsonNode? node) => node is JsonValue value ? value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : value.ToJsonString() : throw new InvalidOperationException($"No text: {node}");

    private JsonNode? Value(JsonNode? node)
    {
        switch (node)
        {
            case JsonArray list:
                return new JsonArray([.. list.Where(static item => item is not null).Select(Value).Where(static item => item is not null)]);
            case JsonObject { Count: 1 } call when call.First() is var (name, argument) && (name == "Ref" || name.StartsWith("Fn::", StringComparison.Ordinal)):
                return Call(name, argument!);
            case JsonObject map:
                var result = new JsonObject();
                foreach (var (key, value) in map)
                {
                    if (Value(value) is { } known)
                    {
                        result[key] = known;
                    }
                }

                return result;
            default:
                return node?.DeepClone();
        }
    }

    private JsonNode? Call(string name, JsonNode argument) => name switch
    {
        "Ref" => (string)argument! == "AWS::NoValue" ? null : Named((string)argument!),
        "Fn::GetAtt" => argument is JsonArray parts ? Attribute((string)parts[0]!, Text(Value(parts[1]))) : Attribute(((string)argument!).Split('.', 2)[0], ((string)argument!).Split('.', 2)[1]),
        "Fn::If" => Value(Holds((string)argument[0]!) ? argument[1] : argument[2]),
        "Fn::Join" => string.Join((string)argument[0]!, ((JsonArray)Value(argument[1])!).Select(Text)),
        "Fn::Select" => ((JsonArray)Value(argument[1])!)[int.Parse(Text(Value(argument[0])), CultureInfo.InvariantCulture)]!.DeepClone(),
        "Fn::Split" => new JsonArray([.. Text(Value(argument[1])).Split((string)argument[0]!).Select(static part => (JsonNode)part)]),
        "Fn::FindInMap" => template["Mappings"]![Text(Value(argument[0]))]![Text(Value(argument[1]))]![Text(Value(argument[2]))]!.DeepClone(),
        "Fn::Sub" => argument is JsonArray pair ? Substituted((string)pair[0]!, (JsonObject)Value(pair[1])!) : Substituted((string)argument!, []),
        _ => throw new InvalidOperationException($"No function: {name}"),
    };

    private string Substituted(string text, JsonObject own) => Variable().Replace(text, match =>
    {
        var name = match.Groups[1].Value;
        return own[name] is { } value ? Text(value) : name.Split('.', 2) is [var id, var attribute] ? Text(Attribute(id, attribute)) : Text(Named(name));
    });

    private JsonNode Attribute(string id, string attribute) => stack.Resources[id].Attributes[attribute];

    private JsonNode Named(string name)
    {
        if (stack.Resources.ContainsKey(name))
        {
            return Reference(name);
        }

        return name switch
        {
            "AWS::Region" => account.Region,
            "AWS::AccountId" => account.AccountId,
            "AWS::Partition" => "aws",
            "AWS::URLSuffix" => "amazonaws.com",
            "AWS::StackName" => stack.StackName,
            "AWS::StackId" => stack.StackId,
            _ when (string?)template["Parameters"]![name]!["Type"] is "CommaDelimitedList" or "List<String>" => new JsonArray([.. stack.Parameters[name].Value.Split(',', StringSplitOptions.TrimEntries).Select(static part => (JsonNode)part)]),
            _ => stack.Parameters[name].Value,
        };
    }

    [GeneratedRegex(@"\$\{([^!}][^}]*)\}")]
    private static partial Regex Variable();
}
