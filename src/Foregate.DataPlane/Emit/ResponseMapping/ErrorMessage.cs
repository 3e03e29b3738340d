// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;

namespace Foregate.DataPlane.Emit.ResponseMapping;

/// <summary>Finds the errorMessage in what a function returned: selection patterns of Lambda integrations look into it (aws-apigateway §3.9).</summary>
internal static class ErrorMessage
{
    /// <summary>Null when there is none, or none that is a text.</summary>
    public static string? Of(ReadOnlySpan<byte> returned)
    {
        try
        {
            var reader = new Utf8JsonReader(returned);
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
            {
                return null;
            }

            string? message = null;
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var isMessage = reader.ValueTextEquals("errorMessage"u8);
                reader.Read();
                if (isMessage)
                {
                    message = reader.TokenType == JsonTokenType.String ? reader.GetString() : null;
                }

                reader.Skip();
            }

            return message;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
