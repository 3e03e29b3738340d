// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Json;

namespace Foregate.SideBySide;

/// <summary>An order of 2 KB as JSON, the schema it is held against, and the event that a function gets of it: by a template, and by hand.</summary>
internal static class Orders
{
    public const string Schema = """
        {"type":"object","required":["id","customer","items"],"properties":{
          "id":{"type":"string","pattern":"^ord-[0-9]{6}$"},"created":{"type":"string","minLength":10,"maxLength":40},"total":{"type":"number","minimum":0},
          "customer":{"type":"object","required":["name","address"],"properties":{"name":{"type":"string","minLength":1},"age":{"type":"integer","minimum":0,"maximum":150},
            "address":{"type":"object","required":["street","city"],"properties":{"street":{"type":"string"},"city":{"type":"string"},"zip":{"type":"string","minLength":4}}}}},
          "items":{"type":"array","minItems":1,"maxItems":100,"items":{"type":"object","required":["sku","quantity"],"properties":{
            "sku":{"type":"string","minLength":3},"quantity":{"type":"integer","minimum":1},"price":{"type":"number","minimum":0},
            "state":{"type":"string","enum":["new","packed","sent"]},"tags":{"type":"array","items":{"type":"string"}},"note":{"type":"string","maxLength":200}}}}}}
        """;

    public const string RequestTemplate = """
        #set($order = $input.path('$'))
        {
          "id": "$order.id",
          "when": "$order.created",
          "customer": {
            "name": "$util.escapeJavaScript($order.customer.name)",
            #if($order.customer.age >= 18)
            "adult": true,
            #else
            "adult": false,
            #end
            "city": "$order.customer.address.city"
          },
          "lines": [
            #foreach($item in $order.items)
            { "sku": "$item.sku", "count": $item.quantity, "state": "$item.state", "tags": "#foreach($tag in $item.tags)$tag#if($foreach.hasNext) #end#end" }#if($foreach.hasNext),#end
            #end
          ],
          "from": "$context.identity.sourceIp"
        }
        """;

    public const string ResponseTemplate = """
        #set($result = $input.path('$'))
        $result.state
        """;

    public static byte[] Body { get; } = Order();

    /// <summary>What the template says, written by hand: the least that a mapping costs.</summary>
    public static byte[] Event(JsonElement order, string address)
    {
        using var bytes = new MemoryStream(2048);
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartObject();
            json.WriteString("id", order.GetProperty("id").GetString());
            json.WriteString("when", order.GetProperty("created").GetString());
            var customer = order.GetProperty("customer");
            json.WriteStartObject("customer");
            json.WriteString("name", customer.GetProperty("name").GetString());
            json.WriteBoolean("adult", customer.GetProperty("age").GetInt32() >= 18);
            json.WriteString("city", customer.GetProperty("address").GetProperty("city").GetString());
            json.WriteEndObject();
            json.WriteStartArray("lines");
            foreach (var item in order.GetProperty("items").EnumerateArray())
            {
                json.WriteStartObject();
                json.WriteString("sku", item.GetProperty("sku").GetString());
                json.WriteNumber("count", item.GetProperty("quantity").GetInt32());
                json.WriteString("state", item.GetProperty("state").GetString());
                json.WriteString("tags", string.Join(' ', item.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString())));
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteString("from", address);
            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static byte[] Order()
    {
        var text = new StringBuilder("""{"id":"ord-123456","created":"2020-01-01T00:00:00Z","total":1234.5,"customer":{"name":"Jo Bloggs","age":42,"address":{"street":"1 Long Road","city":"Town","zip":"12345"}},"items":[""");
        for (var i = 0; text.Length < 1_900; i++)
        {
            text.Append(i == 0 ? "" : ",").Append("""{"sku":"abc-""").Append(i).Append("\",\"quantity\":3,\"price\":12.75,\"state\":\"packed\",\"tags\":[\"red\",\"large\"],\"note\":\"as ordered by telephone, leave at the door\"}");
        }

        return Encoding.UTF8.GetBytes(text.Append("]}").ToString());
    }
}
