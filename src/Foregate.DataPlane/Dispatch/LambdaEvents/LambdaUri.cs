// SPDX-License-Identifier: Apache-2.0
using Foregate.DataPlane.Dispatch.RequestMapping;
using Foregate.DataPlane.Upstream.Functions;
using Foregate.DataPlane.Verdicts;

namespace Foregate.DataPlane.Dispatch.LambdaEvents;

/// <summary>Reads which function the URI of an AWS_PROXY integration means: an invocation ARN, and on HTTP APIs a function's ARN too. Stage variables are put in first.</summary>
internal static class LambdaUri
{
    private const string Buffered = "path/2015-03-31/functions/";
    private const string Streamed = "path/2021-11-15/functions/";
    private const string End = "/invocations";
    private const string StreamedEnd = "/response-streaming-invocations";

    /// <summary>Null when the URI means no function that can be called.</summary>
    /// <param name="error">What is wrong with it and how to mend it.</param>
    public static FunctionName? Read(string? text, Compilation c, out string error)
    {
        error = "";
        var uri = IntegrationUri.Substitute(text ?? "", c);
        var parts = uri.Split(':', 6);
        var isInvocation = parts.Length == 6 && parts[0] == "arn" && parts[1].StartsWith("aws", StringComparison.Ordinal) && parts[2] == "apigateway";
        if (!isInvocation)
        {
            if (c.Kind == ApiKind.Http && FunctionName.Parse(uri) is { } function)
            {
                return Within(function, c);
            }

            error = $"The integration's URI \"{uri}\" is no invocation ARN{(c.Kind == ApiKind.Http ? " and no function's ARN" : "")}. Write arn:aws:apigateway:REGION:lambda:path/2015-03-31/functions/FUNCTION_ARN/invocations.";
            return null;
        }

        var path = parts[5];
        if (parts[4] == "lambda" && (Between(path, Buffered, End) ?? (c.Kind == ApiKind.Rest ? Between(path, Streamed, StreamedEnd) : null)) is { } arn && FunctionName.Parse(arn) is { } named)
        {
            return Within(named, c);
        }

        error = $"The integration's URI \"{uri}\" names no Lambda function. Write arn:aws:apigateway:REGION:lambda:{Buffered}FUNCTION_ARN{End}.";
        return null;
    }

    private static string? Between(string path, string start, string end) =>
        path.StartsWith(start, StringComparison.Ordinal) && path.EndsWith(end, StringComparison.Ordinal) && path.Length > start.Length + end.Length
            ? path[start.Length..^end.Length]
            : null;

    // A name alone means the API's own account and region.
    private static FunctionName Within(FunctionName name, Compilation c) => name.Within(c.AccountId, c.Region);
}
