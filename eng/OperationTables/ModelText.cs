// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Foregate.OperationTables;

/// <summary>Turns a service model into lines: one for each operation, shape and member, words separated by spaces.</summary>
public static class ModelText
{
    public static string Of(JsonElement model)
    {
        var text = new StringBuilder();
        foreach (var operation in model.GetProperty("operations").EnumerateObject())
        {
            Operation(text, operation.Value);
        }

        foreach (var shape in model.GetProperty("shapes").EnumerateObject())
        {
            Shape(text, shape.Name, shape.Value);
        }

        return text.ToString();
    }

    private static void Operation(StringBuilder text, JsonElement operation)
    {
        var http = operation.GetProperty("http");
        text.Append("operation ").Append(Text(operation, "name")).Append(' ').Append(Text(http, "method")).Append(' ').Append(Text(http, "requestUri"))
            .Append(' ').Append(http.TryGetProperty("responseCode", out var status) ? status.GetInt32() : 200)
            .Append(' ').Append(Target(operation, "input")).Append(' ').Append(Target(operation, "output")).Append('\n');
    }

    private static void Shape(StringBuilder text, string name, JsonElement shape)
    {
        var type = Text(shape, "type");
        text.Append(type).Append(' ').Append(name);
        switch (type)
        {
            case "list":
                text.Append(' ').Append(Target(shape, "member"));
                break;
            case "map":
                text.Append(' ').Append(Target(shape, "key")).Append(' ').Append(Target(shape, "value"));
                break;
        }

        foreach (var (property, word) in (ReadOnlySpan<(string, string)>)[("payload", "payload"), ("min", "min"), ("max", "max"), ("timestampFormat", "format"), ("pattern", "pattern")])
        {
            if (shape.TryGetProperty(property, out var value))
            {
                text.Append(' ').Append(word).Append('=').Append(value.ToString());
            }
        }

        if (shape.TryGetProperty("error", out var error))
        {
            text.Append(" error=").Append(error.GetProperty("httpStatusCode").GetInt32());
        }

        if (shape.TryGetProperty("document", out var document) && document.GetBoolean())
        {
            text.Append(" document");
        }

        Enumeration(text, shape);
        text.Append('\n');
        var required = shape.TryGetProperty("required", out var names) ? names.EnumerateArray().Select(static item => item.GetString()!).ToHashSet(StringComparer.Ordinal) : [];
        if (shape.TryGetProperty("members", out var members))
        {
            foreach (var member in members.EnumerateObject())
            {
                Member(text, member.Name, member.Value, required.Contains(member.Name));
            }
        }
    }

    private static void Member(StringBuilder text, string name, JsonElement member, bool isRequired)
    {
        text.Append(". ").Append(name).Append(' ').Append(Text(member, "shape"));
        if (isRequired)
        {
            text.Append(" required");
        }

        foreach (var (property, word) in (ReadOnlySpan<(string, string)>)[("location", "in"), ("locationName", "wire"), ("timestampFormat", "format")])
        {
            if (member.TryGetProperty(property, out var value))
            {
                text.Append(' ').Append(word).Append('=').Append(value.GetString());
            }
        }

        if (member.TryGetProperty("jsonvalue", out var json) && json.GetBoolean())
        {
            text.Append(" json");
        }

        Enumeration(text, member);
        text.Append('\n');
    }

    private static void Enumeration(StringBuilder text, JsonElement element)
    {
        if (element.TryGetProperty("enum", out var values))
        {
            text.Append(" enum=").AppendJoin(',', AsAwsPrints([.. values.EnumerateArray().Select(static value => value.GetString()!)]));
        }
    }

    // AWS's validation answers list a closed set in the order of a hash table with 32 buckets over Java's hash codes, the later before the
    // earlier in one bucket: all of its recorded answers have this order.
    private static IEnumerable<string> AsAwsPrints(List<string> values) => values.AsEnumerable().Reverse().OrderBy(static value => JavaHash(value) & 31);

    private static int JavaHash(string text)
    {
        var hash = 0;
        foreach (var character in text)
        {
            hash = unchecked((31 * hash) + character);
        }

        return hash;
    }

    private static string Target(JsonElement element, string property) => element.TryGetProperty(property, out var target) ? Text(target, "shape") : "-";

    private static string Text(JsonElement element, string property) => element.GetProperty(property).ToString() is { Length: > 0 } text && !text.Contains(' ', StringComparison.Ordinal)
        ? text
        : throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{property}: no word"));
}
