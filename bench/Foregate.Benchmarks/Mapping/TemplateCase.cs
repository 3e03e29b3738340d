// SPDX-License-Identifier: Apache-2.0
using System.Text;

namespace Foregate.Benchmarks.Mapping;

/// <summary>A mapping template of 40 lines and a body of 2 KB, in words that Velocity itself understands when it is given the body as $body.</summary>
internal static class TemplateCase
{
    /// <summary>With $input and $util, as a gateway's user writes it.</summary>
    public const string Template = "#set($body = $input.path('$'))\n" + Shared;

    /// <summary>The part that needs nothing of the gateway.</summary>
    public const string Shared = """
        #set($order = $body.order)
        #set($total = 0)
        #macro(address $a)
          "street": "$a.street",
          "city": "$a.city",
          "zip": "$a.zip"
        #end
        {
          "id": "$order.id",
          "placed": "$order.placed",
          "channel": "$!order.channel",
          "customer": {
            "name": "$order.customer.name",
            "mail": "$order.customer.mail.toLowerCase()",
            #if($order.customer.vip)
            "tier": "gold",
            #else
            "tier": "none",
            #end
            "billing": {
            #address($order.billing)
            },
            "shipping": {
            #address($order.shipping)
            }
          },
          "lines": [
          #foreach($line in $order.lines)
            #set($sum = $line.price * $line.count)
            #set($total = $total + $sum)
            {
              "sku": "$line.sku",
              "count": $line.count,
              "sum": $sum,
              "note": "$!line.note"
            }#if($foreach.hasNext),#end

          #end
          ],
          "total": $total,
          #if($total > 1000 && $order.lines.size() > 3)
          "discount": true,
          #end
          "count": $order.lines.size()
        }
        """;

    /// <summary>2 KB of JSON.</summary>
    public static readonly byte[] Body = Encoding.UTF8.GetBytes(MakeBody());

    private static string MakeBody()
    {
        var lines = string.Join(",\n    ", Enumerable.Range(1, 12).Select(i =>
            $$"""{"sku": "SKU-{{i:0000}}-X", "count": {{i}}, "price": {{i * 25}}, "note": "line number {{i}} of the order", "weight": {{i}}.5, "giftwrap": false}"""));
        return $$"""
            {
              "order": {
                "id": "0d6d2c1e-54a5-4a2c-8f0e-5b8a7a1d9a11",
                "placed": "2024-05-17T09:31:22Z",
                "channel": "web",
                "customer": {"name": "Ann Example", "mail": "Ann.Example@EXAMPLE.com", "vip": true, "id": 1234567},
                "billing": {"street": "1 Long Street", "city": "Springfield", "zip": "12345", "country": "US"},
                "shipping": {"street": "2 Short Street", "city": "Shelbyville", "zip": "54321", "country": "US"},
                "lines": [
                {{lines}}
                ],
                "remarks": "Please leave it at the door, and ring twice; the dog is friendly and the gate is open until eight in the evening."
              }
            }
            """;
    }
}
