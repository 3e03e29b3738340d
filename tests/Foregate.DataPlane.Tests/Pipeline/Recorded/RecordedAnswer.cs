// SPDX-License-Identifier: Apache-2.0
using System.Text.Json.Nodes;

namespace Foregate.DataPlane.Tests.Pipeline.Recorded;

/// <summary>An answer as it came from the socket.</summary>
internal sealed record RecordedAnswer(int Status, IReadOnlyList<(string Name, string Value)> Headers, string Body)
{
    /// <summary>The headers as the recorder's client shows them: lines of one name joined.</summary>
    public JsonObject Joined()
    {
        var joined = new JsonObject();
        foreach (var (name, value) in Headers)
        {
            joined[name] = joined[name] is { } before ? $"{before}, {value}" : value;
        }

        return joined;
    }

    public JsonObject Lowered() => new(Joined().Select(static header => KeyValuePair.Create(header.Key.ToLowerInvariant(), (JsonNode?)RecordedCase.Text(header.Value))));
}
