// SPDX-License-Identifier: Apache-2.0
using Foregate.Definitions.ApiGateway;

namespace Foregate.DataPlane.Dispatch.RequestMapping;

/// <summary>
/// The URI of an integration with an AWS service, taken apart (aws-apigateway §3.5):
/// <c>arn:aws:apigateway:REGION:[SUBDOMAIN.]SERVICE:path/PATH</c> or <c>…:action/ACTION&amp;NAME=VALUE</c>. Stage variables are put in first.
/// </summary>
/// <param name="Path">From its slash, placeholders included.</param>
/// <param name="Query">Without the question mark.</param>
/// <param name="Action">The action's name; null in the other form.</param>
internal sealed record AwsIntegrationUri(string Region, string Service, string Path, string Query, string? Action = null)
{
    private const string TargetKey = "integration.request.header.X-Amz-Target";

    // Services of JSON that take no action from a query, and that AWS gives their header for it by itself. EventBridge, say, wants it mapped.
    private static readonly Dictionary<string, string> s_targets = new(StringComparer.Ordinal)
    {
        ["dynamodb"] = "DynamoDB_20120810",
        ["firehose"] = "Firehose_20150804",
        ["kinesis"] = "Kinesis_20131202",
        ["states"] = "AWSStepFunctions",
        ["streams.dynamodb"] = "DynamoDBStreams_20120810",
    };

    /// <summary>Null when the URI cannot be called.</summary>
    /// <param name="error">What is wrong with it and how to mend it.</param>
    public static AwsIntegrationUri? Read(string? text, Compilation c, out string error)
    {
        var uri = IntegrationUri.Substitute(text ?? "", c);
        var parts = uri.Split(':', 6);
        error = "";
        if (parts is ["arn", _, "apigateway", { Length: > 0 } region, { Length: > 0 } service, var rest] && parts[1].StartsWith("aws", StringComparison.Ordinal) && IsName(service) && IsName(region))
        {
            if (rest.StartsWith("path/", StringComparison.Ordinal))
            {
                var path = rest["path/".Length..];
                var mark = path.IndexOf('?', StringComparison.Ordinal);
                var query = mark < 0 ? "" : path[(mark + 1)..];
                path = mark < 0 ? path : path[..mark];
                return new AwsIntegrationUri(region, service, path.StartsWith('/') ? path : "/" + path, query);
            }

            if (rest.StartsWith("action/", StringComparison.Ordinal) && rest.Length > "action/".Length)
            {
                var action = rest["action/".Length..];
                return new AwsIntegrationUri(region, service, "/", "Action=" + action, action.Split('&')[0]);
            }
        }

        error = $"The integration's URI \"{uri}\" names no AWS service. Write arn:aws:apigateway:REGION:SERVICE:path/PATH or arn:aws:apigateway:REGION:SERVICE:action/ACTION.";
        return null;
    }

    /// <summary>The integration, with X-Amz-Target where the service needs it to know the action and no mapping says it.</summary>
    public Integration Aim(Integration integration)
    {
        if (Action is null || !s_targets.TryGetValue(Service, out var prefix))
        {
            return integration;
        }

        foreach (var key in integration.RequestParameters.Keys)
        {
            if (key.Equals(TargetKey, StringComparison.OrdinalIgnoreCase))
            {
                return integration;
            }
        }

        return integration with { RequestParameters = integration.RequestParameters.Add(TargetKey, $"'{prefix}.{Action}'") };
    }

    private static bool IsName(string text)
    {
        foreach (var character in text)
        {
            if (!char.IsAsciiLetterOrDigit(character) && character is not ('-' or '.' or '_'))
            {
                return false;
            }
        }

        return text[0] is not ('.' or '-') && text[^1] is not ('.' or '-');
    }
}
