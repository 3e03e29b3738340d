// SPDX-License-Identifier: Apache-2.0
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Foregate.OperationTables;

/// <summary>Turns a service model into lines: one for each operation, shape and member, words separated by spaces.</summary>
public static partial class ModelText
{
    // Words are parted by spaces: one within a pattern is written so, and read back.
    private const string Blank = @"\x20";

    /// <param name="wanted">Operations; none for all.</param>
    public static string Of(JsonElement model, IReadOnlyCollection<string> wanted)
    {
        var text = new StringBuilder();
        var operations = model.GetProperty("operations").EnumerateObject().Where(operation => wanted.Count == 0 || wanted.Contains(operation.Name)).ToList();
        foreach (var operation in operations)
        {
            Operation(text, operation.Value);
        }

        var shapes = model.GetProperty("shapes");
        var needed = wanted.Count == 0 ? null : Needed(operations.Select(static operation => operation.Value), shapes);
        foreach (var shape in shapes.EnumerateObject().Where(shape => needed?.Contains(shape.Name) ?? true))
        {
            Shape(text, shape.Name, shape.Value);
        }

        return text.ToString();
    }

    /// <summary>The shapes that operations take and give, errors too, and all that these are made of.</summary>
    private static HashSet<string> Needed(IEnumerable<JsonElement> operations, JsonElement shapes)
    {
        var needed = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Stack<JsonElement>(operations);
        while (waiting.TryPop(out var element))
        {
            foreach (var name in Named(element))
            {
                if (needed.Add(name))
                {
                    waiting.Push(shapes.GetProperty(name));
                }
            }
        }

        return needed;
    }

    private static IEnumerable<string> Named(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(static property =>
            property is { Name: "shape", Value.ValueKind: JsonValueKind.String } ? [property.Value.GetString()!] : Named(property.Value)),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(Named),
        _ => [],
    };

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
                text.Append(' ').Append(word).Append('=').Append(word is "min" or "max" ? Whole(value) : value.ToString().Replace(" ", Blank, StringComparison.Ordinal));
            }
        }

        if (LengthIn(name) is { } length && !shape.TryGetProperty("max", out _))
        {
            text.Append(" max=").Append(length);
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

    // API Gateway's second interface has lengths in names and nowhere else: StringWithLengthBetween1And128. Updates take an empty text for less than the
    // least, and the format of access logs may be longer than its shape's 1024.
    private static int? LengthIn(string name)
    {
        var length = LengthName().Match(name);
        if (!length.Success || length.Groups["most"].Value == "1024" && length.Groups["least"].Value == "1")
        {
            return null;
        }

        return int.Parse(length.Groups["most"].Value, CultureInfo.InvariantCulture) * (length.Groups["kilo"].Success ? 1024 : 1);
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

    // Some models write bounds with a fraction that is none.
    private static string Whole(JsonElement bound) => checked((long)bound.GetDecimal()) is var whole && whole == bound.GetDecimal()
        ? whole.ToString(CultureInfo.InvariantCulture)
        : throw new InvalidDataException($"{bound}: a bound with a fraction");

    private static string Target(JsonElement element, string property) => element.TryGetProperty(property, out var target) ? Text(target, "shape") : "-";

    private static string Text(JsonElement element, string property) => element.GetProperty(property).ToString() is { Length: > 0 } text && !text.Contains(' ', StringComparison.Ordinal)
        ? text
        : throw new InvalidDataException(string.Create(CultureInfo.InvariantCulture, $"{property}: no word"));

    [GeneratedRegex(@"\A(?:String|Uri)WithLengthBetween(?<least>\d+)And(?<most>\d+)(?<kilo>K)?\z")]
    private static partial Regex LengthName();
}
