// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Foregate.DataPlane.Tests.Pipeline.Recorded;

/// <summary>
/// Compares field for field what was recorded with what was answered. A &lt;name:1&gt; is any text, but the same wherever the case says so; without a number, and
/// a date, it is any value. The account is ours.
/// </summary>
internal sealed class RecordedComparison
{
    /// <summary>The recorded APIs were edge-optimised: CloudFront was on the way.</summary>
    private static readonly HashSet<string> s_fromCloudFront = new(StringComparer.OrdinalIgnoreCase) { "Via", "X-Amz-Cf-Id", "X-Amz-Cf-Pop", "X-Cache" };

    private readonly Dictionary<string, string> _bound = new(StringComparer.Ordinal);

    /// <param name="expected">As it was recorded.</param>
    /// <param name="actual">As it is answered.</param>
    /// <param name="place">Where in the answer, for the failure's text.</param>
    public void Compare(JsonNode? expected, JsonNode? actual, string place)
    {
        switch (expected)
        {
            case JsonObject wanted when actual is JsonValue text:
                // The recorder read JSON in texts.
                Compare(wanted, JsonNode.Parse(text.GetValue<string>()), place);
                break;
            case JsonObject wanted:
                var ours = actual!.AsObject();
                Assert.True(Names(wanted).SetEquals(Names(ours)), $"{place}: recorded {string.Join(' ', Names(wanted).Order())}, answered {string.Join(' ', Names(ours).Order())}");
                foreach (var name in Names(wanted))
                {
                    Compare(wanted[name], ours[name], $"{place}.{name}");
                }

                break;
            case JsonArray wanted:
                Assert.Equal(wanted.Count, actual!.AsArray().Count);
                for (var i = 0; i < wanted.Count; i++)
                {
                    Compare(wanted[i], actual[i], $"{place}[{i}]");
                }

                break;
            case JsonValue value when value.GetValueKind() == JsonValueKind.String:
                Compare(value.GetValue<string>(), actual, place);
                break;
            default:
                Assert.True(JsonNode.DeepEquals(expected, actual), $"{place}: recorded {expected?.ToJsonString()}, answered {actual?.ToJsonString()}");
                break;
        }
    }

    private void Compare(string wanted, JsonNode? actual, string place)
    {
        wanted = wanted.Replace("_<rest_api_id:1>", "_" + RecordedCase.ApiId, StringComparison.Ordinal);
        if (wanted.StartsWith('<') && wanted.EndsWith('>'))
        {
            Assert.True(actual is not null, $"{place}: recorded {wanted}, answered nothing");
            if (wanted.Contains(':', StringComparison.Ordinal) && !_bound.TryAdd(wanted, actual!.ToJsonString()))
            {
                Assert.Equal($"{place}: {_bound[wanted]}", $"{place}: {actual!.ToJsonString()}");
            }
        }
        else if (wanted is not ("date" or "content-length"))
        {
            Assert.Equal($"{place}: {(wanted == "111111111111" ? "123456789012" : wanted)}", $"{place}: {actual}");
        }
    }

    private static HashSet<string> Names(JsonObject members) =>
        [.. members.Select(static member => member.Key).Where(static name => !s_fromCloudFront.Contains(name) && !name.StartsWith("CloudFront-", StringComparison.OrdinalIgnoreCase))];
}
