// SPDX-License-Identifier: Apache-2.0
using System.Text;

namespace Foregate.Standards.Tests.JsonSchema;

/// <summary>Schemas and documents that were made to cost much; the benchmarks measure the same.</summary>
internal static class SchemaBombs
{
    private static readonly string s_numbers = "[" + string.Join(',', Enumerable.Range(0, 20_000)) + "]";
    private static readonly string s_halves = "[" + string.Join(',', Enumerable.Range(0, 300).Select(static i => "0.5")) + "]";

    /// <summary>Each with whether it is refused (as a schema, or the document by it); what is not costs little here.</summary>
    public static IEnumerable<(string Name, string Schema, string Document, bool IsRefused)> All() =>
    [
        ("a reference to itself", """{"$ref":"#"}""", "{}", true),
        ("references in a round", """{"definitions":{"a":{"$ref":"#/definitions/b"},"b":{"$ref":"#/definitions/a"}},"$ref":"#/definitions/a"}""", "{}", true),
        ("allOf that holds itself", """{"allOf":[{"$ref":"#"}]}""", "{}", true),
        ("anyOf that doubles at each step", Doubling("anyOf", 60), "1", true),
        ("allOf that doubles at each step", Doubling("allOf", 60), "\"a\"", true),
        ("oneOf that doubles at each step", Doubling("oneOf", 60), "1", true),
        ("not within not", string.Concat(Enumerable.Repeat("{\"not\":", 110)) + "{}" + new string('}', 110), "1", false),
        ("schemas that all look at all elements", """{"items":{"anyOf":[""" + string.Join(',', Enumerable.Range(0, 200).Select(static i => $$"""{"type":"object","minimum":{{i}}}""")) + "]}}", s_numbers, true),
        ("a schema that is a tree of itself", """{"type":"array","anyOf":[{"items":{"$ref":"#"}},{"items":{"$ref":"#"},"maxItems":1}]}""", Nested('[', ']', 200), true),
        ("uniqueItems of many numbers", """{"uniqueItems":true}""", "[" + string.Join(',', Enumerable.Range(0, 100_001)) + "]", true),
        ("uniqueItems of numbers that are written in many ways", """{"uniqueItems":true}""", "[" + string.Join(',', Enumerable.Range(0, 4_000).Select(static i => $"1{new string('0', i % 50)}e{i}")) + "]", true),
        ("uniqueItems of equal beginnings", """{"uniqueItems":true}""", "[" + string.Join(',', Enumerable.Range(0, 500).Select(static i => "\"" + new string('a', 400) + i + "\"")) + "]", false),
        ("uniqueItems at every depth", """{"uniqueItems":true,"items":{"$ref":"#"}}""", Wide(200, 100), true),
        ("an enumeration of many large objects", """{"items":{"enum":[""" + string.Join(',', Enumerable.Range(0, 1_000).Select(static i => $$"""{"a":[1,2,3,{{i}}]}""")) + "]}}", "[" + string.Join(',', Enumerable.Repeat("""{"a":[1,2,3,-1]}""", 2_000)) + "]", true),
        ("an enumeration with a value twice, at its end", """{"enum":[""" + string.Join(',', Enumerable.Range(0, 20_000)) + ",0]}", "1", true),
        ("multipleOf with a huge exponent", """{"items":{"multipleOf":1e-400}}""", "[" + string.Join(',', Enumerable.Repeat("1e400000000", 500)) + "]", false),
        ("multipleOf of numbers with thousands of digits", """{"items":{"multipleOf":0.000000000000000000000000000000000000000000000000000000000123457}}""", "[" + string.Join(',', Enumerable.Repeat(new string('9', 10_000), 20)) + "]", true),
        ("a divisor with a huge exponent", """{"multipleOf":1e-999999999}""", "0.5", false),
        ("a divisor of a thousand digits", """{"multipleOf":0.""" + new string('3', 1_000) + "}", "1", true),
        ("bounds with huge exponents", """{"items":{"minimum":-1e999999999,"maximum":1e999999999}}""", s_halves, false),
        ("a huge number of items wanted", """{"minItems":1e999999}""", s_numbers, true),
        ("a huge number", """{"type":"number","maximum":10}""", "1e999999", true),
        ("a number of a hundred thousand digits", """{"maximum":10}""", new string('9', 100_000), true),
        ("a schema that is deep", string.Concat(Enumerable.Repeat("{\"items\":", 5_000)) + "{}" + new string('}', 5_000), "1", true),
        ("a document that is deep", """{"items":{"$ref":"#"}}""", Nested('[', ']', 100_000), true),
        ("a schema of many parts", "{\"definitions\":{" + string.Join(',', Enumerable.Range(0, 20_000).Select(static i => $$"""  "d{{i}}":{"type":"string"}  """)) + "},\"type\":\"string\"}", "1", true),
        ("many names for many patterns", """{"patternProperties":{""" + string.Join(',', Enumerable.Range(0, 300).Select(static i => $$"""  "x{{i}}[a-z]*z{{i}}$":{}  """)) + "}}", Members(2_000, 40), true),
        ("as many properties as fit", """{"properties":{""" + string.Join(',', Enumerable.Range(0, 20_000).Select(static i => $$"""  "p{{i}}":{"type":"string"}  """.Trim())) + "}}", "{}", false),
        ("as many empty schemas as fit", """{"properties":{""" + string.Join(',', Enumerable.Range(0, 20_000).Select(static i => $"\"{i}\":{{}}")) + "}}", "{}", false),
        ("as many lengths as fit", """{"anyOf":[""" + string.Join(',', Enumerable.Range(0, 10_000).Select(static i => """{"minLength":1}""")) + "]}", "1", false),
        ("more parts than a schema may have", """{"anyOf":[""" + string.Join(',', Enumerable.Range(0, 60_000).Select(static i => """{"type":"string"}""")) + "]}", "1", true),
        ("patterns that are large together", """{"patternProperties":{""" + string.Join(',', Enumerable.Range(0, 200).Select(static i => $"\"[a-z]{{5000}}{i}\":{{}}")) + "}}", "{}", true),
        ("a large document for a schema of doubling choices", Doubling("anyOf", 8), "[" + string.Join(',', Enumerable.Range(0, 100_000)) + "]", true),
        ("more patterns than a schema may have", """{"patternProperties":{""" + string.Join(',', Enumerable.Range(0, 700).Select(static i => $"\"a{i}\":{{}}")) + "}}", "{}", true),
        ("a pattern with many states", """{"items":{"pattern":"(a|b)*a(a|b){500}c"}}""", "[\"" + Letters(20_000) + "\"]", true),
        ("a pattern that back-tracks elsewhere", """{"pattern":"^(a+)+$"}""", "\"" + new string('a', 50_000) + "b\"", true),
        ("dependencies on everything", """{"dependencies":{""" + string.Join(',', Enumerable.Range(0, 300).Select(static i => $"\"m{i}\":[" + string.Join(',', Enumerable.Range(0, 100).Select(static j => $"\"n{j}\"")) + "]")) + "}}", Members(300, 0), true),
        ("dependencies that are schemas of dependencies", Dependencies(60), "{\"a\":1}", true),
        ("many required names", """{"items":{"required":[""" + string.Join(',', Enumerable.Range(0, 1_000).Select(static i => $"\"m{i}\"")) + "]}}", "[" + string.Join(',', Enumerable.Repeat("{}", 20_000)) + "]", true),
        ("formats of a long text", """{"format":"email"}""", "\"" + new string('a', 400_000) + "@" + string.Concat(Enumerable.Repeat("a.", 50_000)) + "\"", true),
        ("a text of escapes", """{"pattern":"^[^x]*$","maxLength":10}""", "\"" + string.Concat(Enumerable.Repeat(@"\u0041", 30_000)) + "\"", true),
        ("messages of thousands of faults", """{"items":{"type":"string"}}""", s_numbers, true),
    ];

    private static string Doubling(string word, int steps)
    {
        var text = new StringBuilder("""{"definitions":{""");
        for (var i = 0; i < steps; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $$$"""
                "d{{{i}}}":{"{{{word}}}":[{"$ref":"#/definitions/d{{{i + 1}}}"},{"$ref":"#/definitions/d{{{i + 1}}}"}]},
                """);
        }

        var last = word == "allOf" ? "string" : "object";
        return text.Append(System.Globalization.CultureInfo.InvariantCulture, $$$$"""
            "d{{{{steps}}}}":{"type":"{{{{last}}}}"}},"$ref":"#/definitions/d0"}
            """).ToString();
    }

    private static string Dependencies(int steps)
    {
        var text = new StringBuilder("""{"definitions":{""");
        for (var i = 0; i < steps; i++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $$$"""
                "d{{{i}}}":{"dependencies":{"a":{"$ref":"#/definitions/d{{{i + 1}}}"} },"not":{"not":{"$ref":"#/definitions/d{{{i + 1}}}"} } },
                """);
        }

        return text.Append(System.Globalization.CultureInfo.InvariantCulture, $$$$"""
            "d{{{{steps}}}}":{"required":["a"]}},"$ref":"#/definitions/d0"}
            """).ToString();
    }

    private static string Nested(char open, char close, int depth) => new string(open, depth) + "1" + new string(close, depth);

    private static string Wide(int depth, int width) =>
        string.Concat(Enumerable.Repeat("[" + string.Join(',', Enumerable.Range(0, width)) + ",", depth)) + "[]" + new string(']', depth);

    private static string Members(int count, int longer) =>
        "{" + string.Join(',', Enumerable.Range(0, count).Select(i => $"\"m{i}{new string('a', longer)}\":1")) + "}";

    private static string Letters(int count)
    {
        var random = new Random(3);
        return string.Create(count, random, static (text, random) =>
        {
            for (var i = 0; i < text.Length; i++)
            {
                text[i] = (char)('a' + random.Next(2));
            }
        });
    }
}
