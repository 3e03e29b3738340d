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
        if (path.StartsWith(Streamed, StringComparison.Ordinal))
        {
            error = $"The integration's URI \"{uri}\" asks for a streamed response, which is not served yet. Write {Buffered}FUNCTION_ARN{End}.";
            return null;
        }

        if (parts[4] == "lambda" && path.StartsWith(Buffered, StringComparison.Ordinal) && path.EndsWith(End, StringComparison.Ordinal)
            && path.Length > Buffered.Length + End.Length && FunctionName.Parse(path[Buffered.Length..^End.Length]) is { } named)
        {
            return Within(named, c);
        }

        error = $"The integration's URI \"{uri}\" names no Lambda function. Write arn:aws:apigateway:REGION:lambda:{Buffered}FUNCTION_ARN{End}.";
        return null;
    }

    // A name alone means the API's own account and region.
    private static FunctionName Within(FunctionName name, Compilation c) => name.Within(c.AccountId, c.Region);
}
