// SPDX-License-Identifier: Apache-2.0

namespace Foregate.DataPlane.Dispatch.RequestMapping;

/// <summary>
/// The URI of an integration with an AWS service, taken apart (aws-apigateway §3.5):
/// <c>arn:aws:apigateway:REGION:[SUBDOMAIN.]SERVICE:path/PATH</c> or <c>…:action/ACTION&amp;NAME=VALUE</c>. Stage variables are put in first.
/// </summary>
/// <param name="Path">From its slash, placeholders included.</param>
/// <param name="Query">Without the question mark, and without the action.</param>
/// <param name="Action">Null where the URI has a path.</param>
internal sealed record AwsIntegrationUri(string Region, string Service, string Path, string Query, string? Action)
{
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
                return new AwsIntegrationUri(region, service, path.StartsWith('/') ? path : "/" + path, query, null);
            }

            if (rest.StartsWith("action/", StringComparison.Ordinal) && rest["action/".Length..].Split('&', 2) is [{ Length: > 0 } action, .. var parameters] && IsName(action))
            {
                return new AwsIntegrationUri(region, service, "/", parameters is [var more] ? more : "", action);
            }
        }

        error = $"The integration's URI \"{uri}\" names no AWS service. Write arn:aws:apigateway:REGION:SERVICE:path/PATH or arn:aws:apigateway:REGION:SERVICE:action/ACTION.";
        return null;
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
