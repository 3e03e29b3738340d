// SPDX-License-Identifier: Apache-2.0

using System.Text.Json.Nodes;

namespace Foregate.ControlPlane.Tests.OpenApi.Texts;

/// <summary>Any tree, with the texts and keys that languages stumble over.</summary>
internal static class RandomJson
{
    private static readonly string[] s_texts =
    [
        "a", "", " ", "yes", "no", "on", "null", "~", "true", "1", "0x1F", "1e3", "-", "- a", "a: b", "#c", "a #c", "&a", "*a", "!t", "'", "\"", "\\", "{", "[", "]",
        "x\ny", "x\r\ny\t", "\u0001\u007f\u0085\u2028\ufeff", "ä€\U0001F600", "${AWS::Region}", "/pets/{id}", "application/json", "<<", "?", "@", "`", "%", "|", ">", "2001-01-01", "a,b", "key ",
    ];

    public static JsonNode Of(Random random, int depth)
    {
        if (random.Next(2) == 0)
        {
            var list = new JsonArray();
            for (var i = random.Next(4); i > 0; i--)
            {
                list.Add(Value(random, depth));
            }

            return list;
        }

        var map = new JsonObject();
        for (var i = random.Next(5); i > 0; i--)
        {
            var key = s_texts[random.Next(s_texts.Length)];
            map[key == "<<" ? "<" : key] = Value(random, depth);
        }

        return map;
    }

    private static JsonNode? Value(Random random, int depth) => random.Next(depth > 0 ? 8 : 5) switch
    {
        0 => random.Next(-5, 5),
        1 => random.Next(2) == 0,
        2 => null,
        3 or 4 => s_texts[random.Next(s_texts.Length)],
        _ => Of(random, depth - 1),
    };
}
