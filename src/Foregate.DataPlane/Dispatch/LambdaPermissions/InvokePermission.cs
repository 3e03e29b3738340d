// SPDX-License-Identifier: Apache-2.0
using System.Text;
using Foregate.DataPlane.Upstream.Functions;
using Foregate.Definitions.Lambda;
using Foregate.Standards.Arns;

namespace Foregate.DataPlane.Dispatch.LambdaPermissions;

/// <summary>
/// Whether a stage may invoke a function of its own account for a method or a route, by the function's resource policy (aws-apigateway §3.5). Without
/// strict AWS every stage may. Policies of functions that are not defined here are for those that run them.
/// </summary>
internal static class InvokePermission
{
    private const string Principal = "apigateway.amazonaws.com";

    /// <summary>Null when it may; otherwise why not and what would allow it.</summary>
    /// <param name="function">As the integration's URI names it.</param>
    /// <param name="routeKey">Verb and path, or $default.</param>
    public static string? WhyNot(FunctionName function, string routeKey, Compilation c)
    {
        if (!c.Options.StrictAws
            || (function.AccountId is { } id && id != c.AccountId)
            || (function.Region is { } region && region != c.Region)
            || !c.Functions.TryGetValue(function.Name, out var definition))
        {
            return null;
        }

        var source = SourceArn(routeKey, c);
        foreach (var permission in definition.Permissions.Values)
        {
            if (permission.Qualifier == function.Qualifier && Allows(permission, source, c.AccountId))
            {
                return null;
            }
        }

        var target = function.Qualifier is { } qualifier ? $"version or alias {qualifier} of the function {function.Name}" : $"function {function.Name}";
        return $"no permission of the {target} lets {Principal} invoke it from {source}; add one with AddPermission or AWS::Lambda::Permission, or serve without --strict-aws";
    }

    private static bool Allows(Permission permission, string source, string accountId) =>
        permission.Principal is Principal or "*"
        && ArnPattern.IsLike(permission.Action.ToLowerInvariant(), "lambda:invokefunction")
        && (permission.SourceAccount is null || permission.SourceAccount == accountId)
        && (permission.SourceArn is null || ArnPattern.Matches(permission.SourceArn, source))
        // What API Gateway does not say of itself cannot be what a condition asks for.
        && permission is { EventSourceToken: null, PrincipalOrgId: null, FunctionUrlAuthType: null, InvokedViaFunctionUrl: null or false };

    /// <summary>The method or route as API Gateway names it to Lambda: ANY and path variables are stars.</summary>
    private static string SourceArn(string routeKey, Compilation c)
    {
        var arn = new StringBuilder($"arn:aws:execute-api:{c.Region}:{c.AccountId}:{c.ApiId}/{c.StageName}/");
        var space = routeKey.IndexOf(' ', StringComparison.Ordinal);
        if (space < 0)
        {
            return arn.Append(routeKey).ToString();
        }

        arn.Append(routeKey.AsSpan(0, space) is "ANY" ? "*" : routeKey.AsSpan(0, space));
        foreach (var segment in routeKey[(space + 1)..].TrimStart('/').Split('/'))
        {
            arn.Append('/').Append(segment.StartsWith('{') && segment.EndsWith('}') ? "*" : segment);
        }

        return arn.ToString();
    }
}
