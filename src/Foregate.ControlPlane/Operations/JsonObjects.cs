// SPDX-License-Identifier: Apache-2.0

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Foregate.ControlPlane.Operations;

/// <summary>Reads JSON that somebody sent as text within something else: schemas, policies, properties.</summary>
internal static class JsonObjects
{
    private static readonly JsonDocumentOptions s_options = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    /// <summary>An object all of which can be read, whenever it is; <see langword="null"/> for anything else.</summary>
    public static JsonObject? Read(string? text)
    {
        try
        {
            return text is not null && HasReadableTexts(text) ? JsonNode.Parse(text, documentOptions: s_options) as JsonObject : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    // A node reads its texts when it is asked for them, and throws then where half of a surrogate pair is escaped.
    private static bool HasReadableTexts(string text)
    {
        var reader = new Utf8JsonReader(Encoding.UTF8.GetBytes(text), new JsonReaderOptions { MaxDepth = s_options.MaxDepth });
        while (reader.Read())
        {
            if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName)
            {
                _ = reader.GetString();
            }
        }

        return true;
    }
}
