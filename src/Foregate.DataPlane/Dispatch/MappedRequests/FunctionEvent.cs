// SPDX-License-Identifier: Apache-2.0
using System.Text.Json;
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Dispatch.MappedRequests;

/// <summary>What a template makes for a Lambda function: Lambda takes JSON only, and refuses anything else before the function is run.</summary>
internal static class FunctionEvent
{
    private const int MaxDepth = 1000;

    /// <summary>The refusal of an event that is no JSON, in Lambda's words; null for one that is.</summary>
    public static Rejection? Check(ReadOnlySpan<byte> payload)
    {
        try
        {
            var reader = new Utf8JsonReader(payload, new JsonReaderOptions { MaxDepth = MaxDepth });
            while (reader.Read())
            {
            }

            return null;
        }
        catch (JsonException fault)
        {
            var message = $"Could not parse request body into json: Could not parse payload into json: {fault.Message}";
            return new Rejection(RejectionReason.BadRequestBody, 400, message, "BadRequestException", Blame.Client) { Detail = "Execution failed: " + message };
        }
    }
}
