// SPDX-License-Identifier: Apache-2.0

using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Foregate.Definitions.ApiGateway;

namespace Foregate.ControlPlane.Operations.ApiGateway;

/// <summary>The grammar of a REST API's parameter mappings, as AWS checks it when they are put.</summary>
internal static partial class MappingExpressions
{
    /// <summary>Checks <c>integration.request.*</c> keys and their values against the parameters that the method declares.</summary>
    public static AwsError? CheckRequest(ImmutableSortedDictionary<string, string> parameters, ImmutableSortedDictionary<string, bool> declared)
    {
        foreach (var (key, value) in parameters)
        {
            if (!RequestKey().IsMatch(key))
            {
                return AwsError.InvalidMappingExpression(key);
            }

            if (IsSurroundings(value) || value == "method.request.body" || value.StartsWith("method.request.body.", StringComparison.Ordinal))
            {
                continue;
            }

            var source = MethodRequest().Match(value);
            if (!source.Success)
            {
                return AwsError.InvalidMappingExpression(value);
            }

            if (!declared.ContainsKey($"method.request.{source.Groups["place"].Value}.{source.Groups["name"].Value}"))
            {
                return AwsError.InvalidMappingParameter(value);
            }
        }

        return null;
    }

    /// <summary>Checks <c>method.response.header.*</c> keys against the headers that the method response declares, and their values.</summary>
    public static AwsError? CheckResponse(ImmutableSortedDictionary<string, string> parameters, MethodResponse? declared)
    {
        foreach (var (key, value) in parameters)
        {
            if (!MethodResponses.IsHeader(key))
            {
                return AwsError.InvalidMappingExpression(key);
            }

            if (declared is null || !declared.ResponseParameters.ContainsKey(key))
            {
                return AwsError.InvalidMappingParameter(key);
            }

            if (!IsSurroundings(value) && !IntegrationResponse().IsMatch(value))
            {
                return AwsError.InvalidMappingExpression(value);
            }
        }

        return null;
    }

    private static bool IsSurroundings(string value) => value is ['\'', .., '\''] || Surroundings().IsMatch(value);

    [GeneratedRegex(@"\Aintegration\.request\.(?:path|querystring|header)\.[a-zA-Z0-9._$-]+\z")]
    private static partial Regex RequestKey();

    [GeneratedRegex(@"\Amethod\.request\.(?:multivalue)?(?<place>path|querystring|header)\.(?<name>[a-zA-Z0-9._$-]+)\z")]
    private static partial Regex MethodRequest();

    [GeneratedRegex(@"\Aintegration\.response\.(?:(?:multivalue)?header\.[a-zA-Z0-9._$-]+|body(?:\..+)?)\z")]
    private static partial Regex IntegrationResponse();

    [GeneratedRegex(@"\A(?:stageVariables|context)\.[a-zA-Z0-9._$-]+\z")]
    private static partial Regex Surroundings();
}
