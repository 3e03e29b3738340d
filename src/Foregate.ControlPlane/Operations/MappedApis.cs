// SPDX-License-Identifier: Apache-2.0
using Foregate.Definitions;

namespace Foregate.ControlPlane.Operations;

/// <summary>Which APIs domain names lead to.</summary>
internal static class MappedApis
{
    /// <summary>An API, or one of its stages, goes only when no domain name leads to it.</summary>
    /// <param name="stage">All stages when absent.</param>
    public static AwsError? CheckUnmapped(Account account, string apiId, string? stage = null)
    {
        foreach (var domain in account.DomainNames.Values)
        {
            if (domain.ApiMappings.Values.Any(mapping => mapping.ApiId == apiId && (stage is null || mapping.Stage == stage))
                || domain.RoutingRules.Values.Any(rule => rule.Actions.Any(action => action.ApiId == apiId && (stage is null || action.Stage == stage))))
            {
                return AwsError.BadRequest($"Please remove all base path mappings related to the {(stage is null ? "API" : "stage")} in your domain");
            }
        }

        return null;
    }
}
