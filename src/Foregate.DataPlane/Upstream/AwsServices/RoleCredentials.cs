// SPDX-License-Identifier: Apache-2.0
using Foregate.Standards.SignatureV4;

namespace Foregate.DataPlane.Upstream.AwsServices;

/// <summary>Whose keys sign an integration's calls: those of its role, by a table of the operator's, or the gateway's own.</summary>
internal static class RoleCredentials
{
    private const string Callers = "arn:aws:iam::*:user/*";

    /// <summary>Null when nobody's do.</summary>
    /// <param name="role">What the integration's credentials say: a role's ARN, the caller's own, or nothing.</param>
    /// <param name="error">Why not, and how to mend it.</param>
    public static AwsCredentials? Find(string? role, GatewayOptions options, out string error)
    {
        error = "";
        if (string.IsNullOrEmpty(role) || role == Callers)
        {
            error = options.ServiceCredentials is null ? "The gateway has no credentials of its own: set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY." : "";
            return options.ServiceCredentials;
        }

        var found = options.RoleCredentials.GetValueOrDefault(role) ?? options.RoleCredentials.GetValueOrDefault("*");
        error = found is null ? $"There are no credentials for the role {role}: serve with --role-profile {role}=PROFILE." : "";
        return found;
    }
}
