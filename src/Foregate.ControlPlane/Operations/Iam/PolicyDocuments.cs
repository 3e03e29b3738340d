// SPDX-License-Identifier: Apache-2.0
using System.Text;
using System.Text.Json;

namespace Foregate.ControlPlane.Operations.Iam;

/// <summary>Whether a text can be a policy: its form only, since nobody asks it anything here.</summary>
internal static class PolicyDocuments
{
    /// <summary>A policy that says what its holder may.</summary>
    public static AwsError? CheckPermissions(string document) => Check(document, static statement =>
        statement.TryGetProperty("Principal", out _) || statement.TryGetProperty("NotPrincipal", out _) ? "Policy document should not specify a principal."
        : !statement.TryGetProperty("Action", out _) && !statement.TryGetProperty("NotAction", out _) ? "Policy statement must contain actions."
        : !statement.TryGetProperty("Resource", out _) && !statement.TryGetProperty("NotResource", out _) ? "Policy statement must contain resources."
        : null);

    /// <summary>A policy that says who may take a role.</summary>
    public static AwsError? CheckTrust(string document) => Check(document, static statement =>
        statement.TryGetProperty("Resource", out _) ? "Has prohibited field Resource"
        : !statement.TryGetProperty("Principal", out _) && !statement.TryGetProperty("NotPrincipal", out _) ? "Missing required field Principal"
        : !statement.TryGetProperty("Action", out _) && !statement.TryGetProperty("NotAction", out _) ? "Missing required field Action"
        : null);

    private static AwsError? Check(string document, Func<JsonElement, string?> fault)
    {
        try
        {
            using var json = JsonDocument.Parse(Encoding.UTF8.GetBytes(document));
            if (json.RootElement.ValueKind != JsonValueKind.Object || !json.RootElement.TryGetProperty("Statement", out var statements))
            {
                return IamErrors.Malformed("Syntax errors in policy.");
            }

            if (json.RootElement.TryGetProperty("Version", out var version) && (version.ValueKind != JsonValueKind.String || version.GetString() is not ("2012-10-17" or "2008-10-17")))
            {
                return IamErrors.Malformed("Syntax errors in policy.");
            }

            foreach (var statement in statements.ValueKind == JsonValueKind.Array ? [.. statements.EnumerateArray()] : new[] { statements })
            {
                var said = statement.ValueKind != JsonValueKind.Object || !HasEffect(statement) ? "Syntax errors in policy." : fault(statement);
                if (said is not null)
                {
                    return IamErrors.Malformed(said);
                }
            }

            return null;
        }
        catch (JsonException)
        {
            return IamErrors.Malformed("This policy contains invalid Json");
        }
    }

    private static bool HasEffect(JsonElement statement) =>
        statement.TryGetProperty("Effect", out var effect) && effect.ValueKind == JsonValueKind.String && effect.GetString() is "Allow" or "Deny";
}
