// SPDX-License-Identifier: Apache-2.0
using System.Text;
using CsCheck;
using Foregate.Standards.JsonSchema;

namespace Foregate.Standards.Tests.JsonSchema;

public sealed class CompiledSchemaTests
{
    [Theory]
    [InlineData("""{"required":["name"]}""", "{}", """[object has missing required properties (["name"])]""")]
    [InlineData("""{"required":["b","a"]}""", "{}", """[object has missing required properties (["a","b"])]""")]
    [InlineData("""{"type":"integer"}""", "\"x\"", """[instance type (string) does not match any allowed primitive type (allowed: ["integer"])]""")]
    [InlineData("""{"type":["null","number"]}""", "[]", """[instance type (array) does not match any allowed primitive type (allowed: ["integer","null","number"])]""")]
    [InlineData("""{"minLength":3}""", "\"x\"", """[string "x" is too short (length: 1, required minimum: 3)]""")]
    [InlineData("""{"maxLength":1}""", "\"éé\"", """[string "éé" is too long (length: 2, maximum allowed: 1)]""")]
    [InlineData("""{"pattern":"^a$"}""", "\"b\"", """[ECMA 262 regex "^a$" does not match input string "b"]""")]
    [InlineData("""{"enum":["a", {"b": 1}]}""", "{ \"c\" : [1, 2] }", """[instance value ({"c":[1,2]}) not found in enum (possible values: ["a",{"b":1}])]""")]
    [InlineData("""{"minimum":3}""", "2", "[numeric instance is lower than the required minimum (minimum: 3, found: 2)]")]
    [InlineData("""{"minimum":3,"exclusiveMinimum":true}""", "3.0", "[numeric instance is not strictly greater than the required minimum 3]")]
    [InlineData("""{"maximum":3}""", "98249283749234923498293171823948729348710298301928331", "[numeric instance is greater than the required maximum (maximum: 3, found: 98249283749234923498293171823948729348710298301928331)]")]
    [InlineData("""{"maximum":3,"exclusiveMaximum":true}""", "3", "[numeric instance is not strictly lower than the required maximum 3]")]
    [InlineData("""{"multipleOf":0.01}""", "0.075", "[remainder of division is not zero (0.075 / 0.01)]")]
    [InlineData("""{"minItems":2}""", "[1]", "[array is too short: must have at least 2 elements but instance has 1 elements]")]
    [InlineData("""{"maxItems":0}""", "[1]", "[array is too long: must have at most 0 elements but instance has 1 elements]")]
    [InlineData("""{"uniqueItems":true}""", """[{"a":1,"b":[2]},3,{"b":[2.0],"a":1}]""", "[array must not contain duplicate elements]")]
    [InlineData("""{"items":[{}],"additionalItems":false}""", "[1,2]", "[schema only allows 1 elements in array but instance has 2 elements]")]
    [InlineData("""{"additionalProperties":false,"properties":{"a":{}}}""", """{"c":1,"b":1,"a":1}""", """[object instance has properties which are not allowed by the schema: ["b","c"]]""")]
    [InlineData("""{"minProperties":1}""", "{}", "[object has too few properties (found 0 but schema requires at least 1)]")]
    [InlineData("""{"maxProperties":0}""", """{"a":1}""", "[object has too many properties (found 1 but schema requires at most 0)]")]
    [InlineData("""{"dependencies":{"a":["b"]}}""", """{"a":1}""", """[property "a" of object has missing property dependencies (schema requires ["b"]; missing: ["b"])]""")]
    [InlineData("""{"dependencies":{"a":{"required":["b"]}}}""", """{"a":1}""", """[object has missing required properties (["b"])]""")]
    [InlineData("""{"allOf":[{"type":"string"},{"minimum":3}]}""", "2", "[instance failed to match all required schemas (matched only 0 out of 2)]")]
    [InlineData("""{"anyOf":[{"type":"string"},{"minimum":3}]}""", "2", "[instance failed to match at least one required schema among 2]")]
    [InlineData("""{"oneOf":[{"type":"integer"},{"minimum":2}]}""", "2", "[instance failed to match exactly one schema (matched 2 out of 2)]")]
    [InlineData("""{"not":{}}""", "2", "[instance matched a schema which it should not have]")]
    [InlineData("""{"format":"email"}""", "\"x\"", """[string "x" is not a valid email address]""")]
    [InlineData("""{"properties":{"a":{"type":"string"},"b":{"type":"integer"}}}""", """{"a":1,"b":"x"}""", """[instance type (integer) does not match any allowed primitive type (allowed: ["string"]), instance type (string) does not match any allowed primitive type (allowed: ["integer"])]""")]
    [InlineData("""{"required":["c"],"properties":{"a":{"type":"string"}}}""", """{"a":1}""", """[object has missing required properties (["c"])]""")]
    [InlineData("{}", "{", CompiledSchema.NotJson)]
    [InlineData("{}", "", CompiledSchema.NotJson)]
    [InlineData("{}", "{} x", CompiledSchema.NotJson)]
    public void What_is_wrong_is_said_in_the_words_of_AWSs_validator(string schema, string document, string expected)
    {
        Assert.False(Compile(schema).IsValid(Encoding.UTF8.GetBytes(document), out var faults));
        Assert.Equal(expected, faults);
    }

    [Fact]
    public void Values_of_the_document_can_be_masked()
    {
        var schema = Compile("""{"properties":{"password":{"minLength":12,"pattern":"^[A-Z]"},"n":{"enum":[1]}}}""");
        Assert.False(schema.IsValid("""{"password":"secret","n":{"a":"b"}}"""u8, out var faults, out var masked));
        Assert.Contains("\"secret\"", faults, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", masked, StringComparison.Ordinal);
        Assert.Contains("instance value (***) not found in enum (possible values: [1])", masked, StringComparison.Ordinal);
        Assert.Contains("string \"***\" is too short (length: 6, required minimum: 12)", masked, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("date-time", "2020-02-29T10:00:00Z", true)]
    [InlineData("date-time", "2020-02-29T10:00:00.123456789012+02:00", true)]
    [InlineData("date-time", "2021-02-29T10:00:00Z", false)]
    [InlineData("date-time", "2020-02-29T10:00:00", false)]
    [InlineData("date-time", "2020-02-29", false)]
    [InlineData("email", "joe.bloggs@example.com", true)]
    [InlineData("email", ".joe@example.com", false)]
    [InlineData("hostname", "www.example.com", true)]
    [InlineData("hostname", "-a.example", false)]
    [InlineData("ipv4", "127.0.0.1", true)]
    [InlineData("ipv4", "127.0.0.256", false)]
    [InlineData("ipv4", "127.0.0", false)]
    [InlineData("ipv6", "::1", true)]
    [InlineData("ipv6", "12345::", false)]
    [InlineData("ipv6", "127.0.0.1", false)]
    [InlineData("regex", "^[a-z]+$", true)]
    [InlineData("regex", "(", false)]
    [InlineData("uri", "https://example.com/a?b#c", true)]
    [InlineData("uri", "/relative", false)]
    [InlineData("int64", "x", true)]
    [InlineData("password", "x", true)]
    public void Formats_are_checked(string format, string text, bool isValid) =>
        Assert.Equal(isValid, Compile($$"""{"format":"{{format}}"}""").IsValid(Encoding.UTF8.GetBytes($"\"{text}\"")));

    [Theory]
    [InlineData("""{"properties":{"\u0061":{"type":"string"}}}""", """{"a":1}""", false)]
    [InlineData("""{"properties":{"a":{"type":"string"}}}""", "{\"\\u0061\":1}", false)]
    [InlineData("""{"required":["a\nb"]}""", """{"a\u000ab":1}""", true)]
    [InlineData("""{"enum":["é"]}""", "\"\\u00e9\"", true)]
    [InlineData("""{"enum":["😀"]}""", "\"\\ud83d\\ude00\"", true)]
    [InlineData("""{"maxLength":1}""", "\"\\ud83d\\ude00\"", true)]
    [InlineData("""{"enum":[1]}""", "1.0", true)]
    public void Escapes_mean_what_they_stand_for(string schema, string document, bool isValid) => Assert.Equal(isValid, Compile(schema).IsValid(Encoding.UTF8.GetBytes(document)));

    [Theory]
    [InlineData("x", "not JSON")]
    [InlineData("[]", "a schema is an object")]
    [InlineData("""{"type":"text"}""", "type \"text\" is none of")]
    [InlineData("""{"type":3}""", "type 3 is none of")]
    [InlineData("""{"enum":[]}""", "enum must be")]
    [InlineData("""{"minimum":"3"}""", "minimum must be a number")]
    [InlineData("""{"minLength":-1}""", "minLength must be a whole number")]
    [InlineData("""{"multipleOf":0}""", "multipleOf must be larger than 0")]
    [InlineData("""{"pattern":"(a"}""", "a group is not closed")]
    [InlineData("""{"pattern":"(?=a)b"}""", "linear time")]
    [InlineData("""{"properties":{"a":{"pattern":"(a)\\1"}}}""", "(at /properties/a)")]
    [InlineData("""{"required":"a"}""", "required must be an array of names")]
    [InlineData("""{"required":[]}""", "required must be an array of names")]
    [InlineData("""{"required":["a","a"]}""", "twice")]
    [InlineData("""{"enum":[1,1.0]}""", "twice")]
    [InlineData("""{"properties":[]}""", "properties must be an object")]
    [InlineData("""{"allOf":[]}""", "allOf must be an array of schemas")]
    [InlineData("""{"$ref":"#/definitions/a"}""", "leads nowhere")]
    [InlineData("""{"$ref":"https://apigateway.amazonaws.com/restapis/a/models/B"}""", "leads nowhere")]
    [InlineData("""{"$ref":"#"}""", "leads to itself")]
    [InlineData("""{"allOf":[{"$ref":"#"}]}""", "without end")]
    [InlineData("""{"not":{"anyOf":[{"oneOf":[{"$ref":"#"}]}]}}""", "without end")]
    public void A_schema_that_is_none_is_refused_with_its_place(string schema, string expected)
    {
        Assert.Null(CompiledSchema.Compile(Encoding.UTF8.GetBytes(schema), "http://tests.invalid/schema", _ => null, out var fault));
        Assert.Contains(expected, fault, StringComparison.Ordinal);
    }

    [Fact]
    public void Models_refer_to_each_other_in_a_circle()
    {
        const string Models = "https://apigateway.amazonaws.com/restapis/a1/models/";
        var texts = new Dictionary<string, string>
        {
            [Models + "Node"] = """{"type":"object","required":["name"],"properties":{"name":{"type":"string"},"children":{"type":"array","items":{"$ref":"MODELSChild"}}}}""".Replace("MODELS", Models, StringComparison.Ordinal),
            [Models + "Child"] = $$$"""{"allOf":[{"$ref":"{{{Models}}}Node"},{"required":["age"]}]}""",
        };
        var schema = CompiledSchema.Compile(Encoding.UTF8.GetBytes(texts[Models + "Node"]), Models + "Node", address => texts.TryGetValue(address, out var text) ? Encoding.UTF8.GetBytes(text) : null, out var fault);
        Assert.True(schema is not null, fault);
        Assert.True(schema.IsValid("""{"name":"a","children":[{"name":"b","age":1,"children":[{"name":"c","age":2}]}]}"""u8));
        Assert.False(schema.IsValid("""{"name":"a","children":[{"name":"b","age":1,"children":[{"name":"c"}]}]}"""u8));
    }

    [Fact]
    public void A_schema_that_multiplies_is_bounded()
    {
        var definitions = string.Join(',', Enumerable.Range(0, 30).Select(i => $$$"""
            "d{{{i}}}":{"anyOf":[{"allOf":[{"$ref":"#/definitions/d{{{i + 1}}}"}]},{"allOf":[{"$ref":"#/definitions/d{{{i + 1}}}"}]}]}
            """));
        var schema = Compile("""{"$ref":"#/definitions/d0","definitions":{""" + definitions + ",\"d30\":{\"type\":\"string\"}}}");
        Refuses(schema, "1"u8.ToArray(), "[the document takes too long to be validated]");
    }

    [Theory]
    [InlineData("[", "]", 100_000, CompiledSchema.NotJson)]
    [InlineData("{\"a\":", "}", 100_000, CompiledSchema.NotJson)]
    public void A_document_nested_too_deep_is_refused(string open, string close, int depth, string expected) =>
        Refuses(Compile("""{"items":{"$ref":"#"},"properties":{"a":{"$ref":"#"}}}"""), Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(open, depth)) + "1" + string.Concat(Enumerable.Repeat(close, depth))), expected);

    [Theory]
    [InlineData(50_000, true)]
    [InlineData(200_000, false)]
    public void Unique_elements_are_bounded(int count, bool isValid)
    {
        var document = Encoding.UTF8.GetBytes("[" + string.Join(',', Enumerable.Range(0, count)) + "]");
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.Equal(isValid, Compile("""{"uniqueItems":true}""").IsValid(document));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before <= (10L * document.Length) + (1 << 20));
    }

    [Fact]
    public void A_small_document_is_validated_without_garbage()
    {
        var schema = Compile("""{"type":"object","required":["name"],"properties":{"name":{"type":"string","minLength":1},"n":{"type":"integer","minimum":0},"tags":{"type":"array","items":{"enum":["a","b"]},"uniqueItems":true}},"additionalProperties":false}""");
        var document = """{"name":"x","n":3,"tags":["a","b"]}"""u8.ToArray();
        Assert.True(schema.IsValid(document));
        // A collection that other tests bring about counts as allocation; what each run costs is there in every time.
        var least = long.MaxValue;
        for (var time = 0; time < 5 && least > 0; time++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            for (var i = 0; i < 100; i++)
            {
                schema.IsValid(document);
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    [Fact]
    public void Any_schema_and_document_are_read_or_refused_without_an_exception()
    {
        string[] keywords = ["type", "enum", "minimum", "maximum", "multipleOf", "minLength", "pattern", "items", "additionalItems", "uniqueItems", "properties", "required", "additionalProperties", "patternProperties", "dependencies", "allOf", "oneOf", "not", "$ref", "id", "format", "definitions"];
        string[] values = ["1", "0", "-1.5e3", "\"string\"", "\"a\"", "\"#\"", "\"#/definitions/a\"", "true", "false", "null", "[]", "{}", "[\"a\"]", "[1,1.0]", "{\"a\":{}}", "{\"a\":{\"type\":\"string\"}}", "[{}]", "\"^a+$\"", "\"email\"", "1e9999999", "\"\\ud800\""];
        var value = Gen.Int[0, values.Length - 1].Select(i => values[i]);
        var member = Gen.Select(Gen.Int[0, keywords.Length - 1].Select(i => keywords[i]), value, (name, of) => $"\"{name}\":{of}");
        Gen.Select(member.List[0, 6], value).Sample((members, document) =>
        {
            var schema = CompiledSchema.Compile(Encoding.UTF8.GetBytes("{" + string.Join(',', members) + "}"), "http://tests.invalid/schema", _ => null, out var fault);
            Assert.Equal(schema is null, fault is not null);
            if (schema is not null && !schema.IsValid(Encoding.UTF8.GetBytes(document), out var faults))
            {
                Assert.NotNull(faults);
            }
        });
        Gen.Byte.Array[0, 40].Sample(bytes =>
        {
            Compile("""{"uniqueItems":true,"enum":[1,[2]]}""").IsValid(bytes, out _);
            CompiledSchema.Compile(bytes, "http://tests.invalid/schema", _ => null, out _);
        });
    }

    private static void Refuses(CompiledSchema schema, byte[] document, string expected)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Assert.False(schema.IsValid(document, out var faults));
        Assert.True(GC.GetAllocatedBytesForCurrentThread() - before <= (10L * document.Length) + (1 << 20));
        Assert.Equal(expected, faults);
    }

    private static CompiledSchema Compile(string schema)
    {
        var compiled = CompiledSchema.Compile(Encoding.UTF8.GetBytes(schema), "http://tests.invalid/schema", _ => null, out var fault);
        Assert.True(compiled is not null, fault);
        return compiled;
    }
}
