// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Json;

namespace Foregate.ControlPlane.Operations.DomainNames;

/// <summary>Whether a text can be a policy document; what it says is judged where requests are.</summary>
internal static class Policies
{
    public static bool IsDocument(string? policy)
    {
        if (policy is null)
        {
            return true;
        }

        try
        {
            using var document = JsonDocument.Parse(Encoding.UTF8.GetBytes(policy));
            return document.RootElement.ValueKind == JsonValueKind.Object && document.RootElement.TryGetProperty("Statement", out _);
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
