// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Json;
using CsCheck;
using Foregate.Standards.Values;

namespace Foregate.Standards.Tests.Values;

public sealed class JsonTreeReaderTests
{
    private static readonly string[] s_pieces =
    [
        "{", "}", "[", "]", ",", ":", " ", "\n", "\t", "\"a\"", "\"a\":1", "\"b\":", "\"name\":\"value\"", "{\"a\":1,\"b\":2}", "[1,2]", "\"\"", "\"x\"", "\"é€😀\"", "\"\\u00e9\\n\"", "\"\\ud83d\\ude00\"",
        "\"\\ud800\"", "\"\\x\"", "\"a\nb\"", "\"open", "true", "false", "null", "nul", "True", "0", "-0", "-", "01", "12", "-7", "1.5", "-0.0", "1.", ".5", "1e3", "1E-2", "1e", "1e+", "1.25e10", "123456789012345678", "9223372036854775807",
        "9223372036854775808", "-9223372036854775808", "0.1", "3.141592653589793", "123456789.123456789", "1e400", "5e-324", "\u0000", "\u007f", "//", "'a'", "\uFEFF", "\"\u007f\"", "\"/\"", "\"\\/\"",
    ];

    // The runtime's own reader says what is JSON and what is in it.
    [Fact]
    public void Reads_what_is_json_and_nothing_else() => Gen.OneOf(
            Pick(s_pieces).Array[1, 8].Select(string.Concat),
            Documents(3)).Sample(text =>
        {
            var utf8 = Encoding.UTF8.GetBytes(text);
            var isRead = JsonValues.TryRead(utf8, out var value);
            Assert.Equal(Expected(utf8), isRead ? Printed(value) : null);
        }, iter: 20_000);

    [Theory]
    [InlineData(new byte[] { (byte)'"', 0x80, (byte)'"' })]
    [InlineData(new byte[] { (byte)'"', (byte)'a', 0xC3, (byte)'"' })]
    [InlineData(new byte[] { (byte)'{', (byte)'"', 0xFF, (byte)'a', (byte)'"', (byte)':', (byte)'1', (byte)'}' })]
    [InlineData(new byte[] { (byte)'"', 0xED, 0xA0, 0x80, (byte)'"' })]
    public void Refuses_what_is_no_utf8(byte[] json) => Assert.False(JsonValues.TryRead(json, out _));

    [Fact]
    public void Objects_alike_and_not_alike_keep_their_own_names()
    {
        foreach (var json in (string[])[
            """[{"a":1,"b":2},{"a":3,"b":4},{"a":5},{"a":6,"b":7,"c":8},{"b":9,"a":10},{"a":11,"a":12},{"a":13,"b":14},{}]""",
            """[{"a":1,"a":2,"b":3},{"a":1,"a":2,"b":3},{"b":1,"a":2,"b":3}]""",
            """{"a":{"a":{"a":1,"b":2},"b":3},"b":{"a":{"b":4,"a":5}}}"""])
        {
            Assert.True(JsonValues.TryRead(Encoding.UTF8.GetBytes(json), out var value));
            Assert.Equal(Expected(Encoding.UTF8.GetBytes(json)), Printed(value));
        }
    }

    private static Gen<string> Pick(params string[] choices) => Gen.Int[0, choices.Length - 1].Select(i => choices[i]);

    private static Gen<string> Documents(int depth)
    {
        var leaf = Gen.OneOf(Gen.Long.Select(n => n.ToString(null, System.Globalization.CultureInfo.InvariantCulture)), Gen.Double.Where(double.IsFinite).Select(d => JsonSerializer.Serialize(d)), Gen.String.Select(s => JsonSerializer.Serialize(s)), Pick("true", "null", "1.50", "0.30000000000000004"));
        if (depth == 0)
        {
            return leaf;
        }

        var name = Pick("\"a\"", "\"b\"", "\"longer name\"", "\"n\\u0061me\"", "\"é\"", "\"\"", "\"a name of more than forty characters, which is not kept\"");
        return Gen.OneOf(
            leaf,
            Documents(depth - 1).Array[0, 4].Select(items => "[" + string.Join(" , ", items) + "]"),
            Gen.Select(name, Documents(depth - 1)).Array[0, 10].Select(members => "{" + string.Join(",", members.Select(m => m.Item1 + ": " + m.Item2)) + "}"));
    }

    private static string? Expected(byte[] utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, new JsonDocumentOptions { MaxDepth = JsonValues.DefaultDepth });
            return Printed(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private static string Printed(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                var members = new Dictionary<string, string>();
                foreach (var member in element.EnumerateObject())
                {
                    members[member.Name] = Printed(member.Value);
                }

                return "{" + string.Join(",", members.Select(m => m.Key + "=" + m.Value)) + "}";
            case JsonValueKind.Array:
                return "[" + string.Join(",", element.EnumerateArray().Select(Printed)) + "]";
            case JsonValueKind.String:
                return "'" + element.GetString() + "'";
            case JsonValueKind.Number:
                var raw = element.GetRawText();
                return raw.AsSpan().IndexOfAny("eE.") >= 0 ? "d" + BitConverter.DoubleToInt64Bits(element.GetDouble())
                    : element.TryGetInt64(out var whole) ? "i" + whole
                    : "x" + raw;
            default:
                return element.ValueKind.ToString().ToLowerInvariant();
        }
    }

    private static string Printed(Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Map:
                return "{" + string.Join(",", Enumerable.Range(0, value.AsMap.Count).Select(i => value.AsMap.KeyAt(i) + "=" + Printed(value.AsMap.ValueAt(i)))) + "}";
            case ValueKind.List:
                return "[" + string.Join(",", Enumerable.Range(0, value.AsList.Count).Select(i => Printed(value.AsList[i]))) + "]";
            case ValueKind.Text:
                return "'" + value.AsText + "'";
            case ValueKind.Number:
                return "d" + BitConverter.DoubleToInt64Bits(value.AsNumber);
            case ValueKind.Integer:
                return "i" + value.AsInteger;
            case ValueKind.Exact:
                return "x" + value.AsText;
            default:
                return value.IsNull ? "null" : value.AsBoolean ? "true" : "false";
        }
    }
}
